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
 * none: links by names miss tests, so that it counts what was found and says nothing of all tests.
 */
export function explainTests(links: TestLinks, {arc, verdict, parses}: Explaining): string | undefined {
	if (verdict === 'proven') return undefined;
	const failing = sentenceOfFailing(links, verdict);
	if (verdict === 'fired') return failing;
	if (arc === 'fire' && failing === undefined)
		return joined([sentenceOfDelays(links) ?? sentenceOfNear(links), sentenceOfLimits(links), replacedModule(links)]);
	const input = parses ? 'Only its input can fail it: a malformed one would show.' : undefined;
	const found = failing ?? sentenceOfReplaced(links) ?? sentenceOfNear(links);
	return joined([found, sentenceOfLimits(links), replacedModule(links), input]);
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

function sentenceOfFailing(links: TestLinks, verdict: Verdict): string | undefined {
	const group = largestGroup(pairs(links).filter(([, {how}]) => how !== null));
	if (!group) return undefined;
	const outcome = verdict === 'unfired' ? ', which did not show here' : '';
	return `${testsText(group)} ${plural(group, 'makes', 'make')} ${nameOf(group)} fail${outcome} (first at ${placeOf(group)}).`;
}

function sentenceOfReplaced(links: TestLinks): string | undefined {
	const group = largestGroup(pairs(links));
	if (!group) return undefined;
	const unread = group.filter(([{outcome}]) => outcome === 'unknown').length;
	const late = group.filter(([{outcome}]) => outcome === 'delays').length;
	const rest = [
		late > 0 ? `${late} ${late === 1 ? 'delays' : 'delay'}` : '',
		unread > 0 ? `what ${unread} of them ${unread === 1 ? 'does' : 'do'} was not followed` : '',
	];
	const said =
		unread === group.length
			? 'what it does there was not followed'
			: ['none of them makes it fail', ...rest].filter(Boolean).join(', ');
	return `${testsText(group)} ${plural(group, 'replaces', 'replace')} ${nameOf(group)} (first at ${placeOf(group)}): ${said}.`;
}

/** A deadline is fired by what answers late, not by what fails. */
function sentenceOfDelays(links: TestLinks): string | undefined {
	const all = pairs(links);
	const late = largestGroup(all.filter(([{outcome}]) => outcome === 'delays'));
	if (late) return `${testsText(late)} ${plural(late, 'delays', 'delay')} ${nameOf(late)} (first at ${placeOf(late)}).`;
	const group = largestGroup(all);
	if (!group) return undefined;
	return `${testsText(group)} ${plural(group, 'replaces', 'replace')} ${nameOf(group)} (first at ${placeOf(group)}): none of them makes it answer late.`;
}

/** More near tests than this say nothing of any one of them. */
const MOST_NEAR = 12;

function sentenceOfNear({near, unfollowed = 0}: TestLinks): string | undefined {
	const [first] = near;
	if (!first || near.length > MOST_NEAR) return undefined;
	const found = `${count(near.length, 'test')} near it (first at ${first.file}:${first.line})`;
	if (unfollowed === 0) return `${found}: nothing that was read there replaces its operation.`;
	const some = near.length === 1 ? 'it' : unfollowed === near.length ? 'they' : `${unfollowed} of them`;
	const puts = near.length === 1 || unfollowed === 1 ? 'puts' : 'put';
	return `${found}; what ${some} ${puts} in its operation's place, if anything, was not followed.`;
}

function replacedModule({replaced = 0}: TestLinks): string | undefined {
	if (replaced === 0) return undefined;
	return `${count(replaced, 'test file')} ${replaced === 1 ? 'replaces' : 'replace'} this module as a whole and ${replaced === 1 ? 'says' : 'say'} nothing of it.`;
}

/** What a tool cannot show, however often tests use it. */
function sentenceOfLimits(links: TestLinks): string | undefined {
	const said = pairs(links).flatMap(([, {form, engine, hides}]) => [
		...(hides === 'retries' ? [`Under ${form} the client sends nothing: its own retries never run.`] : []),
		...(engine === 'happy-path' ? [`${form} is an engine in memory that only ever shows the happy path.`] : []),
	]);
	return joined([...new Set(said)]);
}

/** The stand-ins of the target that says most; of equals the first. */
function largestGroup(all: readonly Pair[]): Pair[] | undefined {
	const groups = new Map<string, Pair[]>();
	for (const pair of all) {
		const {target} = pair[0];
		const known = groups.get(target);
		if (known) known.push(pair);
		else groups.set(target, [pair]);
	}
	let best: Pair[] | undefined;
	for (const group of groups.values()) if (!best || rankOf(group) > rankOf(best)) best = group;
	return best;
}

/** What is surely the operation's own and was read says more than what more tests see. */
const rankOf = (group: readonly Pair[]): number =>
	testsOf(group) +
	(group.some(([, {join}]) => join === 'named') ? 100_000 : 0) +
	(group.some(([{outcome}]) => outcome !== 'unknown') ? 10_000 : 0);

/** Shared set-ups of one file are seen by the same tests: the largest counts; set-ups inside tests add up. */
function testsOf(group: readonly Pair[]): number {
	const byFile = new Map<string, {single: number; shared: number}>();
	for (const [{file}, {tests}] of group) {
		const known = byFile.get(file) ?? {single: 0, shared: 0};
		if (tests === 1) known.single++;
		else known.shared = Math.max(known.shared, tests);
		byFile.set(file, known);
	}
	return [...byFile.values()].reduce((sum, {single, shared}) => sum + Math.max(single, shared), 0);
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
const testsText = (group: readonly Pair[]): string => count(testsOf(group), 'near test');
const plural = (group: readonly Pair[], one: string, many: string): string => (testsOf(group) === 1 ? one : many);

/** Forms that name a tool; the others say no more than the target does. */
const TOOLS = /\.|^(?:nock|msw|MockAgent|proxyquire|axios-mock-adapter)$/;

function nameOf(group: readonly Pair[]): string {
	const forms = [...new Set(group.map(([, {form}]) => form))].filter(form => TOOLS.test(form)).slice(0, 3);
	const [[{target}]] = group as [Pair];
	return forms.length > 0 ? `\`${target}\` with ${forms.join(', ')}` : `\`${target}\``;
}

function placeOf(group: readonly Pair[]): string {
	const [[{file, line}]] = group as [Pair];
	return `${file}:${line}`;
}
