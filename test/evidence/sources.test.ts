import test from 'ava';
import {statementAt} from './support/covered.ts';
import {istanbulFile} from './support/istanbul.ts';
import {makeFolder, readCoverage} from './support/record.ts';

const SOURCE = 'a();\nif (x) b();\n';
const sources = {'a.js': SOURCE};
const report = (a: number, b: number, path = 'a.js') =>
	istanbulFile(SOURCE, {
		path,
		statements: [
			['a()', a],
			['if', a],
			['b()', b],
		],
	});
const exactly = (n: number) => ({least: n, most: n});

test('several sources are added up place by place', t => {
	const {covered, count, counters} = readCoverage(sources, [{'a.js': report(2, 0)}, {'a.js': report(3, 1)}]);
	t.deepEqual(count(statementAt(covered['a.js']!, 'a()')), exactly(5));
	t.deepEqual(count(statementAt(covered['a.js']!, 'b()')), exactly(1));
	t.is(counters.sources.length, 2);
});

test('a source that never loaded the file adds nothing', t => {
	const other = {'a.js': report(0, 0), 'b.js': report(1, 1, 'b.js')};
	const {covered, count, counters} = readCoverage(sources, [{'a.js': report(2, 0)}, other]);
	t.is(counters.state('a.js'), 'measured');
	t.deepEqual(count(statementAt(covered['a.js']!, 'b()')), exactly(0));
});

test('a counter that one source lacks leaves the sum open above', t => {
	const lacking = istanbulFile(SOURCE, {path: 'a.js', statements: [['a()', 4]]});
	const {covered, count} = readCoverage(sources, [{'a.js': report(2, 1)}, {'a.js': lacking}]);
	t.deepEqual(count(statementAt(covered['a.js']!, 'b()')), {least: 1, most: Number.POSITIVE_INFINITY});
});

test('a folder: the final report wins, else all documents are added up', t => {
	const raw = makeFolder({
		'out/1.json': JSON.stringify({'a.js': report(1, 0)}),
		'out/2.json': JSON.stringify({'a.js': report(1, 1)}),
	});
	const final = makeFolder({'out/coverage-final.json': JSON.stringify({'a.js': report(9, 0)}), 'out/tmp/1.json': '{}'});
	for (const [root, a, path] of [
		[raw, 2, 'out'],
		[final, 9, 'out/coverage-final.json'],
	] as const) {
		const {covered, count, counters} = readCoverage(sources, [], {root, coverage: ['out']});
		t.deepEqual(count(statementAt(covered['a.js']!, 'a()')), exactly(a));
		t.deepEqual(counters.sources, [{path, format: 'istanbul', files: 1, matched: 1, stale: 0}]);
	}
});

test('the same coverage named twice counts once', t => {
	const root = makeFolder({'out/coverage-final.json': JSON.stringify({'a.js': report(2, 0)})});
	const {covered, count} = readCoverage(sources, [], {root, coverage: ['out', 'out/coverage-final.json']});
	t.deepEqual(count(statementAt(covered['a.js']!, 'a()')), exactly(2));
});

test('a file that no coverage speaks of', t => {
	const {counters} = readCoverage({...sources, 'c.js': 'c();\n'}, [{'a.js': report(1, 1)}]);
	t.is(counters.state('c.js'), 'absent');
	t.deepEqual(counters.count({file: 'c.js', kind: 'statement', line: 1, column: 1}), {
		least: 0,
		most: Number.POSITIVE_INFINITY,
	});
	t.is(counters.lines('c.js'), undefined);
	t.false(counters.sees('c.js', 'arms'));
});
