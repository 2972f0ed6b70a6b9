import {symlinkSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {readEvidence} from '../../src/evidence/read-evidence.ts';
import {coveredFile, statementAt} from './support/covered.ts';
import {istanbulFile} from './support/istanbul.ts';
import {makeFolder, readCoverage} from './support/record.ts';

const SOURCE = 'a();\n';
const istanbul = (count: number) =>
	JSON.stringify({'a.js': istanbulFile(SOURCE, {path: 'a.js', statements: [['a()', count]]})});
const lcov = (count: number) => `TN:\nSF:a.js\nDA:1,${count}\nend_of_record\n`;
const v8 = (root: string, count: number) =>
	JSON.stringify({
		result: [
			{
				url: `file://${root}/a.js`,
				functions: [
					{functionName: '', isBlockCoverage: true, ranges: [{startOffset: 0, endOffset: SOURCE.length, count}]},
				],
			},
		],
	});

/** Each document counts another power of ten, so that the sum tells which were read. */
const SHAPES: Array<[name: string, files: {[path: string]: string}, sum: number]> = [
	['shards beside each other', {'c/1/coverage-final.json': istanbul(1), 'c/2/coverage-final.json': istanbul(10)}, 11],
	[
		'artifacts of jobs, three levels deep, with names of any kind',
		{'c/job-1/out/x/first.json': istanbul(1), 'c/job-2/out/x/second.json': istanbul(10)},
		11,
	],
	['shards in one folder', {'c/coverage-1.json': istanbul(1), 'c/coverage-2.json': istanbul(10)}, 11],
	[
		'one run in every format',
		{'c/coverage-final.json': istanbul(1), 'c/lcov.info': lcov(10), 'c/tmp/1.json': v8('', 100)},
		1,
	],
	['raw coverage says more than lines', {'c/lcov.info': lcov(10), 'c/tmp/1.json': v8('', 100)}, 100],
	[
		'a merged report above its parts',
		{'c/coverage-final.json': istanbul(1), 'c/shard-1/coverage-final.json': istanbul(10)},
		1,
	],
	[
		'shards say more than lines above them',
		{
			'c/lcov.info': lcov(1),
			'c/shard-1/coverage-final.json': istanbul(10),
			'c/shard-2/coverage-final.json': istanbul(100),
		},
		110,
	],
	[
		'what a shard was made from',
		{'c/.nyc_output/1.json': istanbul(1), 'c/shard-1/coverage-final.json': istanbul(10)},
		10,
	],
	['reports of other names may be of other runs', {'c/unit.json': istanbul(1), 'c/more.json': istanbul(10)}, 11],
	['reports of tests', {'c/blob/blob-1-2.json': '[["1","2"],"3.1.0",[]]', 'c/coverage-1.json': istanbul(1)}, 1],
];

for (const [name, files, sum] of SHAPES) {
	test(`a folder: ${name}`, t => {
		const {covered, count} = readCoverage({'a.js': SOURCE}, [], {root: makeFolder(files), coverage: ['c']});
		t.deepEqual(count(statementAt(covered['a.js']!, 'a()')), {least: sum, most: sum});
	});
}

test('what was left aside is told, and so are reports of tests', t => {
	const files = {'c/coverage-final.json': istanbul(1), 'c/lcov.info': lcov(1), 'c/blob-1-2.json': '[["1"],"3.1.0"]'};
	const {diagnostics} = readCoverage({'a.js': SOURCE}, [], {root: makeFolder(files), coverage: ['c']});
	t.deepEqual(
		diagnostics.map(({level, code}) => [level, code]),
		[
			['warning', 'coverage-aside'],
			['info', 'coverage-aside'],
		],
	);
	t.regex(diagnostics[0]!.message, /blob-1-2\.json/);
	t.regex(diagnostics[1]!.message, /lcov\.info/);
});

test('only reports of tests', t => {
	const root = makeFolder({'c/blob-1-2.json': '[["1"],"3.1.0"]'});
	const {diagnostics} = readCoverage({'a.js': SOURCE}, [], {root, coverage: ['c']});
	t.regex(diagnostics.find(({level}) => level === 'error')!.message, /only reports of tests/);
});

test('two formats that were named one by one are one run if their names are the usual ones', t => {
	const root = makeFolder({'c/coverage-final.json': istanbul(1), 'c/lcov.info': lcov(10)});
	const coverage = ['c/lcov.info', 'c/coverage-final.json'];
	const {covered, codes, count} = readCoverage({'a.js': SOURCE}, [], {root, coverage});
	t.deepEqual(codes, ['coverage-aside']);
	t.deepEqual(count(statementAt(covered['a.js']!, 'a()')), {least: 1, most: 1});
});

test('the same document by several names, by a link and by its folder', t => {
	const root = makeFolder({'c/one.json': istanbul(1)});
	symlinkSync(join(root, 'c/one.json'), join(root, 'link.json'));
	symlinkSync(join(root, 'c'), join(root, 'folder'));
	const coverage = ['c/one.json', './c/../c/one.json', 'link.json', 'folder', 'c'];
	const {covered, count} = readCoverage({'a.js': SOURCE}, [], {root, coverage});
	t.deepEqual(count(statementAt(covered['a.js']!, 'a()')), {least: 1, most: 1});
});

test('progress is told before each document, and at the end', t => {
	const files = Object.fromEntries([1, 2, 3].map(id => [`c/${id}/coverage-final.json`, istanbul(1)]));
	const told: string[] = [];
	const progress = ({done, total}: {done: number; total: number}) => told.push(`${done} of ${total}`);
	readCoverage({'a.js': SOURCE}, [], {root: makeFolder(files), coverage: ['c'], progress});
	t.deepEqual(told, ['0 of 3', '1 of 3', '2 of 3', '3 of 3']);
});

test('a place that was not asked for before coverage was read is a bug, not an unknown', t => {
	const root = makeFolder({'c.json': istanbul(1)});
	const covered = coveredFile('a.js', SOURCE);
	const {counters} = readEvidence({root, coverage: ['c.json'], files: [covered.file], places: []});
	t.throws(() => counters.count(statementAt(covered, 'a()')), {message: /a\.js:1:1:statement was not asked for/});
});
