import test from 'ava';
import {armAt, catchAt, functionAt, statementAt} from './support/covered.ts';
import {istanbulFile} from './support/istanbul.ts';
import {readCoverage} from './support/record.ts';

const exactly = (n: number) => ({least: n, most: n});
const cannotSay = {least: 0, most: Number.POSITIVE_INFINITY};

test('statements are found by line and column, not by line', t => {
	const source = 'if (a) b(); c();\n';
	const document = {
		'a.js': istanbulFile(source, {
			path: 'a.js',
			statements: [
				['if', 5],
				['b()', 0],
				['c()', 5],
			],
		}),
	};
	const {covered, count} = readCoverage({'a.js': source}, [document]);
	t.deepEqual(count(statementAt(covered['a.js']!, 'b()')), exactly(0));
	t.deepEqual(count(statementAt(covered['a.js']!, 'c()')), exactly(5));
});

test('a statement without a counter is not guessed from its line', t => {
	const source = 'a(); b(); c();\n';
	const document = {
		'a.js': istanbulFile(source, {
			path: 'a.js',
			statements: [
				['a()', 5],
				['c()', 5],
			],
		}),
	};
	const {covered, count} = readCoverage({'a.js': source}, [document]);
	t.deepEqual(count(statementAt(covered['a.js']!, 'b()')), cannotSay);
});

test('a block counts as its first statement; an empty one has no counter', t => {
	const source = 'try { a(); } catch (e) { log(e); }\ntry { b(); } catch {}\n';
	const statements: Array<[string, number]> = [
		['try { a', 3],
		['a()', 3],
		['log', 1],
		['try { b', 3],
		['b()', 3],
	];
	const document = {'a.js': istanbulFile(source, {path: 'a.js', statements})};
	const {covered, count, counters} = readCoverage({'a.js': source}, [document]);
	t.deepEqual(count(catchAt(covered['a.js']!, 'catch (e)')), exactly(1));
	t.deepEqual(count(catchAt(covered['a.js']!, 'catch {}')), cannotSay);
	t.false(counters.sees('a.js', 'empty-block'));
	t.true(counters.sees('a.js', 'sync-throw'));
});

test('functions are found wherever an engine puts their start', t => {
	const source = 'class A { async get(x) { return x; } }\nconst f = async y => { y(); };\n';
	const functions: Array<[string, string, number]> = [
		['get(x)', '{ return', 4],
		['y =>', '{ y(', 0],
	];
	const statements: Array<[string, number]> = [
		['return', 4],
		['async y', 1],
		['y();', 0],
	];
	const document = {'a.js': istanbulFile(source, {path: 'a.js', functions, statements})};
	const {covered, count} = readCoverage({'a.js': source}, [document]);
	t.deepEqual(count(functionAt(covered['a.js']!, 'async get')), exactly(4));
	t.deepEqual(count(functionAt(covered['a.js']!, 'async y')), exactly(0));
});

test('V8 counts on syntax: a function is found by its body, its start may be that of the token before', t => {
	const source = 'run(() => { a(); }).catch(() => { b(); });\n';
	const functions: Array<[string, string, number]> = [
		['run', '{ a', 2],
		['() => { a', '{ b', 0],
	];
	const statements: Array<[string, number]> = [
		['run', 2],
		['a();', 2],
		['b();', 0],
	];
	const document = {'a.js': istanbulFile(source, {path: 'a.js', functions, statements, more: {meta: {seen: {}}}})};
	const {covered, count, counters} = readCoverage({'a.js': source}, [document]);
	t.deepEqual(count(functionAt(covered['a.js']!, '() => { a')), exactly(2));
	t.deepEqual(count(functionAt(covered['a.js']!, '() => { b')), exactly(0));
	t.false(counters.sees('a.js', 'sync-throw'));
});

test('arms count apart from the whole', t => {
	const source = 'const x = a || b;\nconst y = c ? d : e;\n';
	const document = {
		'a.js': istanbulFile(source, {
			path: 'a.js',
			statements: [
				['a ||', 7],
				['c ?', 7],
			],
			branches: [
				{
					type: 'binary-expr',
					at: 'a ||',
					arms: [
						['a ||', 7],
						['b;', 2],
					],
				},
				{
					type: 'cond-expr',
					at: 'c ?',
					arms: [
						['d :', 7],
						['e;', 0],
					],
				},
			],
		}),
	};
	const {covered, count} = readCoverage({'a.js': source}, [document]);
	t.deepEqual(count(armAt(covered['a.js']!, 'b;')), exactly(2));
	t.deepEqual(count(armAt(covered['a.js']!, 'e;')), exactly(0));
});

test('operators that were compiled down nest: the outermost arm counts', t => {
	const source = 'const x = a ?? b?.c;\n';
	const document = {
		'a.js': istanbulFile(source, {
			path: 'a.js',
			statements: [['a ??', 9]],
			branches: [
				{
					type: 'cond-expr',
					at: 'a ??',
					arms: [
						['a ??', 9],
						['b?', 4],
					],
				},
				{
					type: 'cond-expr',
					at: 'b?',
					arms: [
						['b?', 1],
						['b?', 3],
					],
				},
			],
		}),
	};
	const {covered, count} = readCoverage({'a.js': source}, [document]);
	t.deepEqual(count(armAt(covered['a.js']!, 'b?.c')), exactly(4));
});

test('the four forms of an if, and an else that has no position', t => {
	const source = 'if (a) { b(); }\nif (c) {} else {}\n';
	const document = {
		'a.js': istanbulFile(source, {
			path: 'a.js',
			statements: [
				['if (a', 9],
				['b();', 4],
				['if (c', 9],
			],
			branches: [
				{
					type: 'if',
					at: 'if (a',
					arms: [
						['if (a', 4],
						['', 5],
					],
				},
				{
					type: 'if',
					at: 'if (a',
					arms: [
						['if (a', 4],
						['if (a', 5],
					],
				},
				{type: 'if', at: 'if (a', arms: [['if (a', 4]]},
				{
					type: 'if',
					at: 'if (c',
					arms: [
						['{} else', 2],
						['{}\n', 7],
					],
				},
			],
		}),
	};
	const {covered, count, codes} = readCoverage({'a.js': source}, [document]);
	const block = (column: number) => ({file: 'a.js', kind: 'block' as const, line: 2, column});
	t.deepEqual(codes, []);
	t.deepEqual(count(statementAt(covered['a.js']!, 'b();')), exactly(4));
	t.deepEqual(count(block(8)), exactly(2));
	t.deepEqual(count(block(16)), exactly(7));
	t.deepEqual(count({...block(8), line: 1}), cannotSay);
});

test('two counters on one start leave an interval', t => {
	const source = 'run();\n';
	const document = {
		'a.js': istanbulFile(source, {
			path: 'a.js',
			statements: [
				['run', 2],
				['run', 5],
			],
		}),
	};
	const {covered, count} = readCoverage({'a.js': source}, [document]);
	t.deepEqual(count(statementAt(covered['a.js']!, 'run')), {least: 2, most: 5});
});

test('lines count as in istanbul-lib-coverage: by the busiest statement that starts there', t => {
	const source = 'if (a) b();\nc();\n';
	const document = {
		'a.js': istanbulFile(source, {
			path: 'a.js',
			statements: [
				['if', 3],
				['b()', 0],
				['c()', 0],
			],
		}),
	};
	t.deepEqual(readCoverage({'a.js': source}, [document]).counters.lines('a.js'), {total: 2, covered: 1});
});

test('a place may name other starts that source maps use: the declared name', t => {
	const source = 'run();\nconst value = load();\n';
	const document = {
		'a.js': istanbulFile(source, {
			path: 'a.js',
			statements: [
				['run', 1],
				['value', 6],
			],
		}),
	};
	const {count} = readCoverage({'a.js': source}, [document]);
	const place = {file: 'a.js', kind: 'statement' as const, line: 2, column: 15};
	t.deepEqual(count(place), cannotSay);
	t.deepEqual(count({...place, starts: [[2, 7]]}), exactly(6));
});
