import {ts} from '@ts-morph/common';
import {any} from '../../model/condition.ts';
import type {LibraryFacts} from '../../model/facts.ts';
import type {RuleBook, SiteRule} from '../../model/rule.ts';
import {CERTAINTIES, type Certainty, type SiteDraft} from '../../model/site.ts';
import {flawsOf} from '../flaws/library-flaws.ts';
import {isCall, isInside} from '../flow/traverse.ts';
import {functionName} from '../functions.ts';
import {spanOf} from '../places.ts';
import {scopePath, stableCallee, stableName} from '../site-identity.ts';
import {enclosingFunction, type FileIndex, homeOf, isFunctionNode} from '../walk.ts';
import {arcsOf} from './library-arcs.ts';
import {guardedBy} from './library-guards.ts';
import {fits, isAskedFor} from './library-implicit.ts';
import {type Given, type Match, siteHolds, valuesAt} from './library-keys.ts';
import {agreedLiteral} from './library-literals.ts';
import {withRivals} from './library-rivals.ts';
import {collectUses, type LibraryUses, type Use} from './library-uses.ts';

export interface LibrarySites {
	sites: SiteDraft[];
	/** Undefined where the file calls nothing of the catalogue. */
	seen?: LibraryFacts;
}

/** Every site that the catalogue's libraries make in this file, by position. */
export const extractLibrarySites = (index: FileIndex, book: RuleBook): SiteDraft[] =>
	extractLibraries(index, book).sites;

/** The same, with what the file shows of libraries; with `wanted` at these calls only. */
export function extractLibraries(index: FileIndex, book: RuleBook, wanted?: ReadonlySet<number>): LibrarySites {
	const uses = collectUses(index, book, wanted);
	if (uses.all.length === 0) return {sites: []};
	const drafts = uses.all.flatMap(use => sitesOf(index, uses, use));
	const calls = [...new Set(uses.all.map(({call}) => index.idOf.get(call)!))].sort((a, b) => a - b);
	const sites = withoutRepeats(drafts).sort(
		(a, b) => a.line - b.line || a.column - b.column || (a.kind < b.kind ? -1 : 1),
	);
	return {sites, seen: {calls, ...(uses.isOpen && {open: true})}};
}

function sitesOf(index: FileIndex, uses: LibraryUses, use: Use): SiteDraft[] {
	const {rule} = use;
	const numbers = Object.hasOwn(rule.paths, use.path) ? rule.paths[use.path]! : [];
	return numbers.flatMap(number => {
		const match: Match = {index, uses, use, site: rule.sites[number]!};
		return fits(match.use, match.site) ? draftsOf(match) : [];
	});
}

function draftsOf(match: Match): SiteDraft[] {
	const {site} = match;
	const asked = site.when ? siteHolds(match, site.when) : 'yes';
	if (asked === 'no' || (site.shown && asked !== 'yes')) return [];
	if (site.unless && siteHolds(match, site.unless) === 'yes') return [];
	const said = site.implicit ? isAskedFor(match) : 'no';
	if (said === 'yes') return [];
	const certainty = asked === 'yes' && said === 'no' ? site.certainty : lowered(site.certainty);
	return locations(match, site).map(({node, key}) => draftAt(match, node, key, certainty));
}

const lowered = (certainty: Certainty): Certainty =>
	CERTAINTIES[Math.min(CERTAINTIES.indexOf(certainty) + 1, CERTAINTIES.length - 1)]!;

/** The call, or each option that turns the thing on. */
function locations(match: Match, site: SiteRule): Array<{node: ts.Node; key?: string}> {
	if (!site.at) return [{node: match.use.call}];
	return site.at.flatMap(key =>
		valuesAt(match, key).flatMap(given =>
			given.state === 'present' && !isOff(match.index, given) ? [{node: nodeIn(match, given.node), key}] : [],
		),
	);
}

/** Options of another file take effect where the call is. */
const nodeIn = ({index, use}: Match, node: ts.Node): ts.Node => (homeOf(index, node) === index ? node : use.call);

/** `timeout: 0`, `retry: false`: written out, and switched off. */
function isOff(index: FileIndex, given: Given): boolean {
	const literal = agreedLiteral(index, given.state === 'present' ? {...given, open: false} : given);
	return literal !== undefined && (literal.value === 0 || literal.value === false || literal.value === null);
}

function draftAt(match: Match, node: ts.Node, key: string | undefined, certainty: Certainty): SiteDraft {
	const {index, use, site} = match;
	const {guards, needs, nodes} = guardedBy(match);
	const draft: SiteDraft = {
		kind: site.kind,
		mechanism: `library:${use.rule.package}`,
		...spanOf(index, node),
		name: functionName(index, use.call),
		certainty,
		guards,
		arcs: site.uses.length > 0 ? withRivals(index, use.call, arcsOf(match, needs)) : arcsOf(match, needs),
		owner: ownerOf(index, use.call),
		fingerprint: fingerprintOf(match, node, key, nodes),
	};
	if (site.implicit) draft.implicit = true;
	const flaws = site.flaws ? flawsOf(match, node) : [];
	if (flaws.length > 0) draft.flaws = flaws;
	const operation = site.operation ?? 'external';
	return {...draft, operation};
}

/**
 * Rests on the place of the construct alone: which other code uses it, or shares its options, must not change it.
 * @param nodes the guarded operations
 */
function fingerprintOf(
	{index, use, site}: Match,
	node: ts.Node,
	key: string | undefined,
	nodes: readonly ts.Node[],
): string {
	const word = site.implicit ? 'implicit' : undefined;
	const isOwn = isInside(node, use.call);
	const path = isOwn ? use.path : undefined;
	const parts = [word, site.kind, use.rule.package, key ? `${path ?? ''}(${key})` : path];
	if (isOwn) parts.push(...handedTo(index, use.call, nodes));
	return [scopePath(index, node), ...parts.filter(Boolean)].join(' ');
}

/** What the call is given to guard: the first operation within it, or what it is handed by name. */
function handedTo(index: FileIndex, call: ts.CallExpression | ts.NewExpression, nodes: readonly ts.Node[]): string[] {
	const given = nodes.find(node => node !== call && isInside(node, call));
	if (given && isCall(given)) return [stableCallee(index, given)];
	return (call.arguments ?? []).map(argument => stableName(index, argument)).filter(name => name !== '_');
}

/** The initialiser of an instance's field runs in the constructor. */
function ownerOf(index: FileIndex, node: ts.Node): number {
	for (let at = node.parent; at && !isFunctionNode(at); at = at.parent) {
		if (!ts.isPropertyDeclaration(at)) continue;
		const maker = at.parent.members.find(member => ts.isConstructorDeclaration(member) && member.body);
		if (maker) return index.idOf.get(maker) ?? 0;
	}
	return index.idOf.get(enclosingFunction(node)) ?? 0;
}

/** One construct, one site: an options object that several calls share is found through each of them. */
function withoutRepeats(drafts: readonly SiteDraft[]): SiteDraft[] {
	const byPlace = new Map<string, SiteDraft>();
	for (const draft of drafts) {
		const place = `${draft.kind}:${draft.mechanism}:${draft.line}:${draft.column}`;
		const known = byPlace.get(place);
		if (known) merge(known, draft);
		else byPlace.set(place, draft);
	}
	return [...byPlace.values()];
}

function merge(known: SiteDraft, other: SiteDraft): void {
	known.guards.push(...other.guards.filter(guard => !known.guards.some(same => same.line === guard.line)));
	for (const arc of known.arcs) {
		const same = other.arcs.find(each => each.arc === arc.arc);
		if (same) arc.needs = any(arc.needs, same.needs);
	}
}
