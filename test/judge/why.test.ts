import test from 'ava';
import {judgeArc} from '../../src/judge/judge-sites.ts';
import {times, WORDS, wordsOf} from '../../src/judge/words.ts';
import {all, any, type Condition, hit, more, signal} from '../../src/model/condition.ts';
import {atLeastOnce, type Count, type Place} from '../../src/model/place.ts';
import {ARCS, type ArcDraft, type ArcName, type Reading, SITE_KINDS, type Site} from '../../src/model/site.ts';
import {at, counters, FILE} from './fake-counters.ts';

const OPERATION = at(10);
const site = (more: Partial<Site> = {}): Site => ({
	id: 'retry:1',
	kind: 'retry',
	mechanism: 'hand-rolled',
	file: FILE,
	line: 9,
	column: 1,
	endLine: 20,
	endColumn: 1,
	name: 'load',
	certainty: 'sure',
	operation: 'external',
	guards: [{line: 10, column: 1, endLine: 10, endColumn: 9, text: 'fetch(u)', callee: 'fetch'}],
	arcs: [],
	owner: 0,
	fingerprint: '',
	node: `${FILE}#0`,
	...more,
});

const draft = (arc: ArcName, reading: Reading, fires: Condition, witnesses: Place[] = []): ArcDraft => ({
	arc,
	reading,
	fires,
	witnesses,
	needs: hit(OPERATION),
});

type Counts = ReadonlyArray<readonly [Place, number | Count]>;
const judge = (arc: ArcDraft, counts: Counts, more: Partial<Site> = {}) =>
	judgeArc(site(more), arc, counters([[OPERATION, 5], ...counts]));
const why = (arc: ArcDraft, counts: Counts, more: Partial<Site> = {}) => judge(arc, counts, more).why;

test('a block that ran, and one that did not', t => {
	const arc = draft('engage', 'block', hit(at(12)), [at(12)]);
	const fallback = {kind: 'fallback'} as const;
	t.is(
		why(arc, [[at(12), 1]], fallback),
		'The substitute was used: line 12 ran once while the operation (line 10) ran 5 times.',
	);
	t.is(
		why(arc, [[at(12), 0]], fallback),
		'The substitute was never used: line 12 never ran while the operation (line 10) ran 5 times.',
	);
	t.deepEqual(judge(arc, [[at(12), 1]], fallback).witnesses, [{file: FILE, line: 12, count: 1}]);
});

test('a relation says both counts, and columns where the lines are the same', t => {
	const arc = draft('retry', 'repeat', more([at(30)], [at(29)]));
	t.is(
		why(arc, [
			[at(30), 6],
			[at(29), 5],
		]),
		'A second attempt was started: line 30 ran 6 times, more often than line 29 (5 times).',
	);
	t.is(
		why(arc, [
			[at(30), 1],
			[at(29), 1],
		]),
		'No attempt was ever repeated: line 30 ran once, no more often than line 29 (once).',
	);
	const sameLine = draft('retry', 'repeat', more([at(44, 18)], [at(44, 5)]));
	t.is(
		why(sameLine, [
			[at(44, 18), 2],
			[at(44, 5), 1],
		]),
		'A second attempt was started: line 44:18 ran 2 times, more often than line 44:5 (once).',
	);
	t.is(
		judge(arc, [
			[at(30), 6],
			[at(29), 5],
		]).basis,
		'relation',
	);
});

test('of several exits the one that was taken is named', t => {
	const arc = draft('exhaust', 'exit', any(hit(at(14)), hit(at(16))));
	t.is(
		why(arc, [
			[at(14), 0],
			[at(16), 2],
		]),
		'The attempts were used up: line 16 ran 2 times while the operation (line 10) ran 5 times.',
	);
	t.is(
		why(arc, [
			[at(14), 0],
			[at(16), 0],
		]),
		'The attempts were never used up: lines 14 and 16 never ran while the operation (line 10) ran 5 times.',
	);
});

test('what cannot come first follows from what came before', t => {
	const arc = draft('recover', 'derived', all(more([at(30)], [at(29)]), signal('recover')));
	t.is(
		why(arc, [
			[at(30), 5],
			[at(29), 5],
		]),
		'No later attempt ever succeeded: no second attempt was ever started (line 30 ran 5 times, no more often than line 29 (5 times)).',
	);
	const open = judge(arc, [
		[at(30), 6],
		[at(29), 5],
	]);
	t.is(open.why, 'The counters show what comes before it, not how it ended; the operation (line 10) ran 5 times.');
	t.regex(open.wanted!, /^code that runs only when it ends so/);
	t.is(open.reason, 'derived');
	t.is(open.basis, null);
});

test('an operation that no test runs is named as the source writes it', t => {
	const arc = draft('retry', 'again', hit(at(12)));
	t.is(
		judgeArc(
			site(),
			arc,
			counters([
				[OPERATION, 0],
				[at(12), 0],
			]),
		).why,
		'No test runs `fetch(u)`: line 10 never ran.',
	);
	const quoted = site({guards: [{...site().guards[0]!, text: 'get(`/a`)'}]});
	t.is(
		judgeArc(
			quoted,
			arc,
			counters([
				[OPERATION, 0],
				[at(12), 0],
			]),
		).why,
		'No test runs `` get(`/a`) ``: line 10 never ran.',
	);
	t.is(
		judgeArc(
			site({kind: 'pool', guards: []}),
			arc,
			counters([
				[OPERATION, 0],
				[at(12), 0],
			]),
		).why,
		'No test runs the pool: line 10 never ran.',
	);
});

test('the state of the file comes first', t => {
	const arc = draft('retry', 'again', hit(at(12)));
	const said = (state: 'stale' | 'absent' | 'unmapped' | 'not-loaded') => {
		const zero: Counts =
			state === 'not-loaded'
				? [
						[OPERATION, 0],
						[at(12), 0],
					]
				: [
						[OPERATION, 1],
						[at(12), 1],
					];
		const {verdict, why: text, wanted, basis} = judgeArc(site(), arc, counters(zero, {state}));
		return [verdict, text, wanted, basis];
	};
	t.deepEqual(said('stale'), [
		'undecided',
		'The file changed since the coverage was taken.',
		'coverage of the present source: run the tests with coverage again',
		null,
	]);
	t.deepEqual(said('absent'), ['undecided', 'There is no coverage.', 'coverage of the tests', null]);
	t.deepEqual(said('unmapped'), [
		'undecided',
		'The coverage of this file cannot be mapped back to its source.',
		'coverage with source maps: let the compiler write them (sourceMap), keep them beside its output, and run again',
		null,
	]);
	t.deepEqual(said('not-loaded'), [
		'uncovered',
		'Nothing in this file ran: the coverage lists it with zeros alone.',
		undefined,
		'counters',
	]);
});

test('what this engine cannot see, and which could', t => {
	const block = {...at(12), kind: 'block'} as const;
	const empty = judge(draft('enter', 'block', hit(block)), [], {kind: 'handler'});
	t.regex(empty.why, /^The handler on line 9 is empty, and this coverage has no counter for an empty block;/);
	const rounds = judge(draft('exhaust', 'exit', hit(at(12, 1, {behindRounds: true}))), []);
	t.regex(rounds.why, /^V8 counts the rounds of the loop/);
	t.regex(rounds.wanted!, /^instrumented coverage as JSON/);
	t.is(rounds.reason, 'loop-end');
	const thrown = judge(draft('engage', 'block', all(hit(at(12)), more([at(12)], [], ['sync-throw']))), [[at(12), 1]], {
		kind: 'fallback',
	});
	t.regex(thrown.why, /^This coverage does not see that a call before it threw/);
});

test('a verdict without coverage may come from a failing stand-in, and says so', t => {
	const arc = draft('enter', 'block', hit(at(12)));
	const links = {
		near: [],
		reached: 1,
		mocks: [{file: 'test/a.test.ts', line: 3, outcome: 'fails' as const, target: 'fetch'}],
		failing: 1,
		details: [{form: 'vi.fn', join: 'named' as const, how: 'reject' as const, lasting: true, tests: 1}],
	};
	const judged = judgeArc(site({kind: 'handler'}), arc, counters([], {state: 'absent'}), links);
	t.is(judged.basis, 'mocks');
	t.regex(judged.why, /^A test near it makes the operation fail; no coverage confirms it\./);
	const sources = [{path: 'c.json', format: 'istanbul' as const, files: 3, matched: 3, stale: 0}];
	const leftOut = judgeArc(site({kind: 'handler'}), arc, {...counters([], {state: 'absent'}), sources}, links);
	t.is(leftOut.verdict, 'fired', 'coverage of other files says nothing against it');
	t.regex(leftOut.why, /the coverage says nothing of this file\./);
	const zero = counters([
		[OPERATION, 3],
		[at(12), 0],
	]);
	t.is(judgeArc(site({kind: 'handler'}), arc, zero, links).verdict, 'unfired', 'a counter is never overturned');
	for (const state of ['stale', 'unmapped', 'measured'] as const)
		t.is(judgeArc(site({kind: 'handler'}), arc, counters([], {state}), links).verdict, 'undecided', state);
	const exhausted = judgeArc(site(), draft('exhaust', 'exit', hit(at(12))), counters([], {state: 'absent'}), links);
	t.is(exhausted.verdict, 'undecided', 'one failure does not use up the attempts');
});

test('every arc has words, and no sentence stumbles', t => {
	const readings: Reading[] = [
		'block',
		'repeat',
		'again',
		'exit',
		'timer',
		'transition',
		'derived',
		'library',
		'unseen',
	];
	const counts: Array<number | Count> = [0, 1, 2, 12_345, atLeastOnce];
	for (const kind of SITE_KINDS) {
		for (const arc of ARCS[kind]) {
			for (const reading of readings) {
				for (const count of counts) {
					const fires =
						reading === 'repeat' ? more([at(12)], [at(11)]) : reading === 'unseen' ? signal(arc) : hit(at(12));
					const text = why(
						draft(arc, reading, fires),
						[
							[at(12), count],
							[at(11), 1],
						],
						{kind},
					);
					t.regex(text, /^[A-Z][^.]*\.$/, text);
					t.notRegex(text, /undefined|NaN|\[object|ran never|ran \d+ times? times|null| {2}|:\./, text);
				}
			}
		}
	}
});

test('no two arcs of a kind are told in the same words', t => {
	for (const kind of SITE_KINDS) {
		const said = ARCS[kind].flatMap(arc => Object.values(wordsOf(kind, arc)));
		t.is(new Set(said).size, said.length, kind);
		for (const text of said) t.notRegex(text, /[.:]$/);
	}
	t.is(Object.keys(WORDS).length, SITE_KINDS.length);
});

test('counts in words', t => {
	t.deepEqual(
		[times(0, 0), times(1, 1), times(2, 2), times(1234, 1234), times(1, 9), times(0, 9)],
		['never', 'once', '2 times', '1,234 times', 'at least once', 'an unknown number of times'],
	);
});
