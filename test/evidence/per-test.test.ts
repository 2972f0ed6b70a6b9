import {existsSync} from 'node:fs';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {findPerTestDocuments} from '../../src/evidence/per-test/per-test-documents.ts';
import {readPerTest} from '../../src/evidence/per-test/read-per-test.ts';
import type {CoveredFile} from '../../src/evidence/request.ts';
import {makeFolder} from '../make-folder.ts';

const FILES = ['src/x.js', 'test/a.test.js', 'test/b.test.js'];
const TESTS = ['test/a.test.js', 'test/b.test.js'];

/** `x = 1;` in every file. */
const covered = (file: string): CoveredFile => ({
	file,
	role: TESTS.includes(file) ? 'test' : 'source',
	hash: '',
	lineStarts: [0],
	length: 6,
	anchors: [0],
	functions: [{name: '<module>', line: 1, column: 1, endLine: 1, endColumn: 7, parent: -1}],
});

const dump = (...files: string[]) =>
	JSON.stringify({
		result: files.map(file => ({
			scriptId: '0',
			url: `file:///app/${file}`,
			functions: [{functionName: '', isBlockCoverage: true, ranges: [{startOffset: 0, endOffset: 6, count: 1}]}],
		})),
	});

const final = (count = 1) => {
	const start = {line: 1, column: 0};
	const statementMap = {0: {start, end: {line: 1, column: 6}}};
	return JSON.stringify({
		'/app/src/x.js': {path: '/app/src/x.js', statementMap, fnMap: {}, branchMap: {}, s: {0: count}, f: {}, b: {}},
	});
};

function read(t: ExecutionContext, documents: Record<string, string>) {
	const root = makeFolder(
		t,
		Object.fromEntries(Object.entries(documents).map(([name, text]) => [`each/${name}`, text])),
	);
	const place = {file: 'src/x.js', kind: 'statement', line: 1, column: 1} as const;
	const found = readPerTest({
		root,
		folders: ['each'],
		files: FILES.map(covered),
		tests: TESTS,
		places: [place],
		coverageRoot: '/app',
	});
	const runs = [...found.read()].map(({test, counters}) => `${test} ${counters.count(place).least}`);
	return {
		...found,
		runs,
		messages: found.diagnostics.map(({message}) => message),
		sum: found.readAll().counters.count(place).least,
	};
}

test('by content: the one test file that ran in it', t => {
	const {runs, complete, sum, messages} = read(t, {
		'coverage-7-1-0.json': dump('test/a.test.js', 'src/x.js'),
		'coverage-8-1-0.json': dump('test/b.test.js', 'src/x.js'),
		'coverage-9-1-0.json': dump(),
	});
	t.deepEqual(runs, ['test/a.test.js 1', 'test/b.test.js 1']);
	t.is(sum, 2);
	t.true(complete);
	t.deepEqual(messages, []);
});

test('content comes before the name', t => {
	const {runs} = read(t, {'test_b.test.js/coverage-7-1-0.json': dump('test/a.test.js', 'src/x.js')});
	t.deepEqual(runs, ['test/a.test.js 1']);
});

test('by name, of a folder or a document', t => {
	const {runs, complete} = read(t, {
		'test/a.test.js/coverage-final.json': final(3),
		'test/a.test.js/other.json': final(9),
		'test_b.test.js.json': final(4),
	});
	t.deepEqual(runs, ['test/a.test.js 3', 'test/b.test.js 4']);
	t.true(complete);
});

test('by the list', t => {
	const {runs} = read(t, {
		'one/coverage-final.json': final(3),
		'two/coverage-final.json': final(4),
		'per-test.json': '{"one": "test/b.test.js", "two": "test/a.test.js"}',
	});
	t.deepEqual(runs, ['test/a.test.js 4', 'test/b.test.js 3']);
});

test('by what lies beside: threads of a process, children in a folder of its own', t => {
	const {runs} = read(t, {
		'coverage-7-1-0.json': dump('test/a.test.js', 'src/x.js'),
		'coverage-7-2-1.json': dump('src/x.js'),
		'raw1/coverage-8-1-0.json': dump('test/b.test.js'),
		'raw1/coverage-9-1-0.json': dump('src/x.js'),
	});
	t.deepEqual(runs, ['test/a.test.js 2', 'test/b.test.js 1']);
});

test('several test files in one document, a child of nobody: told, and counted in the sum alone', t => {
	const {runs, complete, sum, messages} = read(t, {
		'coverage-7-1-0.json': dump('test/a.test.js', 'test/b.test.js', 'src/x.js'),
		'coverage-9-1-0.json': dump('src/x.js'),
	});
	t.deepEqual(runs, []);
	t.is(sum, 2);
	t.false(complete);
	t.regex(messages[0]!, /^1 document .* holds several test files.*: coverage-7-1-0.json\./);
	t.regex(messages[1]!, /^1 document .* belongs to no test file.*: coverage-9-1-0.json\./);
	t.regex(messages[2]!, /^2 of 2 test files are not in the coverage per test file/);
});

test('a broken document leaves the set incomplete', t => {
	const {complete, runs} = read(t, {
		'test/a.test.js/coverage-final.json': final(3),
		'test/b.test.js/coverage-final.json': final(3).slice(0, 40),
	});
	t.false(complete);
	t.deepEqual(runs[0], 'test/a.test.js 3');
});

test('a folder without coverage of a scanned file is an error', t => {
	const {diagnostics} = read(t, {'package.json': '{}', 'broken.json': '{'});
	t.deepEqual(
		diagnostics.map(({level, code}) => `${level} ${code}`),
		['error coverage-missing'],
	);
});

test('a folder that is not there holds nothing', t => {
	const nowhere = join(makeFolder(t, {}), 'nowhere');
	t.false(existsSync(nowhere));
	t.deepEqual(findPerTestDocuments(nowhere), []);
});
