import type {Condition} from '../model/condition.ts';
import {placesOf, sequencesOf} from '../model/condition.ts';
import type {Counters} from '../model/evidence.ts';
import type {LinkedProject, TestLinks} from '../model/graph.ts';
import type {Count, Place} from '../model/place.ts';
import type {ArcDraft, Site} from '../model/site.ts';
import {MOST_TESTS} from '../model/trace.ts';
import type {JudgedArc, Verdict} from '../model/verdict.ts';
import {evaluate, firstCount} from './evaluate.ts';
import {explainRuns} from './explain-runs.ts';
import {explainTests} from './explain-tests.ts';
import {namedFiles} from './judge-per-test.ts';
import {verdictOf} from './verdict-of.ts';
import {explainVerdict} from './why.ts';
import {witnessesOf} from './witnesses-of.ts';
import {times, wordsOf} from './words.ts';

export interface TraceEvidence {
	trace: Counters;
	/** Coverage, which may say otherwise. */
	counters: Counters;
	links: TestLinks | undefined;
	replacedIn: LinkedProject['replacedIn'];
}

/** What a trace decides of an arc, the strongest evidence but a proof; undefined where it leaves it open. */
export function judgeByTrace(site: Site, arc: ArcDraft, evidence: TraceEvidence): JudgedArc | undefined {
	const {trace, counters, links} = evidence;
	const verdict = verdictOf(site, arc, trace);
	if (verdict === 'undecided' || isOverruled(site, arc, evidence)) return undefined;
	const reached = testsAt(arc.needs, trace);
	const fired = verdict === 'fired' ? testsAt(arc.fires, trace, arc.witnesses) : [];
	const runs = tellRuns(site, arc, verdict, {reached, fired, replacedIn: evidence.replacedIn});
	const told = links && !runs.namesStandIn ? explainTests(links, {kind: site.kind, arc: arc.arc, verdict}) : undefined;
	return {
		arc: arc.arc,
		verdict,
		basis: 'trace',
		why: [explainTrace(site, arc, verdict, trace), told, runs.sentence, otherwise(site, arc, verdict, counters)]
			.filter(Boolean)
			.join(' '),
		reading: arc.reading,
		witnesses: witnessesOf(arc.witnesses, trace),
		tests: links?.near ?? [],
		mocks: links?.mocks ?? [],
		...(reached.length > 0 && {reachedBy: namedFiles(reached)}),
		...(fired.length > 0 && {firedBy: namedFiles(fired)}),
		...(arc.hidden && {hidden: {tool: arc.hidden.tool, line: arc.hidden.line, reason: arc.hidden.reason}}),
	};
}

/** What coverage of other runs saw happen did happen, whatever a trace did not see: mostly a test was added since. */
export function isOverruled(
	site: Site,
	arc: ArcDraft,
	{trace, counters}: Pick<TraceEvidence, 'trace' | 'counters'>,
): boolean {
	const verdict = verdictOf(site, arc, trace);
	if (verdict !== 'unfired' && verdict !== 'uncovered') return false;
	return verdictOf(site, arc, counters) === 'fired' && ranOtherwise(arc, trace, counters);
}

/** Runs in which the operation ran as often count as the same, and of these a trace knows more. */
function ranOtherwise({needs}: ArcDraft, trace: Counters, counters: Counters): boolean {
	const [traced, counted] = [firstCount(needs, trace), firstCount(needs, counters)];
	return traced.most < counted.least || counted.most < traced.least;
}

/** Names of the tests that ran when any place of the condition did. */
function testsAt(condition: Condition, trace: Counters, witnesses: readonly Place[] = []): string[] {
	const places = witnesses.length > 0 ? witnesses : placesOf(condition);
	const names = [
		...places.flatMap(place => trace.testsAt?.(place) ?? []),
		...(witnesses.length > 0 ? [] : sequencesOf(condition).flatMap(one => trace.testsIn?.(one) ?? [])),
	];
	return [...new Set(names)].sort();
}

interface TracedRuns {
	reached: string[];
	fired: string[];
	replacedIn: LinkedProject['replacedIn'];
}

/** The alibi is proven where every test that reached the operation is known. */
function tellRuns(site: Site, {arc}: ArcDraft, verdict: Verdict, {reached, fired, replacedIn}: TracedRuns) {
	if (fired.length === 1 && fired[0] !== '')
		return {sentence: `Only one test fires it: ${fired[0]}; without that test the evidence is gone.`};
	if (fired.length > 1) return {sentence: `Fired in ${fired.length} tests, first ${named(fired)}.`};
	// Of a place that more tests pass not all are known.
	if (reached.length >= MOST_TESTS) return {};
	const files = filesOf(reached);
	const replaced = verdict === 'unfired' ? files.map(file => replacedIn?.(site.id, file) ?? UNREAD) : [];
	const complete = !reached.includes('');
	return explainRuns({reached: files, fired: [], unsure: false}, {arc, verdict, replaced, complete});
}

const UNREAD = {whole: false, outcome: 'unknown'} as const;

const named = (tests: readonly string[]): string => tests.find(test => test !== '') ?? 'one without a name';

const filesOf = (tests: readonly string[]): string[] => [
	...new Set(tests.filter(test => test !== '').map(test => test.split(' > ')[0]!)),
];

function explainTrace(site: Site, arc: ArcDraft, verdict: Verdict, trace: Counters): string {
	const followed = verdict === 'uncovered' ? undefined : followedIn(arc.fires, trace);
	if (!followed) return `${explainVerdict(site, arc, verdict, trace).why} (Trace.)`;
	const {did, never} = wordsOf(site.kind, arc.arc);
	const [start] = placesOf(arc.needs);
	const runs = start ? ` while the operation (line ${start.line}) ran ${text(trace.count(start))}` : '';
	return verdict === 'fired'
		? `${did}: its run was followed, and it came to that ${text(followed)}. (Trace.)`
		: `${never}: every run was followed${runs}. (Trace.)`;
}

/** How often the sequence happened that settles the condition; undefined where counters of places settle it. */
function followedIn(condition: Condition, trace: Counters): Count | undefined {
	if ('known' in condition) {
		const isOpen = evaluate(condition.known, trace) === 'unknown';
		return isOpen ? trace.happened!(condition.followed) : followedIn(condition.known, trace);
	}
	const parts = 'any' in condition ? condition.any : 'all' in condition ? condition.all : [];
	const settling = parts.find(part => evaluate(part, trace) === evaluate(condition, trace));
	return settling && followedIn(settling, trace);
}

const text = ({least, most}: Count): string => times(least, most);

/** Both are told, and the trace holds: it is of these very runs, and coverage may be of others. */
function otherwise(site: Site, arc: ArcDraft, verdict: Verdict, counters: Counters): string | undefined {
	const counted = verdictOf(site, arc, counters);
	if (counted === 'undecided' || counted === verdict) return undefined;
	return `The coverage says ${counted} instead (${explainVerdict(site, arc, counted, counters).why.replace(/\.$/, '')}); it may be of other runs.`;
}
