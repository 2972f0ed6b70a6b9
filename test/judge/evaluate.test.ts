import test from 'ava';
import {decidingParts, isByRelation} from '../../src/judge/deciding.ts';
import {countOf, evaluate} from '../../src/judge/evaluate.ts';
import {all, always, any, type Condition, hit, more, never, not, signal} from '../../src/model/condition.ts';
import {atLeastOnce, cannotSay, exactly} from '../../src/model/place.ts';
import {at, counters} from './fake-counters.ts';

const [yes, no, unknown] = [hit(at(1)), hit(at(2)), hit(at(3))];
const known = counters([
	[at(1), 4],
	[at(2), 0],
	[at(4), atLeastOnce],
	[at(5), {least: 0, most: 2}],
]);
const says = (condition: Condition) => evaluate(condition, known);

test('a place was hit, was not, or cannot be told', t => {
	t.is(says(yes), 'yes');
	t.is(says(no), 'no');
	t.is(says(unknown), 'unknown');
	t.is(says(hit(at(4))), 'yes', 'at least once is enough');
	t.is(says(hit(at(5))), 'unknown', 'up to twice is not');
	t.is(says(signal('x')), 'unknown', 'only a trace could say');
});

test('any and all: one that decides does so whatever the others are', t => {
	t.is(says(any(unknown, yes)), 'yes');
	t.is(says(any(unknown, no)), 'unknown');
	t.is(says(any(no, no)), 'no');
	t.is(says(all(unknown, no)), 'no');
	t.is(says(all(unknown, yes)), 'unknown');
	t.is(says(all(yes, yes)), 'yes');
	t.is(says(always), 'yes');
	t.is(says(never), 'no');
	t.deepEqual([yes, no, unknown].map(not).map(says), ['no', 'yes', 'unknown']);
});

test('a one-sided proof gives one answer only', t => {
	const [proved, refuted] = [more([at(1)], [at(2)]), more([at(2)], [at(1)])];
	t.deepEqual([says(any(proved, signal('x'))), says(any(refuted, signal('x')))], ['yes', 'unknown']);
	t.deepEqual([says(all(proved, signal('x'))), says(all(refuted, signal('x')))], ['unknown', 'no']);
});

test('more compares sums, and is sure only where the intervals leave no doubt', t => {
	t.is(says(more([at(1)], [at(2)])), 'yes', '4 > 0');
	t.is(says(more([at(1)], [at(1)])), 'no', '4 > 4');
	t.is(says(more([at(1), at(1)], [at(1), at(5)])), 'yes', '8 > 4 + 2 at most');
	t.is(says(more([at(5)], [at(1)])), 'no', '2 at most > 4');
	t.is(says(more([at(4)], [at(5)])), 'unknown', '1 or more > 0 to 2');
	t.is(says(more([at(1)], [at(3)])), 'unknown');
	t.is(says(more([at(1)], [])), 'yes', '4 > nothing');
});

test('more says nothing where the engine is blind to what it needs', t => {
	const relation = more([at(1)], [at(2)], ['sync-throw']);
	t.is(says(relation), 'unknown');
	t.is(
		evaluate(
			relation,
			counters(
				[
					[at(1), 1],
					[at(2), 0],
				],
				{sees: ['sync-throw']},
			),
		),
		'yes',
	);
});

test('a place in a function that was never called never ran', t => {
	const dropped = at(7, 3, {within: at(6, 1, {kind: 'function'})});
	const read = (calls: number) =>
		countOf(
			dropped,
			counters([
				[dropped, 5],
				[dropped.within!, calls],
			]),
		);
	t.deepEqual(read(0), exactly(0), 'the count is that of the code around');
	t.deepEqual(read(2), exactly(5));
});

test('behind a loop whose rounds V8 counts in place of its end nothing is said', t => {
	const behind = at(9, 1, {behindRounds: true});
	const counts = [[behind, 3]] as const;
	t.deepEqual(countOf(behind, counters(counts)), cannotSay);
	t.deepEqual(countOf(behind, counters(counts, {sees: ['loop-end']})), exactly(3));
	t.deepEqual(countOf(behind, counters([[behind, 0]], {state: 'not-loaded'})), exactly(0));
});

test('the parts that decide: of alternatives the one that holds', t => {
	const parts = (condition: Condition) => decidingParts(condition, known);
	t.deepEqual(parts(any(no, yes)), [yes]);
	t.deepEqual(parts(any(no, no)), [no, no]);
	t.deepEqual(parts(all(yes, no)), [no]);
	t.deepEqual(parts(not(any(no, yes))), [yes]);
	t.deepEqual(parts(any(unknown, no)), []);
	t.deepEqual(parts(all(yes, more([at(1)], []))), [yes], 'one side alone only asks what the engine sees');
});

test('a verdict rests on a relation only where that decided', t => {
	const relation = more([at(1)], [at(2)]);
	t.true(isByRelation(all(yes, relation), known));
	t.false(isByRelation(any(yes, relation), known));
	t.false(isByRelation(all(no, relation), known));
});
