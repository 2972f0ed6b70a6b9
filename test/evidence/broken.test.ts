import {truncateSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {statementAt} from './support/covered.ts';
import {istanbulFile} from './support/istanbul.ts';
import {makeFolder, readCoverage} from './support/record.ts';

const SOURCE = 'a();\n';
const sources = {'a.js': SOURCE};
const good = (count: unknown = 3) => istanbulFile(SOURCE, {path: 'a.js', statements: [['a()', count as number]]});

const BROKEN: Array<[name: string, document: unknown, code: string]> = [
	['empty', '', 'coverage-broken'],
	['truncated', JSON.stringify({'a.js': good()}).slice(0, -9), 'coverage-broken'],
	['not JSON', 'TN:\nSF:a.js\n', 'coverage-broken'],
	['a list', [], 'coverage-broken'],
	['null', 'null', 'coverage-broken'],
	['another JSON file', {name: 'x', version: '1.0.0'}, 'coverage-broken'],
	[
		'another repository',
		{'/else/where.js': istanbulFile('b();', {path: '/else/where.js', statements: [['b', 1]]})},
		'coverage-unmatched',
	],
	[
		'outside the root',
		{'../../x.js': istanbulFile('b();', {path: '../../x.js', statements: [['b', 1]]})},
		'coverage-unmatched',
	],
	['nothing collected', {'a.js': good(0)}, 'coverage-empty'],
	[
		'V8 results that are no objects',
		{result: [null, 'x', {url: 1}, {url: 'file:///a.js', functions: 'no'}]},
		'coverage-broken',
	],
	[
		'V8 ranges that are no numbers',
		{result: [{url: 'file:///a.js', functions: [{ranges: [{startOffset: -1, endOffset: 'x', count: 1}]}]}]},
		'coverage-broken',
	],
];

for (const [name, document, code] of BROKEN) {
	test(`${name}: told and counts nothing`, t => {
		const {codes, counters, matched, diagnostics} = readCoverage(sources, [document]);
		t.true(codes.includes(code as never), codes.join());
		t.is(counters.state('a.js'), 'absent');
		t.is(matched, 0);
		t.true(diagnostics.every(({message}) => !message.includes('\n')));
	});
}

for (const count of [-1, 1.5, '7', null, 1e300]) {
	test(`a count of ${count} is dropped and told`, t => {
		const {covered, counters, codes} = readCoverage(sources, [
			{'a.js': good(count), 'b.js': {...good(), path: 'b.js'}},
		]);
		t.deepEqual(codes, ['coverage-broken']);
		t.is(counters.count(statementAt(covered['a.js']!, 'a()')).most, Number.POSITIVE_INFINITY);
	});
}

test('strings and nulls where objects are expected', t => {
	const document = {
		'a.js': good(),
		'b.js': null,
		'c.js': 'x',
		'd.js': {...good(), statementMap: null},
		'e.js': {...good(), fnMap: {0: 'x'}, f: {0: 1}, branchMap: {0: null}, b: {0: 1}},
	};
	const {counters, codes} = readCoverage(sources, [document]);
	t.deepEqual(codes, ['coverage-broken']);
	t.is(counters.state('a.js'), 'measured');
});

test('names of Object.prototype are names like any other', t => {
	const text = JSON.stringify({constructor: {...good(), path: 'constructor'}, 'a.js': good()}).replace(
		'{',
		'{"__proto__": {"s": 1},',
	);
	const {counters, codes} = readCoverage({...sources, constructor: SOURCE}, [text]);
	t.deepEqual(codes, ['coverage-broken']);
	t.is(counters.state('a.js'), 'measured');
	t.is(counters.state('constructor'), 'measured');
	t.is(counters.state('toString'), 'absent');
});

test('a file larger than memory that is not whole', t => {
	const root = makeFolder({'huge.json': '{'});
	truncateSync(join(root, 'huge.json'), 600 * 2 ** 20);
	const {codes, diagnostics} = readCoverage(sources, [], {root, coverage: ['huge.json']});
	t.deepEqual(codes, ['coverage-broken']);
	t.regex(diagnostics[0]!.message, /it ends too early/);
});

const OPEN = {least: 3, most: Number.POSITIVE_INFINITY};

for (const [name, text] of [
	['cut off', JSON.stringify({'a.js': good()}).slice(0, -9)],
	['cut off at once', '{"a.j'],
	['empty', ''],
] as const) {
	test(`one shard of two is ${name}: what the other counts is the least`, t => {
		const root = makeFolder({'out/1.json': JSON.stringify({'a.js': good()}), 'out/2.json': text});
		const {covered, codes, count} = readCoverage(sources, [], {root, coverage: ['out']});
		t.deepEqual(codes, ['coverage-broken', 'coverage-partial']);
		t.deepEqual(count(statementAt(covered['a.js']!, 'a()')), OPEN);
	});
}

test('a shard in which one file is broken: that file alone counts at least', t => {
	const shards = [
		{'a.js': good(), 'b.js': {...good(), path: 'b.js'}},
		{'a.js': null, 'b.js': {...good(), path: 'b.js'}},
	];
	const {covered, count} = readCoverage({...sources, 'b.js': SOURCE}, shards);
	t.deepEqual(count(statementAt(covered['a.js']!, 'a()')), OPEN);
	t.deepEqual(count(statementAt(covered['b.js']!, 'a()')), {least: 6, most: 6});
});

test('a file that no test loaded, as far as the whole shards tell', t => {
	const shard = {'a.js': good(0), 'b.js': {...good(), path: 'b.js'}};
	const root = makeFolder({'out/1.json': JSON.stringify(shard), 'out/2.json': '{"a.j'});
	const {covered, count} = readCoverage(sources, [], {root, coverage: ['out']});
	t.deepEqual(count(statementAt(covered['a.js']!, 'a()')), {least: 0, most: Number.POSITIVE_INFINITY});
});

test('other JSON in a folder of shards is no loss', t => {
	const root = makeFolder({'out/1.json': JSON.stringify({'a.js': good()}), 'out/summary.json': '{"total":{}}'});
	const {covered, codes, count} = readCoverage(sources, [], {root, coverage: ['out']});
	t.deepEqual(codes, []);
	t.deepEqual(count(statementAt(covered['a.js']!, 'a()')), {least: 3, most: 3});
});

test('no file, and a folder without coverage', t => {
	const root = makeFolder({'coverage/readme.txt': 'x'});
	const {codes} = readCoverage(sources, [], {root, coverage: ['missing.json', 'coverage']});
	t.deepEqual(codes, ['coverage-missing', 'coverage-missing']);
});
