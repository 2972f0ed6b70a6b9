import test from 'ava';
import {explainRuns, type RunsAsked} from '../../src/judge/explain-runs.ts';
import type {ArcRuns} from '../../src/judge/judge-per-test.ts';
import type {Replacement} from '../../src/model/graph.ts';

const FINE: Replacement = {
	whole: true,
	outcome: 'succeeds',
	first: {file: 'test/a.test.ts', line: 5, outcome: 'succeeds', target: 'query of module pg'},
};
const UNFIRED = {arc: 'engage', verdict: 'unfired', complete: true} as const;

const runs = (reached: number, fired = 0, unsure = false): ArcRuns => ({
	reached: Array.from({length: reached}, (_, at) => `test/${at}.test.ts`),
	fired: Array.from({length: fired}, (_, at) => `test/${at}.test.ts`),
	unsure,
});

const tell = (known: ArcRuns, replaced: Replacement[], asked: Partial<RunsAsked> = {}) =>
	explainRuns(known, {...UNFIRED, replaced, ...asked}).sentence;

test('who fired it', t => {
	t.is(tell(runs(3, 1), [], {verdict: 'fired'}), 'Fired by test/0.test.ts.');
	t.is(tell(runs(3, 2), [], {verdict: 'fired'}), 'Fired by 2 test files, first test/0.test.ts.');
	t.is(tell(runs(0), [], {verdict: 'fired'}), undefined);
});

test('the alibi, where all of it is proven', t => {
	const said = '(`query of module pg`, first at test/a.test.ts:5), and it succeeds';
	t.is(tell(runs(14), Array(14).fill(FINE)), `Reached by 14 test files, replaced in 14 ${said} in all 14.`);
	t.is(tell(runs(2), [FINE, FINE]), `Reached by 2 test files, replaced in 2 ${said} in both.`);
	t.is(tell(runs(1), [FINE]), `Reached by 1 test file, replaced in 1 ${said} there.`);
});

test('numbers without a conclusion, where one file differs', t => {
	const real: Replacement = {whole: false, outcome: 'unknown'};
	t.is(
		tell(runs(3), [FINE, real, FINE]),
		'Reached by 3 test files; 2 replace it for all of their tests (`query of module pg`, first at test/a.test.ts:5), and it succeeds there, as far as was read.',
	);
	const failing: Replacement = {...FINE, outcome: 'mixed'};
	t.is(
		tell(runs(2), [FINE, failing]),
		'Reached by 2 test files; 2 replace it for all of their tests (`query of module pg`, first at test/a.test.ts:5); it succeeds in 1 of them, as far as was read.',
	);
	t.is(tell(runs(2), [real, real]), 'Reached by 2 test files (first test/0.test.ts).');
});

test('a set with holes, or counters that cannot say, prove nothing', t => {
	t.regex(tell(runs(1), [FINE], {complete: false})!, /not every test file is in the set, so this says nothing/);
	t.regex(tell(runs(1, 0, true), [FINE])!, /cannot say whether they reach it, so this says nothing/);
});

test('an arc that no failure begins has no alibi', t => {
	for (const arc of ['saturate', 'fire', 'fail', 'probe-fail'] as const)
		t.is(tell(runs(1), [FINE], {arc}), 'Reached by 1 test file (first test/0.test.ts).');
});

test('nothing is said of what is undecided or uncovered', t => {
	t.is(tell(runs(1), [FINE], {verdict: 'undecided'}), undefined);
	t.is(tell(runs(0), [], {verdict: 'uncovered'}), undefined);
});
