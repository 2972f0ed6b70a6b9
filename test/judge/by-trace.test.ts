import test from 'ava';
import {judgeByTrace} from '../../src/judge/judge-by-trace.ts';
import {judgeSites} from '../../src/judge/judge-sites.ts';
import {all, followed, hit, signal} from '../../src/model/condition.ts';
import type {Counters} from '../../src/model/evidence.ts';
import type {LinkedProject, Replacement} from '../../src/model/graph.ts';
import {type Count, exactly, type Place} from '../../src/model/place.ts';
import type {Sequence} from '../../src/model/sequence.ts';
import type {ArcDraft, Site} from '../../src/model/site.ts';

const at = (line: number): Place => ({file: 'a.js', kind: 'statement', line, column: 1});
const site = {id: 'x', kind: 'retry', mechanism: 'hand-rolled', file: 'a.js', line: 1, guards: []} as unknown as Site;
const run: Sequence = {scope: at(1), first: [at(3)], again: [], after: [{ran: at(4)}]};
const recover: ArcDraft = {
	arc: 'recover',
	needs: hit(at(2)),
	fires: followed(all(hit(at(3)), signal('recover')), run),
	reading: 'derived',
	witnesses: [at(3)],
};
const retry: ArcDraft = {arc: 'retry', needs: hit(at(2)), fires: hit(at(3)), reading: 'again', witnesses: [at(3)]};

interface Recorded {
	lines: Record<number, number>;
	happened?: Count;
	tests?: Record<number, string[]>;
}

const counters = ({lines, happened, tests}: Recorded): Counters => ({
	sources: [],
	state: () => 'measured',
	count: ({line}) => exactly(lines[line] ?? 0),
	sees: () => true,
	lines: () => undefined,
	...(happened && {happened: () => happened, testsIn: () => []}),
	...(tests && {testsAt: ({line}: Place) => tests[line] ?? []}),
});
const NONE = counters({lines: {}});

const judge = (arc: ArcDraft, trace: Recorded, coverage = NONE, replaced?: Replacement) =>
	judgeByTrace(site, arc, {
		trace: counters({happened: exactly(0), tests: {}, ...trace}),
		counters: {...coverage, ...(coverage === NONE && {state: () => 'absent' as const})},
		links: undefined,
		replacedIn: replaced && (() => replaced),
	});

test('a run that was followed decides what counters leave open', t => {
	const lines = {2: 34, 3: 2};
	t.like(judge(recover, {lines, happened: exactly(2)}), {
		verdict: 'fired',
		basis: 'trace',
		why: 'A later attempt succeeded: its run was followed, and it came to that 2 times. (Trace.)',
	});
	t.is(
		judge(recover, {lines})!.why,
		'No later attempt ever succeeded: every run was followed while the operation (line 2) ran 34 times. (Trace.)',
	);
	t.is(judge(recover, {lines, happened: {least: 0, most: Number.POSITIVE_INFINITY}}), undefined, 'not seen');
	t.is(judge(recover, {lines: {2: 3}, happened: exactly(0)})!.verdict, 'unfired', 'no attempt was repeated');
});

test('the tests that fire it are named; one alone is marked', t => {
	const lines = {2: 5, 3: 2};
	const one = judge(retry, {lines, tests: {2: ['t.js > a', 't.js > b'], 3: ['t.js > b']}})!;
	t.regex(one.why, /Only one test fires it: t\.js > b; without that test the evidence is gone\./);
	t.deepEqual(one.firedBy, {count: 1, files: ['t.js > b']});
	t.deepEqual(one.reachedBy, {count: 2, files: ['t.js > a', 't.js > b']});
	t.regex(judge(retry, {lines, tests: {3: ['', 't.js > b']}})!.why, /Fired in 2 tests, first t\.js > b\./);
	t.notRegex(judge(retry, {lines, tests: {3: ['']}})!.why, /Only one test/, 'which one is not known');
});

test('coverage that says otherwise is told, and the trace holds', t => {
	const {verdict, why} = judge(retry, {lines: {2: 5}}, counters({lines: {2: 5, 3: 1}}))!;
	t.is(verdict, 'unfired');
	t.regex(
		why,
		/The coverage says fired instead \(A second attempt was started: line 3 ran once.*\); it may be of other runs\.$/,
	);
	t.notRegex(judge(retry, {lines: {2: 5}}, counters({lines: {2: 1}}))!.why, /instead/);
});

test('what coverage of other runs saw happen did happen: a test was added since', t => {
	const lines = {2: 6, 3: 1};
	t.is(judge(retry, {lines: {2: 5}}, counters({lines})), undefined);
	const linked = {sites: [{...site, arcs: [retry]}], links: new Map()} as unknown as LinkedProject;
	const [judged] = judgeSites(linked, counters({lines}), {trace: counters({lines: {2: 5}})});
	const [arc] = judged!.arcs;
	t.is(arc!.verdict, 'fired');
	t.regex(arc!.why, /line 3 ran once.* The trace is of other runs, which did not see it: record again\.$/);
});

test('the alibi: every test that reached it is known, and replaces it by what succeeds', t => {
	const first = {file: 't.js', line: 3, outcome: 'succeeds' as const, target: 'ask'};
	const replaced: Replacement = {whole: true, outcome: 'succeeds', first};
	const reached = {2: ['t.js > a', 't.js > b']};
	t.regex(
		judge(retry, {lines: {2: 5}, tests: reached}, NONE, replaced)!.why,
		/Reached by 1 test file, replaced in 1 \(`ask`, first at t\.js:3\), and it succeeds there\./,
	);
	const unknown = judge(retry, {lines: {2: 5}, tests: {2: ['', 't.js > a']}}, NONE, replaced)!;
	t.regex(unknown.why, /says nothing of the rest/, 'one of them has no name');
});
