import test from 'ava';
import {areNested} from '../../src/evidence/formats/check-nesting.ts';
import {armAt, statementAt} from './support/covered.ts';
import {istanbulFile} from './support/istanbul.ts';
import {makeFolder, readCoverage} from './support/record.ts';

const SOURCE = 'function f() {\n\ttry {\n\t\ta();\n\t} catch {\n\t\tb();\n\t}\n}\nf();\n';
const at = (text: string) => SOURCE.indexOf(text);
const range = (startOffset: number, endOffset: number, count: number) => ({startOffset, endOffset, count});
const MODULE = {functionName: '', isBlockCoverage: true, ranges: [range(0, SOURCE.length, 1)]};
const FUNCTION = {
	functionName: 'f',
	isBlockCoverage: true,
	ranges: [range(0, at('f();') - 1, 3), range(at('catch'), at('\t}\n}') + 2, 0)],
};

function read(functions: unknown[]) {
	const root = makeFolder({});
	const document = {result: [{url: `file://${root}/a.js`, functions}]};
	return readCoverage({'a.js': SOURCE}, [document], {root});
}

const OPEN = {least: 0, most: Number.POSITIVE_INFINITY};

test('V8 as it was', t => {
	const {covered, count} = read([MODULE, FUNCTION]);
	t.deepEqual(count(statementAt(covered['a.js']!, 'a();')), {least: 3, most: 3});
	t.deepEqual(count(statementAt(covered['a.js']!, 'b();')), {least: 0, most: 0});
});

test('V8: a function that is not listed does not count as the code around it', t => {
	const {covered, count} = read([MODULE]);
	t.deepEqual(count(statementAt(covered['a.js']!, 'a();')), OPEN);
	t.deepEqual(count(statementAt(covered['a.js']!, 'f();')), {least: 1, most: 1});
});

test('V8: without word of blocks, a function counts as a whole only', t => {
	const {functionName, ranges} = FUNCTION;
	const {covered, count} = read([MODULE, {functionName, ranges}]);
	t.deepEqual(count(statementAt(covered['a.js']!, 'a();')), OPEN);
});

for (const [name, functions] of [
	['in another order', [MODULE, {...FUNCTION, ranges: FUNCTION.ranges.toReversed()}]],
	['that leave their function', [MODULE, {...FUNCTION, ranges: [FUNCTION.ranges[0], range(5, SOURCE.length, 0)]}]],
	['of functions before those of the script', [FUNCTION, MODULE]],
] as const) {
	test(`V8: ranges ${name} are told and count nothing`, t => {
		const {codes, counters} = read([...functions]);
		t.true(codes.includes('coverage-broken'));
		t.is(counters.state('a.js'), 'absent');
	});
}

test('ranges that lie in each other, and beside each other', t => {
	const of = (...pairs: Array<[number, number]>) => pairs.map(([start, end]) => ({start, end}));
	t.true(areNested([of([0, 90], [10, 20]), of([5, 50], [6, 10], [10, 40], [12, 13]), of([50, 90])]));
	t.false(areNested([of([0, 90]), of([5, 50]), of([40, 60])]));
	t.false(areNested([of([0, 90]), of([5, 50], [10, 30], [20, 40])]));
	t.false(areNested([]));
});

const LINES = {
	path: 'a.js',
	all: false,
	statementMap: Object.fromEntries(
		SOURCE.trimEnd()
			.split('\n')
			.map((text, line) => [line, {start: {line: line + 1, column: 0}, end: {line: line + 1, column: text.length}}]),
	),
	s: Object.fromEntries(
		SOURCE.trimEnd()
			.split('\n')
			.map((_, line) => [line, 1]),
	),
	fnMap: {},
	f: {},
	branchMap: {
		0: {type: 'branch', line: 1, locations: [{start: {line: 1, column: 0}, end: {line: 8, column: 4}}]},
		1: {type: 'branch', line: 4, locations: [{start: {line: 4, column: 3}, end: {line: 6, column: 2}}]},
	},
	b: {0: [1], 1: [0]},
};

test('V8 ranges in Istanbul JSON: without one of them the file counts nothing', t => {
	const whole = readCoverage({'a.js': SOURCE}, [{'a.js': LINES}]);
	t.deepEqual(whole.count(statementAt(whole.covered['a.js']!, 'b();')), {least: 0, most: 0});
	const broken = {...LINES, b: {0: [1], 1: ['0']}};
	const {counters, codes} = readCoverage({'a.js': SOURCE}, [{'a.js': broken}]);
	t.true(codes.includes('coverage-broken'));
	t.is(counters.state('a.js'), 'absent');
});

test('a branch that has more counts than arms', t => {
	const source = 'x = a || b;\n';
	const branches = [{type: 'binary-expr', at: 'a', arms: [['b', 5]] as Array<[string, number]>}];
	const file = istanbulFile(source, {path: 'a.js', statements: [['x', 5]], branches});
	const {covered, codes, count} = readCoverage({'a.js': source}, [{'a.js': {...file, b: {0: [5, 0]}}}]);
	t.deepEqual(codes, ['coverage-broken']);
	t.deepEqual(count(armAt(covered['a.js']!, 'b')), OPEN);
});
