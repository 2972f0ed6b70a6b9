// npm run fuzz -- [--seed N] [--files N] [--from DIR …] [--batch N] [--out DIR] [--runs 1]
//
// Makes source files by chance, by mutation of real ones and from a grammar of resilient code, and holds the scanner to
// three promises: no file crashes it, none takes longer than 5 s of CPU time, and two runs give the same bytes. Each file is extracted
// in both roles, and each folder of 50 is scanned as a whole, by two processes that take the folders in opposite order.
// What fails is made small and put into OUT with its seed. `--batch N` makes and scans that one folder again.
import {spawn} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

const SIZE = 50;
const LIMIT = 5;
/** Seconds after which a piece of work counts as one that never ends. */
const PATIENCE = {file: 30, folder: 120, shrinking: 300};

const here = path.dirname(fileURLToPath(import.meta.url));
const {values} = parseArgs({
	options: {
		seed: {type: 'string', default: '1'},
		files: {type: 'string', default: '1000'},
		from: {
			type: 'string',
			multiple: true,
			default: ['src', 'rules', 'fixtures'].map(dir => path.join(here, '..', dir)),
		},
		batch: {type: 'string'},
		out: {type: 'string', default: path.join(tmpdir(), 'unfired-fuzz')},
		runs: {type: 'string', default: '2'},
	},
});
const all = values.batch
	? [Number(values.batch)]
	: Array.from({length: Math.ceil(Number(values.files) / SIZE)}, (_, batch) => batch);
const scratch = mkdtempSync(path.join(tmpdir(), 'unfired-fuzz-work-'));
const found = {problems: 0, files: 0, slow: [], folders: []};

mkdirSync(values.out, {recursive: true});
try {
	const runs = await Promise.all(
		Array.from({length: Number(values.runs)}, (_, run) => runAll(run, run % 2 ? all.toReversed() : all)),
	);
	for (const batch of all) compare(batch, ...runs.map(digests => digests.get(batch)));
} finally {
	rmSync(scratch, {recursive: true, force: true});
}
tell();
process.exitCode = found.problems > 0 ? 1 : 0;

/** Digests by batch. A child that hangs or dies is replaced, and goes on behind the folder that did it. */
async function runAll(run, batches) {
	const digests = new Map();
	let left = batches;
	while (left.length > 0) {
		const stopped = await runChild(run, left, digests);
		if (stopped === undefined) break;
		left = left.slice(left.indexOf(stopped) + 1);
	}
	return digests;
}

/** Resolves to the batch at which the child was lost; undefined once it has come through. */
function runChild(run, batches, digests) {
	const work = path.join(scratch, `run-${run}`);
	const orders = {seed: values.seed, size: SIZE, batches, from: values.from, work, slow: LIMIT * 1000};
	const child = spawn(
		process.execPath,
		['--import', 'tsx', path.join(here, 'fuzz/child.mjs'), JSON.stringify(orders)],
		{
			stdio: ['ignore', 'pipe', 'inherit'],
			cwd: path.join(here, '..'),
		},
	);
	let at;
	let ended = false;
	let timer;
	const wait = () => {
		clearTimeout(timer);
		const seconds = at?.shrinking ? PATIENCE.shrinking : at?.file ? PATIENCE.file : PATIENCE.folder;
		timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
	};
	const hear = {
		at: place => {
			at = place;
		},
		took: took => note(run, took),
		crash: crash =>
			keep(`crash at ${crash.file || 'link or later'}: ${crash.kind}`, crash.batch, crash.small, crash.stack),
		done: ({batch, digests: all}) => digests.set(batch, all),
		end: () => {
			ended = true;
		},
	};
	wait();
	createInterface({input: child.stdout}).on('line', line => {
		const [[kind, told]] = Object.entries(JSON.parse(line));
		hear[kind](told);
		wait();
	});
	return new Promise((resolve, reject) => {
		child.on('close', (code, signal) => {
			clearTimeout(timer);
			if (ended) return resolve(undefined);
			if (!at) return reject(new Error(`the fuzzer itself failed: exit ${code ?? signal}`));
			const folder = path.join(work, `batch-${at.batch}`);
			const what = signal === 'SIGKILL' ? 'hang' : `exit ${code ?? signal}`;
			keep(`${what} at ${at.file || 'link or later'}`, at.batch, existsSync(folder) ? folder : {});
			resolve(at.batch);
		});
	});
}

function note(run, {batch, file, ms, text = ''}) {
	if (!file) {
		found.folders.push({batch, ms});
		return;
	}
	if (run === 0) found.files++;
	found.slow.push({batch, file, ms});
	found.slow.sort((a, b) => b.ms - a.ms);
	found.slow.length = Math.min(found.slow.length, 5);
	if (ms > LIMIT * 1000) keep(`${Math.round(ms)} ms at ${file}`, batch, {[file]: text});
}

/** Puts a folder, or files and their texts, into OUT. */
function keep(what, batch, files, stack = '') {
	found.problems++;
	const place = path.join(values.out, `seed-${values.seed}-batch-${batch}-${found.problems}`);
	if (typeof files === 'string') cpSync(files, place, {recursive: true});
	else {
		for (const [file, text] of Object.entries(files)) {
			mkdirSync(path.dirname(path.join(place, file)), {recursive: true});
			writeFileSync(path.join(place, file), text);
		}
	}
	mkdirSync(place, {recursive: true});
	writeFileSync(path.join(place, 'what.txt'), `seed ${values.seed}, batch ${batch}: ${what}\n${stack}\n`);
	console.log(`seed ${values.seed}, batch ${batch}: ${what}\n  ${place}`);
}

function compare(batch, first, second) {
	if (!first || !second) return;
	if (first.input !== second.input)
		throw new Error('The files below --from changed while the fuzzer ran: run it on a copy.');
	const differing = Object.keys(first).filter(file => first[file] !== second[file]);
	if (differing.length > 0)
		keep(`two runs differ at ${differing.map(file => file || 'the report').join(', ')}`, batch, {});
}

function tell() {
	const seconds = ms => `${(ms / 1000).toFixed(2)} s`;
	const slowest = found.folders.sort((a, b) => b.ms - a.ms)[0];
	console.log(
		`seed ${values.seed}: ${found.files} files in ${all.length} folders, ${values.runs} runs, ${found.problems} problems`,
	);
	for (const {batch, file, ms} of found.slow) console.log(`  ${seconds(ms)} in both roles: batch ${batch}, ${file}`);
	if (slowest) console.log(`  ${seconds(slowest.ms)} for the slowest folder: batch ${slowest.batch}`);
}
