import {FLAWS} from '../model/flaw.ts';
import {ARCS} from '../model/site.ts';
import {isLocalSpecifier, localModule} from '../util/local-module.ts';
import {checkClauses} from './check-clauses.ts';
import {expandPaths, expandValues, MOST_PATHS, modulesOf, USES} from './compile.ts';
import {type EvidenceSource, list, type RuleSource, type SiteSource} from './source.ts';
import type {Problem} from './validate.ts';

/** Folder of a package's rule: `@scope/name` is `@scope__name`. */
export const folderOf = (name: string): string => name.replaceAll('/', '__');

type Path = Problem['path'];

const TOO_MANY = `stands for more than ${MOST_PATHS} paths`;

/** What the schema cannot say. `rule` is valid by the schema. */
export function checkRule(rule: RuleSource, folder: string | undefined): Problem[] {
	const problems: Problem[] = folder === undefined ? checkModules(rule) : checkOrigin(rule, folder);
	const values = expandValues(rule);
	for (const [name, paths] of values) {
		if (paths.length > MOST_PATHS) problems.push({path: ['values', name], message: TOO_MANY});
	}
	const seen = new Set<string>();
	for (const [i, site] of rule.sites.entries()) {
		checkSite(site, ['sites', i], values, problems);
		problems.push(...checkClauses(site, ['sites', i]));
		checkMajors(site, ['sites', i], rule.majors, problems);
		const same = JSON.stringify({...site, arcs: undefined});
		if (seen.has(same)) problems.push({path: ['sites', i], message: 'repeats an earlier site'});
		seen.add(same);
	}
	return problems;
}

/** What the catalogue asks of its own rules alone: where it comes from, and what was read. */
function checkOrigin(rule: RuleSource, folder: string): Problem[] {
	const problems: Problem[] = [];
	for (const name of ['majors', 'checked', 'docs'] as const) {
		if (rule[name] === undefined) problems.push({path: [], message: `lacks \`${name}\``});
	}
	if (rule.replace !== undefined) problems.push({path: ['replace'], message: 'is for the rules of a user alone'});
	if (folderOf(rule.package) !== folder) {
		problems.push({path: ['package'], message: `is \`${rule.package}\`, but the folder is \`${folder}\``});
	}
	return problems;
}

/** Modules of the user's own project are named from its root. */
function checkModules(rule: RuleSource): Problem[] {
	const named: Array<[Path, string]> = [[['package'], rule.package]];
	for (const module of modulesOf(rule)) named.push([['modules'], module]);
	return named.flatMap(([path, module]) => {
		const leads = module.startsWith('/') || (isLocalSpecifier(module) && localModule('.', module).startsWith('./..'));
		if (!leads) return [];
		const message = `is \`${module}\`; a module of this project is named from its root, like \`./src/http/client\``;
		return [{path, message}];
	});
}

function checkSite(site: SiteSource, path: Path, values: ReadonlyMap<string, string[]>, problems: Problem[]): void {
	const used = USES.filter(use => site[use] !== undefined);
	if (used.length !== 1) problems.push({path, message: `needs exactly one of ${USES.join(', ')}`});
	for (const use of used) {
		if (expandPaths(list(site[use]), values).length > MOST_PATHS)
			problems.push({path: [...path, use], message: TOO_MANY});
		for (const each of list(site[use])) {
			const name = /^\$(\w+)/.exec(each)?.[1];
			if (name !== undefined && !values.has(name)) {
				problems.push({path: [...path, use], message: `uses \`$${name}\`, which \`values\` does not have`});
			}
		}
	}
	if ((site.given === undefined) !== (site.to === undefined)) {
		problems.push({path, message: '`given` and `to` go together'});
	}
	if (site.implicit && site.at) {
		problems.push({path: [...path, 'implicit'], message: 'cannot go with `at`: an option that is given asks for it'});
	}
	if (site.guards === 'uses' && !site.uses) problems.push({path, message: 'guards `uses` but names none'});
	checkArcs(site, path, problems);
	for (const flaw of Object.keys(site.flaws ?? {})) {
		if (!(FLAWS as readonly string[]).includes(flaw))
			problems.push({path: [...path, 'flaws', flaw], message: `is no flaw; known are ${FLAWS.join(', ')}`});
	}
}

function checkMajors(
	{majors = []}: SiteSource,
	path: Path,
	known: readonly number[] | undefined,
	problems: Problem[],
): void {
	for (const [i, major] of majors.entries()) {
		if (!known || known.includes(major)) continue;
		problems.push({path: [...path, 'majors', i], message: `is ${major}, but the rule holds for ${known.join(', ')}`});
	}
}

function checkArcs(site: SiteSource, path: Path, problems: Problem[]): void {
	const known: readonly string[] = ARCS[site.kind];
	const before = new Set<string>();
	for (const [arc, rule] of Object.entries(site.arcs)) {
		const at = [...path, 'arcs', arc];
		if (!known.includes(arc)) {
			problems.push({path: at, message: `is no arc of a ${site.kind}; it has ${known.join(', ')}`});
		}
		for (const evidence of list(rule?.fires)) checkEvidence(evidence, at, before, problems);
		for (const tell of list(rule?.trace)) {
			const forms = TELLS.filter(form => tell[form] !== undefined);
			if (forms.length !== 1) problems.push({path: at, message: `a trace needs exactly one of ${TELLS.join(', ')}`});
		}
		before.add(arc);
	}
}

const TELLS = ['event', 'method', 'answers'] as const;

const FORMS = [
	'callback',
	'event',
	'calls',
	'repeats',
	'announces',
	'returns',
	'accepted',
	'declined',
	'after',
] as const;

function checkEvidence(evidence: EvidenceSource, path: Path, before: ReadonlySet<string>, problems: Problem[]): void {
	const forms = FORMS.filter(form => evidence[form] !== undefined);
	if (forms.length !== 1) problems.push({path, message: `evidence needs exactly one of ${FORMS.join(', ')}`});
	if ((evidence.calls === undefined) !== (evidence.in === undefined)) {
		problems.push({path, message: '`calls` and `in` go together'});
	}
	if (evidence.after !== undefined && !before.has(evidence.after)) {
		problems.push({path, message: `comes after \`${evidence.after}\`, which must stand before it`});
	}
}
