// npm run bench:shards -- [--shards N] [--megabytes N] [--formats istanbul,v8,v8-maps] [--keep]
//
// Makes a project by chance and the coverage of as many parallel jobs, scans it in a process of its own, and prints the
// time, the peak of its memory (RSS) and what progress was told. The promise held: 50 shards of 20 MB stay below 1 GiB.
// `--one MB` makes a single document of that size in place of shards.
import {spawnSync} from 'node:child_process';
import {closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

const FILES = 150;
const FUNCTIONS = 60;
const GIB = 2 ** 30;

const here = path.dirname(fileURLToPath(import.meta.url));
const {values} = parseArgs({
	options: {
		shards: {type: 'string', default: '50'},
		megabytes: {type: 'string', default: '20'},
		one: {type: 'string'},
		formats: {type: 'string', default: 'istanbul,v8,v8-maps'},
		keep: {type: 'boolean', default: false},
		scan: {type: 'string'},
	},
});

if (values.scan) await scanHere(values.scan);
else {
	for (const format of values.formats.split(',')) measure(format);
}

function measure(format) {
	const root = mkdtempSync(path.join(tmpdir(), 'unfired-shards-'));
	const shards = values.one ? 1 : Number(values.shards);
	const bytes = Number(values.one ?? values.megabytes) * 2 ** 20;
	try {
		const sources = makeProject(root);
		for (let shard = 0; shard < shards; shard++) writeShard(root, format, shard, sources, bytes);
		const run = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--scan', root], {encoding: 'utf8'});
		if (run.status !== 0) throw new Error(run.stderr || `ended by ${run.signal}`);
		const {rss, seconds, told, before, arcs, matched} = JSON.parse(run.stdout);
		const size = Math.round(bytes / 2 ** 20);
		console.log(
			`${format}: ${shards} × ${size} MB, ${matched} files matched: peak ${Math.round(rss / 2 ** 20)} MB (${Math.round(before / 2 ** 20)} MB before coverage), ${seconds.toFixed(1)} s for coverage, progress told ${told.length} times (${told[0]} … ${told.at(-1)}); ${JSON.stringify(arcs)}`,
		);
		if (rss > GIB) process.exitCode = 1;
	} finally {
		if (values.keep) console.log(root);
		else rmSync(root, {recursive: true, force: true});
	}
}

async function scanHere(root) {
	const {scan} = await import(path.join(here, '../dist/scan.js'));
	const told = [];
	let from;
	let until;
	let before;
	const {report} = await scan({dir: root, coverage: [path.join(root, 'artifacts')]}, ({phase, done, total}) => {
		if (phase === 'evidence') {
			from ??= performance.now();
			before ??= process.resourceUsage().maxRSS * 1024;
			if (done !== undefined) told.push(`${done} of ${total}`);
		} else if (from) until ??= performance.now();
	});
	console.log(
		JSON.stringify({
			rss: process.resourceUsage().maxRSS * 1024,
			before,
			seconds: (until - from) / 1000,
			told,
			arcs: report.summary.arcs,
			matched: Math.max(0, ...report.coverage.map(({matched}) => matched)),
		}),
	);
}

/** Text of each source and where its statements and functions stand. */
function makeProject(root) {
	mkdirSync(path.join(root, 'src'));
	writeFileSync(path.join(root, 'package.json'), '{"name": "shards", "type": "module"}');
	return Array.from({length: FILES}, (_, id) => {
		const source = makeSource(id);
		writeFileSync(path.join(root, source.path), source.text);
		return source;
	});
}

function makeSource(id) {
	const lines = [];
	const statements = [];
	const functions = [];
	const add = (line, ...columns) => {
		lines.push(line);
		for (const column of columns) statements.push([lines.length, column]);
	};
	for (let fn = 0; fn < FUNCTIONS; fn++) {
		const first = lines.length + 1;
		add(`export async function load${id}x${fn}(client, key) {`);
		if (fn % 6 === 0) {
			add('\ttry {', 1);
			add(`\t\treturn await client.get('/items/${id}/' + key);`, 2);
			add('\t} catch (error) {');
			add('\t\treturn undefined;', 2);
			add('\t}');
		} else {
			add(`\tconst value = key * ${fn} + ${id};`, 15);
			add('\tclient.note(value);', 1);
			add('\treturn value;', 1);
		}
		add('}');
		functions.push({first, last: lines.length, name: `load${id}x${fn}`});
	}
	return {path: `src/file-${id}.js`, text: `${lines.join('\n')}\n`, statements, functions};
}

/** Members of other packages, which no file of the project is matched to, fill a shard up to its size. */
function writeShard(root, format, shard, sources, bytes) {
	const folder = path.join(root, 'artifacts', `job-${shard + 1}`, 'coverage');
	mkdirSync(folder, {recursive: true});
	const write = format === 'istanbul' ? writeIstanbul : writeV8;
	write(path.join(folder, format === 'istanbul' ? 'coverage-final.json' : 'coverage-1-0.json'), {
		shard,
		sources,
		bytes,
		maps: format === 'v8-maps',
	});
}

function writeIstanbul(file, {shard, sources, bytes}) {
	writeMembers(
		file,
		'{',
		'}',
		bytes,
		(source, recorded) => {
			const location = ([line, column]) => ({start: {line, column}, end: {line, column: column + 9}});
			const record = {
				path: recorded,
				statementMap: {...source.statements.map(location)},
				fnMap: {
					...source.functions.map(({first, last, name}, id) => ({
						name,
						decl: {start: {line: first, column: 22}, end: {line: first, column: 30}},
						loc: {start: {line: first, column: 44}, end: {line: last, column: 1}},
						line: id,
					})),
				},
				branchMap: {},
				s: {...source.statements.map((_, id) => (id % 7 === 1 ? 0 : shard + 1))},
				f: {...source.functions.map(() => shard + 1)},
				b: {},
			};
			return `${JSON.stringify(recorded)}:${JSON.stringify(record)}`;
		},
		sources,
	);
}

function writeV8(file, {shard, sources, bytes, maps}) {
	// The maps stand behind all scripts; they take about a third.
	const cache = maps
		? `],"source-map-cache":{${sources.map(source => `${JSON.stringify(`file:///ci/job/${source.path}`)}:${mapOf(source)}`).join(',')}}}`
		: ']}';
	writeMembers(
		file,
		'{"result":[',
		cache,
		bytes - cache.length,
		(source, recorded) => {
			const starts = lineStarts(source.text);
			const functions = source.functions.map(({first, last, name}) => {
				const start = starts[first - 1] + 7;
				const end = starts[last - 1] + 1;
				const ranges = [{startOffset: start, endOffset: end, count: shard + 1}];
				for (let line = first + 1; line < last; line++)
					ranges.push({
						startOffset: starts[line - 1] + 2,
						endOffset: starts[line] - 1,
						count: line % 5 === 0 ? 0 : shard + 1,
					});
				return {functionName: name, ranges, isBlockCoverage: true};
			});
			const module = {
				functionName: '',
				ranges: [{startOffset: 0, endOffset: source.text.length, count: 1}],
				isBlockCoverage: true,
			};
			return JSON.stringify({scriptId: '1', url: `file://${recorded}`, functions: [module, ...functions]});
		},
		sources,
	);
}

function writeMembers(file, opening, closing, bytes, member, sources) {
	const out = openSync(file, 'w');
	let written = writeSync(out, opening);
	for (let id = 0; written < bytes || id < sources.length; id++) {
		const source = sources[id % sources.length];
		const recorded = id < sources.length ? `/ci/job/${source.path}` : `/ci/other-${id}/lib/part-${id}.js`;
		written += writeSync(out, (id > 0 ? ',' : '') + member(source, recorded));
	}
	writeSync(out, closing);
	closeSync(out);
}

function lineStarts(text) {
	const starts = [0];
	for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
	return starts;
}

/** Each word on itself, as a compiler that takes types away leaves it. */
function mapOf({path: source, text}) {
	const lines = text.split('\n');
	let [line, column] = [0, 0];
	const mappings = lines.map((code, index) => {
		let generated = 0;
		return [...code.matchAll(/\w+|[{}]/g)]
			.map(({index: at}) => {
				const segment = vlq(at - generated) + vlq(0) + vlq(index - line) + vlq(at - column);
				[generated, line, column] = [at, index, at];
				return segment;
			})
			.join(',');
	});
	const data = {
		version: 3,
		sources: [`file:///ci/job/${source}`],
		sourcesContent: [text],
		names: [],
		mappings: mappings.join(';'),
	};
	return JSON.stringify({lineLengths: lines.map(code => code.length), data, url: 'inline'});
}

function vlq(value) {
	const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
	let rest = value < 0 ? (-value << 1) | 1 : value << 1;
	let text = '';
	do {
		const digit = rest & 31;
		rest >>>= 5;
		text += DIGITS[rest > 0 ? digit | 32 : digit];
	} while (rest > 0);
	return text;
}
