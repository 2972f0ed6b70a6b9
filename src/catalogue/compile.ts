import type {FlawName} from '../model/flaw.ts';
import type {ArcRule, Evidence, FlawRule, LibraryRule, SiteRule} from '../model/rule.ts';
import type {ArcName} from '../model/site.ts';
import {isLocalSpecifier, localModule} from '../util/local-module.ts';
import {type EvidenceSource, type FlawSource, list, type RuleSource, type SiteSource} from './source.ts';

/** A valid rule in the form that extraction reads: lists everywhere, paths written out and indexed. */
export function compileRule(source: RuleSource): LibraryRule {
	const values = expandValues(source);
	const sites = source.sites.map(site => compileSite(site, values));
	return {
		package: nameOf(source.package),
		modules: modulesOf(source).map(nameOf),
		...membersOf(source),
		majors: source.majors ?? [...new Set(sites.flatMap(site => site.majors ?? []))].sort((a, b) => a - b),
		checked: source.checked ?? '',
		docs: source.docs ?? '',
		fluent: list(source.fluent),
		wrappers: expandPaths(list(source.wrappers), values),
		paths: indexPaths(sites),
		sites,
	};
}

/** The names of its modules, as the source writes them. */
export const modulesOf = ({package: name, modules = name}: RuleSource): string[] =>
	typeof modules === 'object' && !Array.isArray(modules) ? Object.keys(modules) : list(modules);

function membersOf({modules}: RuleSource): Pick<LibraryRule, 'members'> {
	if (typeof modules !== 'object' || Array.isArray(modules)) return {};
	const members = Object.entries(modules).filter(([, path]) => path !== 'default');
	return {members: Object.fromEntries(members.map(([module, path]) => [nameOf(module), path.split('.')]))};
}

/** Path to indexes of the sites that it leads to. `fromEntries` makes own members of any name. */
export function indexPaths(sites: readonly SiteRule[]): Record<string, number[]> {
	const paths = new Map<string, number[]>();
	for (const [number, site] of sites.entries()) {
		for (const path of site.paths) {
			const numbers = paths.get(path);
			if (numbers) numbers.push(number);
			else paths.set(path, [number]);
		}
	}
	return Object.fromEntries(paths);
}

/** A module of the user's own project has one name, however it is written. */
const nameOf = (module: string): string => (isLocalSpecifier(module) ? localModule('.', module) : module);

/** Named sets of paths; a set may use those before it. */
export function expandValues({values = {}}: RuleSource): Map<string, string[]> {
	const known = new Map<string, string[]>();
	for (const [name, paths] of Object.entries(values)) known.set(name, expandPaths(list(paths), known));
	return known;
}

const VALUE = /^\$(\w+)/;

/** Sets of sets grow without bound; no rule needs more paths than this in one place. */
export const MOST_PATHS = 1000;

/** At most one path more than there may be. */
export function expandPaths(paths: readonly string[], values: ReadonlyMap<string, string[]>): string[] {
	const expanded: string[] = [];
	for (const path of paths) {
		const name = VALUE.exec(path)?.[1];
		// `$$fetch` is an export whose own name starts so.
		if (name === undefined) expanded.push(path.replace(/^\$\$/, () => '$'));
		else {
			const rest = path.slice(name.length + 1);
			for (const start of values.get(name) ?? []) expanded.push(joined(start, rest));
		}
		if (expanded.length > MOST_PATHS) break;
	}
	return expanded.slice(0, MOST_PATHS + 1);
}

/** `default` has no step of its own: `.get` of it is the module's `get`. */
const joined = (start: string, rest: string): string =>
	start === 'default' && rest.startsWith('.') ? rest.slice(1) : start + rest;

const HOW = {call: ['call'], new: ['new'], make: ['call', 'new'], decorator: ['decorator'], given: ['given']} as const;
export const USES = Object.keys(HOW) as Array<keyof typeof HOW>;

function compileSite(source: SiteSource, values: ReadonlyMap<string, string[]>): SiteRule {
	const use = USES.find(each => source[each] !== undefined)!;
	const site: SiteRule = {
		kind: source.kind,
		how: [...HOW[use]],
		paths: expandPaths(list(source[use]), values),
		options: list(source.options ?? 0),
		certainty: source.certainty ?? 'sure',
		guards: compileGuards(source),
		uses: list(source.uses),
		arcs: Object.entries(source.arcs).map(([arc, rule]) => compileArc(arc as ArcName, rule ?? {})),
	};
	if (source.majors) site.majors = source.majors;
	if (source.to) site.to = list(source.to);
	if (source.at) site.at = list(source.at);
	if (source.when) site.when = list(source.when);
	if (source.unless) site.unless = list(source.unless);
	if (source.shown) site.shown = true;
	if (source.implicit) site.implicit = true;
	if (source.operation) site.operation = source.operation;
	if (source.flaws)
		site.flaws = Object.entries(source.flaws).map(([flaw, rule]) => compileFlaw(flaw as FlawName, rule));
	return site;
}

const GUARDS = ['call', 'uses', 'receiver', 'pipe', 'member'] as const;

function compileGuards({guards = 'call'}: SiteSource): SiteRule['guards'] {
	return GUARDS.find(word => word === guards) ?? {at: guards};
}

function compileArc(arc: ArcName, source: NonNullable<SiteSource['arcs'][string]>): ArcRule {
	const rule: ArcRule = {arc, fires: list(source.fires).map(compileEvidence)};
	if (source.when) rule.when = list(source.when);
	if (source.unless) rule.unless = list(source.unless);
	if (source.shown) rule.shown = true;
	if (source.trace)
		rule.trace = list(source.trace).map(({when, ...tell}) => ({...tell, ...(when && {when: list(when)})}));
	return rule;
}

function compileFlaw(flaw: FlawName, source: FlawSource): FlawRule {
	const rule: FlawRule = {flaw, why: source.why};
	if (source.when) rule.when = list(source.when);
	if (source.unless) rule.unless = list(source.unless);
	if (source.always) rule.always = source.always;
	if (source.without) rule.without = list(source.without);
	if (source.unheard) rule.unheard = list(source.unheard);
	return rule;
}

function compileEvidence({
	event,
	calls,
	accepted,
	declined,
	without,
	with: filter,
	when,
	...rest
}: EvidenceSource): Evidence {
	const evidence: Evidence = {...rest};
	if (event) evidence.event = list(event);
	if (calls) evidence.calls = list(calls);
	if (accepted) evidence.accepted = list(accepted);
	if (declined) evidence.declined = list(declined);
	if (without) evidence.without = list(without);
	if (filter) evidence.with = list(filter);
	if (when) evidence.when = list(when);
	return evidence;
}
