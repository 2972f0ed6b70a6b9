import test from 'ava';
import {armAt, catchAt, functionAt, statementAt} from './support/covered.ts';
import {type Lines, lcovOf} from './support/lines.ts';
import {readCoverage} from './support/record.ts';

const exactly = (n: number) => ({least: n, most: n});
const between = (least: number, most: number) => ({least, most});
const atLeastOnce = between(1, Number.POSITIVE_INFINITY);
const cannotSay = between(0, Number.POSITIVE_INFINITY);

const SOURCE = `import {get} from './get.js';

export async function load(key) {
  try {
    return await get(key);
  } catch (error) {
    if (error.fatal) throw error;
    return 'none';
  }
}
export const soon = key => get(key).catch(() => 'none');
`;
const LINES = {4: 9, 5: 9, 7: 2, 8: 1, 11: 7};
const FUNCTIONS: Array<[number, string, number]> = [
	[3, 'load', 9],
	[11, '(anonymous_1)', 7],
	[11, '(anonymous_2)', 0],
];

const read = (text: string, source = SOURCE) => {
	const evidence = readCoverage({'a.js': source}, [text]);
	return {...evidence, file: evidence.covered['a.js']!};
};

test('a statement alone on its line has the count of the line', t => {
	const {count, file, counters} = read(lcovOf('a.js', LINES, FUNCTIONS));
	t.deepEqual(counters.sources, [{path: 'coverage-0.json', format: 'lcov', files: 1, matched: 1, stale: 0}]);
	t.deepEqual(count(statementAt(file, 'return await')), exactly(9));
	t.deepEqual(count(statementAt(file, "return 'none'")), exactly(1));
	t.deepEqual(counters.lines('a.js'), {total: 5, covered: 5});
});

test('on a shared line the first statement has the highest count, and the others anything up to it', t => {
	const {count, file} = read(lcovOf('a.js', LINES, FUNCTIONS));
	t.deepEqual(count(catchAt(file, 'catch')), exactly(2));
	t.deepEqual(count(statementAt(file, 'throw error')), between(0, 2));
});

test('a zero settles everything on the line', t => {
	const {count, file} = read(lcovOf('a.js', {...LINES, 7: 0, 8: 0}, FUNCTIONS));
	t.deepEqual(count(catchAt(file, 'catch')), exactly(0));
	t.deepEqual(count(statementAt(file, 'throw error')), exactly(0));
});

test('functions by name and line: one that shares its line with another cannot be told', t => {
	const {count, file} = read(lcovOf('a.js', LINES, FUNCTIONS));
	t.deepEqual(count(functionAt(file, 'export async function load')), exactly(9));
	t.deepEqual(count(functionAt(file, "() => 'none'")), cannotSay);
});

test('functions whose name occurs twice cannot be told; one whose first statement ran was called', t => {
	const source = 'class A {\n  get() {\n    a();\n  }\n}\nclass B {\n  get() { b(); }\n}\n';
	const functions: Array<[number, string, number]> = [
		[2, 'get', 5],
		[7, 'get', 3],
	];
	const {count, file} = read(lcovOf('a.js', {3: 5, 7: 3}, functions), source);
	t.deepEqual(count(functionAt(file, 'get() {\n')), between(5, Number.POSITIVE_INFINITY));
	t.deepEqual(count(functionAt(file, 'get() { b')), cannotSay);
});

test('a loop or a function on the line may have run more often than the statement', t => {
	const source = '// A list.\nfor (const x of xs) use(x);\nlist.map(x => use(x));\n';
	const {count, file} = read(lcovOf('a.js', {2: 6, 3: 6}), source);
	t.deepEqual(count(statementAt(file, 'for')), between(1, 6));
	t.deepEqual(count(statementAt(file, 'use(x)')), between(0, 6));
	t.deepEqual(count(statementAt(file, 'list.map')), between(1, 6));
});

test('operands have no counts of their own; where their statement never ran, neither did they', t => {
	const source = 'const a = b || c;\nif (a) {\n  d = e || f;\n}\n';
	const {count, counters, file} = read(lcovOf('a.js', {1: 3, 2: 3, 3: 0}), source);
	t.deepEqual(count(armAt(file, 'c;')), cannotSay);
	t.deepEqual(count(armAt(file, 'f;')), exactly(0));
	t.false(counters.sees('a.js', 'arms'));
	t.false(counters.sees('a.js', 'sync-throw'));
});

test('an operand on a line of other statements is not theirs', t => {
	const source = 'const a = b(\n  () => c(), d || e,\n);\nf();\n';
	const {count, file} = read(lcovOf('a.js', {1: 3, 2: 0, 4: 3}), source);
	t.deepEqual(count(armAt(file, 'e,')), cannotSay);
});

test('counts that are never above one may be mere flags', t => {
	const {count, file} = read(lcovOf('a.js', {4: 1, 5: 1, 7: 1, 8: 0, 11: 1}));
	t.deepEqual(count(statementAt(file, 'return await')), atLeastOnce);
	t.deepEqual(count(statementAt(file, "return 'none'")), exactly(0));
});

test('records of one file are added up; a line that is counted twice in one is at least the lower', t => {
	const twice = lcovOf('a.js', LINES).replace('DA:8,1', 'DA:8,1\nDA:8,4');
	const {count, file} = read(lcovOf('a.js', LINES) + twice);
	t.deepEqual(count(statementAt(file, 'return await')), exactly(18));
	t.deepEqual(count(statementAt(file, "return 'none'")), between(2, 6));
});

test('negative, fractional and huge counts are told and count nothing', t => {
	const {count, codes, diagnostics, file} = read(
		lcovOf('a.js', {4: 9, 5: '1e3', 7: '-1', 8: '1.5', 11: 7}).replace(/LH.*\n/, ''),
	);
	t.deepEqual(codes, ['coverage-broken']);
	t.regex(diagnostics[0]!.message, /3 counts of a\.js are no whole numbers/);
	t.deepEqual(count(statementAt(file, 'return await')), cannotSay);
	t.deepEqual(count(statementAt(file, "return 'none'")), cannotSay);
	t.deepEqual(count(statementAt(file, 'throw')), cannotSay);
});

test('a record that is cut off, or whose totals do not fit its lines, counts nothing', t => {
	const whole = lcovOf('a.js', LINES);
	for (const text of [
		whole.replace('end_of_record', ''),
		whole.replace('DA:8,1\n', ''),
		whole.replace('DA:8,1', 'DA:8,0'),
		whole.replace('DA:7,2', 'DA:7,0'),
	]) {
		const {codes, counters} = read(lcovOf('b.js', {1: 2}) + text);
		t.true(codes.includes('coverage-broken'), text);
		t.is(counters.state('a.js'), 'absent');
		t.true(counters.isPartial?.('a.js'));
	}
});

test('byte order marks, UTF-16, line ends of Windows, comments, checksums, functions as lcov 2 writes them', t => {
	const text = lcovOf('a.js', LINES)
		.replace('DA:4,9', 'DA:4,9,Tm90IGEgY2hlY2tzdW0')
		.replace('DA:', 'FNL:0,3,10\nFNA:0,9,load\nDA:')
		.replace('TN:', '# made by hand\nTN:a test')
		.replaceAll('\n', '\r\n');
	for (const document of [text, `\uFEFF${text}`, Buffer.from(`\uFEFF${text}`, 'utf16le')]) {
		const {count, covered} = readCoverage({'a.js': SOURCE}, [document]);
		t.deepEqual(count(statementAt(covered['a.js']!, 'return await')), exactly(9));
		t.deepEqual(count(functionAt(covered['a.js']!, 'export async function load')), exactly(9));
	}
});

test('a file that never ran, and one that changed since', t => {
	const zero = read(lcovOf('a.js', {4: 0, 5: 0, 7: 0, 8: 0, 11: 0}) + lcovOf('b.js', {1: 2}));
	t.is(zero.counters.state('a.js'), 'not-loaded');
	const changed: Lines[] = [
		{...LINES, 40: 3},
		{5: 9, 6: 9, 8: 2, 9: 1, 12: 7},
		{1: 3, 2: 3, 3: 3},
	];
	for (const lines of changed) {
		const {codes, counters} = read(lcovOf('a.js', lines));
		t.deepEqual(codes, ['coverage-stale'], JSON.stringify(lines));
		t.is(counters.state('a.js'), 'stale');
	}
});

test('bun counts bytes, and sets the line of a function that never ran to zero: only other zeros count', t => {
	const functions = 'FNF:3\nFNH:1\n';
	const text = lcovOf('a.js', {3: 20, 4: 8, 5: 30, 6: 20, 7: 0, 8: 0, 11: 0}).replace('DA:3', `${functions}DA:3`);
	const {count, file} = read(text);
	t.deepEqual(count(statementAt(file, 'return await')), cannotSay);
	t.deepEqual(count(catchAt(file, 'catch')), exactly(0));
	t.deepEqual(count(functionAt(file, "() => 'none'")), cannotSay);
});

test('names like those of every object', t => {
	const {counters} = readCoverage({__proto__: SOURCE, constructor: SOURCE, 'a.js': SOURCE}, [
		lcovOf('constructor', LINES),
	]);
	t.is(counters.state('constructor'), 'measured');
	t.is(counters.state('a.js'), 'absent');
});
