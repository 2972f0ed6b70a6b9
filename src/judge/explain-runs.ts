import type {Replacement} from '../model/graph.ts';
import type {ArcName} from '../model/site.ts';
import type {MockRef, Verdict} from '../model/verdict.ts';
import type {ArcRuns} from './judge-per-test.ts';

export interface RunsAsked {
	arc: ArcName;
	verdict: Verdict;
	/** What each test file that reached the operation puts in its place, parallel to `reached`. */
	replaced: readonly Replacement[];
	/** Coverage of every test file is there. */
	complete: boolean;
}

export interface RunsTold {
	/** Undefined where nothing is known. */
	sentence?: string;
	/** The sentence tells what stands in for the operation, so that nothing weaker needs to. */
	namesStandIn?: true;
}

/**
 * What coverage per test file adds to the reason of a verdict: who fired it, or who reached it and what they put in the
 * place of the operation. "In all" is said only where every test file is in the set, each one that reached it replaces
 * surely this operation for all of its tests, and all that was read of it succeeds.
 */
export function explainRuns(runs: ArcRuns, {arc, verdict, replaced, complete}: RunsAsked): RunsTold {
	if (verdict === 'fired') return runs.fired.length > 0 ? {sentence: `${firedText(runs.fired)}.`} : {};
	if (verdict !== 'unfired' || runs.reached.length === 0) return {};
	const reached = `Reached by ${files(runs.reached.length)}`;
	const sure = replaced.filter(({whole}) => whole);
	const fine = sure.filter(({outcome}) => outcome === 'succeeds');
	if (!isByFailure(arc) || sure.length === 0) return {sentence: `${reached} (first ${runs.reached[0]}).`};
	if (fine.length < replaced.length)
		return {sentence: `${reached}; ${replaceText(sure)}${someText(sure.length, fine.length)}.`, namesStandIn: true};
	const said = mockText(sure[0]!.first);
	if (!complete || runs.unsure) {
		const why = complete
			? 'the counters of some test files cannot say whether they reach it'
			: 'not every test file is in the set';
		return {
			sentence: `${reached}, replaced in ${fine.length} (${said}), and it succeeds there; ${why}, so this says nothing of the rest.`,
			namesStandIn: true,
		};
	}
	const all = fine.length === 1 ? 'there' : fine.length === 2 ? 'in both' : `in all ${fine.length}`;
	return {
		sentence: `${reached}, replaced in ${fine.length} (${said}), and it succeeds ${all}.`,
		namesStandIn: true,
	};
}

const replaceText = (sure: readonly Replacement[]): string =>
	`${sure.length} ${sure.length === 1 ? 'replaces' : 'replace'} it for all of ${sure.length === 1 ? 'its' : 'their'} tests (${mockText(sure[0]!.first)})`;

function someText(sure: number, fine: number): string {
	if (fine === 0) return '';
	return fine === sure
		? ', and it succeeds there, as far as was read'
		: `; it succeeds in ${fine} of them, as far as was read`;
}

/** Arcs that begin with a failure of the operation: a stand-in that succeeds is why they did not happen. */
const BY_FAILURE: ReadonlySet<ArcName> = new Set<ArcName>([
	'engage',
	'enter',
	'retry',
	'recover',
	'exhaust',
	'refuse',
	'trip',
	'nack',
	'release-on-error',
]);

export const isByFailure = (arc: ArcName): boolean => BY_FAILURE.has(arc);

const files = (count: number): string => `${count} test file${count === 1 ? '' : 's'}`;

const firedText = ([first, ...rest]: readonly string[]): string =>
	rest.length === 0 ? `Fired by ${first}` : `Fired by ${files(rest.length + 1)}, first ${first}`;

const mockText = (mock: MockRef | undefined): string =>
	mock ? `\`${mock.target}\`, first at ${mock.file}:${mock.line}` : 'it';
