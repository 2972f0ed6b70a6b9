import type {FileFacts} from '../model/facts.ts';
import type {Replacement} from '../model/graph.ts';
import type {Guard, Site} from '../model/site.ts';
import type {Seam, StandIn} from '../model/tests.ts';
import type {MockRef} from '../model/verdict.ts';
import {isExactSeam, mayBeSeam} from './exact-seams.ts';
import {createGuardSearch} from './guarded-functions.ts';
import type {LinkedCalls} from './linked-calls.ts';
import {linkOperations, type Operations} from './operations.ts';
import {coversAll} from './replaced-scope.ts';
import {isAtRoot, type Root, rootsOf} from './roots.ts';
import {readGuards} from './tests-guards.ts';
import {type GuardedCall, joinSeam, type Resolve} from './tests-joins.ts';
import {plainName} from './tests-names.ts';
import {outcomeOf, targetText} from './tests-outcome.ts';

const NOTHING: Replacement = {whole: false, outcome: 'unknown'};

/** What a test file puts in place of the operations of a site that its coverage shows it to run. Asked for few pairs. */
export function linkReplaced(
	facts: readonly FileFacts[],
	sites: readonly Site[],
	linked: LinkedCalls,
): (site: string, testFile: string) => Replacement {
	const files = new Map(facts.map(fact => [fact.file, fact]));
	const byId = new Map(sites.map(site => [site.id, site]));
	const {modules, targetOf} = linked;
	let operations: Operations | undefined;
	return (id, testFile) => {
		const site = byId.get(id);
		const test = files.get(testFile);
		if (!site || !test?.tests) return NOTHING;
		const asked = fallible(site, files, (operations ??= linkOperations(createGuardSearch(facts, linked))));
		const calls = readGuards({...site, guards: asked}, files, targetOf);
		// A guard without a name was left out: nothing can be said of it.
		if (calls.length === 0 || calls.length < asked.length) return NOTHING;
		const search = {files, targetOf, resolve: modules.resolve};
		const guards = calls.map((call, at) => ({call, roots: rootsOf(search, site, asked[at]!)}));
		const held = [testFile, ...modules.importsOf(testFile)].map(file => ({
			file,
			standIns: files.get(file)?.tests?.standIns.filter(({observer}) => !observer) ?? [],
		}));
		return replacedBy(test, held, guards, specifier => modules.resolve(testFile, specifier));
	};
}

/** `this.logger.debug(…)`. */
const LOG = /^(?:\w+\.)*(?:console|_?log(?:ger)?)\.\w+\(/i;

/** What only computes, and what logs, cannot be why the site is there. */
function fallible(site: Site, files: ReadonlyMap<string, FileFacts>, operationOf: Operations): Guard[] {
	const {operation: _, ...draft} = site;
	const isLocal = (guard: Guard) => operationOf(files.get(site.file)!, {...draft, guards: [guard]}) === 'local';
	return site.guards.filter(guard => !LOG.test(guard.text) && !isLocal(guard));
}

interface Held {
	file: string;
	standIns: readonly StandIn[];
}

interface Asked {
	call: GuardedCall;
	roots: readonly Root[];
}

/** @param held the stand-ins of the test file, then those of the helpers that it imports. */
function replacedBy(test: FileFacts, held: readonly Held[], guards: readonly Asked[], resolve: Resolve): Replacement {
	const own = held[0]!.standIns;
	const all = held.flatMap(({file, standIns}) => standIns.map(standIn => ({file, standIn})));
	const isNamed = ({seam}: StandIn, {call}: Asked) => nameOf(seam) === call.callee;
	const isSure = ({seam}: StandIn, {call}: Asked) => isExactSeam(seam, call, resolve);
	// What the object comes from is replaced: then it is whatever the test makes, and what has its name is it.
	const isRooted = ({seam}: StandIn, {roots}: Asked) => roots.some(root => isAtRoot(seam, root, resolve));
	const isReplaced = (guard: Asked) =>
		coversAll(
			test,
			own.filter(standIn => isSure(standIn, guard)),
		) ||
		(all.some(({standIn}) => isNamed(standIn, guard)) &&
			coversAll(
				test,
				own.filter(one => isRooted(one, guard)),
			));
	const meant = ({standIn}: (typeof all)[number]) =>
		guards.some(guard => isSure(standIn, guard) || isNamed(standIn, guard));
	const related = all.filter(one => meant(one) || isInTheWay(one.standIn, guards, resolve));
	return {
		whole: guards.every(isReplaced),
		outcome: joinOutcomes(related.map(({standIn}) => standIn)),
		// A homonym must not be named: rather what the object comes from.
		...firstOf(
			all.find(({standIn}) => guards.some(guard => isSure(standIn, guard))) ??
				all.find(one => guards.some(guard => isNamed(one.standIn, guard) && isOnReceiver(one.standIn, guard))) ??
				all.find(({standIn}) => guards.some(guard => isRooted(standIn, guard))),
		),
	};
}

const nameOf = (seam: Seam): string | undefined =>
	seam.kind === 'member' ? seam.member : seam.kind === 'option' ? seam.name : undefined;

/** `mockConnection.quit` for `connection.quit()`. */
function isOnReceiver({seam}: StandIn, {call: {receiver}}: Asked): boolean {
	if (seam.kind !== 'member' || receiver === '') return false;
	const object = /([\w$]+)[)!?]*$/.exec(seam.object)?.[1] ?? '';
	return plainName(object).endsWith(plainName(receiver));
}

/** It may be meant for one of the calls; what a factory makes of a module are entries of their own. */
function isInTheWay({seam, behaviours}: StandIn, guards: readonly Asked[], resolve: Resolve): boolean {
	if (seam.kind === 'unknown') return behaviours.some(({kind}) => kind === 'failure');
	if (seam.kind === 'module' && seam.members !== undefined) return false;
	return guards.some(({call}) => mayBeSeam(seam, call) || joinSeam(seam, call, resolve) !== undefined);
}

function joinOutcomes(standIns: readonly StandIn[]): MockRef['outcome'] {
	const [first = 'unknown', ...rest] = new Set(standIns.map(({behaviours}) => outcomeOf(behaviours)));
	if (rest.length === 0) return first;
	return rest.includes('unknown') || first === 'unknown' ? 'unknown' : 'mixed';
}

function firstOf(first: {file: string; standIn: StandIn} | undefined): Pick<Replacement, 'first'> {
	if (!first) return {};
	const {line, behaviours, seam} = first.standIn;
	return {first: {file: first.file, line, outcome: outcomeOf(behaviours), target: targetText(seam)}};
}
