import type {FileFacts} from '../model/facts.ts';
import type {Replacement} from '../model/graph.ts';
import type {Guard, Site} from '../model/site.ts';
import type {StandIn, TestFacts} from '../model/tests.ts';
import type {MockRef} from '../model/verdict.ts';
import type {LinkedCalls} from './calls.ts';
import {isExactSeam, mayBeSeam} from './exact-seams.ts';
import {linkOperations, type Operations} from './operations.ts';
import {readGuards} from './tests-guards.ts';
import {type GuardedCall, joinSeam} from './tests-joins.ts';
import {outcomeOf, targetText} from './tests-outcome.ts';

/** `this.logger.debug(…)`. */
const LOG = /^(?:\w+\.)*(?:console|_?log(?:ger)?)\.\w+\(/i;

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
	/** What only computes, and what logs, cannot be why the site is there. */
	const fallible = (site: Site): Guard[] => {
		const operationOf = (operations ??= linkOperations(facts, linked));
		const {operation: _, ...draft} = site;
		const isLocal = (guard: Guard) => operationOf(files.get(site.file)!, {...draft, guards: [guard]}) === 'local';
		return site.guards.filter(guard => !LOG.test(guard.text) && !isLocal(guard));
	};
	return (id, testFile) => {
		const site = byId.get(id);
		const test = files.get(testFile);
		if (!site || !test?.tests) return NOTHING;
		const asked = fallible(site);
		const guards = readGuards({...site, guards: asked}, files, targetOf);
		const resolve = (specifier: string) => modules.resolve(testFile, specifier);
		const own = test.tests.standIns.filter(({observer}) => !observer);
		const helpers = modules
			.importsOf(testFile)
			.flatMap(file => files.get(file)?.tests?.standIns.filter(({observer}) => !observer) ?? []);
		const exact = (standIn: StandIn, guard: GuardedCall) => isExactSeam(standIn.seam, guard, resolve);
		const sure = own.filter(standIn => guards.some(guard => exact(standIn, guard)));
		const isWhole =
			guards.length > 0 &&
			guards.length === asked.length &&
			guards.every(guard =>
				coversAll(
					test,
					own.filter(standIn => exact(standIn, guard)),
				),
			);
		const related = [...own, ...helpers].filter(
			standIn =>
				isAnywhere(standIn) ||
				// What a factory makes of a module are entries of their own.
				(!isFactory(standIn) &&
					guards.some(guard => mayBeSeam(standIn.seam, guard) || joinSeam(standIn.seam, guard, resolve) !== undefined)),
		);
		return {whole: isWhole, outcome: joinOutcomes([...sure, ...related]), ...firstOf(testFile, sure)};
	};
}

const isFactory = ({seam}: StandIn): boolean => seam.kind === 'module' && seam.members !== undefined;

/** It fails something, and what is not known. */
const isAnywhere = ({seam, behaviours}: StandIn): boolean =>
	seam.kind === 'unknown' && behaviours.some(({kind}) => kind === 'failure');

/** Every test that may run sees one of these stand-ins: those of the module, of a hook around it, or its own. */
function coversAll({tests}: FileFacts, standIns: readonly StandIn[]): boolean {
	const kept = standIns.filter(standIn => !isTakenBack(tests!, standIn));
	const running = tests!.tests.flatMap(({mode}, id) => (mode === 'skip' || mode === 'todo' ? [] : [id]));
	return running.length > 0 && running.every(id => kept.some(standIn => covers(tests!, standIn, id)));
}

function covers({tests, names}: TestFacts, standIn: StandIn, id: number): boolean {
	const {line, names: used} = tests[id]!;
	const {suite, helper} = standIn;
	if (standIn.test >= 0) return standIn.test === id;
	if (suite && (line < suite.line || line > suite.endLine)) return false;
	// Who calls the function that sets it up is known for sure only where the test itself names it.
	return helper === undefined || used.includes(names.indexOf(helper));
}

const UNMOCKS = ['unmock', 'doUnmock', 'dontMock', 'deepUnmock'];
const PASSES = ['passThrough', 'passthrough', 'allowUnmocked'];
const RESTORES = ['mockRestore', 'restoreAllMocks', 'restoreAll', 'restore'];
const ONCE_FOR_ALL = ['beforeAll', 'before'];

/**
 * The file names something that may bring the real thing back, and when it does so is not followed: what is set up
 * once is gone then, what is set up for each test is there again.
 */
function isTakenBack({names}: TestFacts, {seam, form, test}: StandIn): boolean {
	const uses = (some: readonly string[]) => some.some(name => names.includes(name));
	if (/spy|stub|sinon|mock\.method/i.test(form))
		return test < 0 && uses(RESTORES) && (test === -1 || uses(ONCE_FOR_ALL));
	if (seam.kind === 'host') return uses(PASSES);
	return (seam.kind === 'module' || (seam.kind === 'member' && seam.module !== undefined)) && uses(UNMOCKS);
}

function joinOutcomes(standIns: readonly StandIn[]): MockRef['outcome'] {
	const [first = 'unknown', ...rest] = new Set(standIns.map(({behaviours}) => outcomeOf(behaviours)));
	if (rest.length === 0) return first;
	return rest.includes('unknown') || first === 'unknown' ? 'unknown' : 'mixed';
}

function firstOf(file: string, [standIn]: readonly StandIn[]): Pick<Replacement, 'first'> {
	if (!standIn) return {};
	const {line, behaviours, seam} = standIn;
	return {first: {file, line, outcome: outcomeOf(behaviours), target: targetText(seam)}};
}
