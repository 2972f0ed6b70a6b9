import type {StandInDetail, TestLinks} from '../model/graph.ts';
import type {ArcName, SiteKind} from '../model/site.ts';
import type {MockRef, Verdict} from '../model/verdict.ts';

export interface Explaining {
	kind: SiteKind;
	arc: ArcName;
	verdict: Verdict;
	/** The operation computes on data alone: a malformed input is the only thing that can fail it. */
	parses?: boolean;
}

/**
 * One sentence or two on what the tests near a site put in place of its operation. It explains a verdict and decides
 * none: links by names miss tests, so that it points at one of them, and neither counts nor speaks of all tests.
 */
export function explainTests(links: TestLinks, {arc, verdict, parses}: Explaining): string | undefined {
	if (verdict === 'proven') return undefined;
	// What fails at once is no deadline's business.
	const failing = arc === 'fire' ? undefined : sentenceOfFailing(links, verdict);
	if (verdict === 'fired') return failing;
	if (arc === 'fire' && failing === undefined) return joined([sentenceOfDelays(links), sentenceOfLimits(links)]);
	const input = parses ? 'Only its input can fail it: a malformed one would show.' : undefined;
	const found = failing ?? sentenceOfReplaced(links);
	return joined([found, sentenceOfLimits(links), input]);
}

/**
 * Rule A2: a test near the site puts a failing stand-in at the operation's own name. The only thing of tests that may
 * decide without coverage, and of arcs that one failure brings about: 26 of 27 measured arcs were right. A failing HTTP
 * status is left out, for clients answer it without an error.
 * @param arc asks more of arcs that one failure does not make: to exhaust it must go on failing, to recover it must stop.
 */
export function failingStandIn(links: TestLinks, arc?: ArcName): boolean {
	return pairs(links).some(([{outcome}, {join, how, lasting}]) => {
		if (join !== 'named' || (how !== 'throw' && how !== 'reject' && how !== 'network')) return false;
		if (arc === 'exhaust') return lasting;
		return arc !== 'recover' || outcome === 'mixed';
	});
}

/** All that was found in its place is sure and succeeds: whether that holds of all who reach it, coverage per test file proves. */
export function mayBeAlibi(links: TestLinks): boolean {
	const all = pairs(links);
	return all.length > 0 && all.every(([{outcome}, {join}]) => outcome === 'succeeds' && join === 'named');
}

type Pair = [mock: MockRef, detail: StandInDetail];

const pairs = ({mocks, details = []}: TestLinks): Pair[] =>
	mocks.flatMap((mock, i): Pair[] => (details[i] ? [[mock, details[i]]] : []));

const joined = (sentences: Array<string | undefined>): string | undefined =>
	sentences.filter(sentence => sentence !== undefined).join(' ') || undefined;

/**
 * Only what is surely the operation's own, in a test that names the site's function, is told: of sixty sentences with counts
 * and weaker links every third misled. Which tests are near stands in the report, and is no reason.
 */
const sure = (links: TestLinks): Pair[] => pairs(links).filter(([, {join, firm}]) => join === 'named' && firm);

function sentenceOfFailing(links: TestLinks, verdict: Verdict): string | undefined {
	const first = sure(links).find(([, {how}]) => how === 'throw' || how === 'reject' || how === 'network');
	if (!first) return undefined;
	const outcome = verdict === 'unfired' ? ', of which this did not come' : '';
	return `A test that names it makes ${nameOf(first)} fail (${placeOf(first)})${outcome}.`;
}

function sentenceOfReplaced(links: TestLinks): string | undefined {
	const all = sure(links);
	const [first] = all;
	if (!first || all.some(([{outcome}]) => outcome !== 'succeeds')) return undefined;
	return `A test that names it replaces ${nameOf(first)}, and it succeeds there (${placeOf(first)}).`;
}

/** A deadline is fired by what answers late, not by what fails. */
function sentenceOfDelays(links: TestLinks): string | undefined {
	const late = sure(links).find(([{outcome}]) => outcome === 'delays');
	return late && `A test that names it delays ${nameOf(late)} (${placeOf(late)}).`;
}

/** What a tool cannot show, however often tests use it. */
function sentenceOfLimits(links: TestLinks): string | undefined {
	const said = pairs(links).flatMap(([, {form, engine, hides}]) => [
		...(hides === 'retries' ? [`Under ${form} the client sends nothing: its own retries never run.`] : []),
		...(engine === 'happy-path' ? [`${form} is an engine in memory that only ever shows the happy path.`] : []),
	]);
	return joined([...new Set(said)]);
}

/** Forms that name a tool; the others say no more than the target does. */
const TOOLS = /\.|^(?:nock|msw|MockAgent|proxyquire|axios-mock-adapter)$/;

function nameOf([{target}, {form}]: Pair): string {
	return TOOLS.test(form) ? `\`${target}\` with ${form}` : `\`${target}\``;
}

const placeOf = ([{file, line}]: Pair): string => `${file}:${line}`;
