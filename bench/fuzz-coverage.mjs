// npm run fuzz:coverage -- [--seed N] [--files N] [--only INDEX] [--out DIR]
//
// Damages coverage files of every format (the fixtures' own, and what reporters make of them) in ways that are listed in
// `fuzz/coverage-mutations.mjs`, and holds reading and judging to three promises: no crash, no more than 5 s of CPU time,
// and never an arc `fired` that the whole file does not give. Every third damaged file stands beside a whole one, as a
// broken shard does; JSON that is cut off also stands beside a shard that ran little, and then what it alone would have
// shown must not be called unfired. What fails is put into OUT with the seed; `--only INDEX` makes one file again.
import {fork} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

const LIMIT = 5000;
/** Seconds after which a file counts as one that never ends. */
const PATIENCE = 60;

const here = path.dirname(fileURLToPath(import.meta.url));
const {values} = parseArgs({
	options: {
		seed: {type: 'string', default: '1'},
		files: {type: 'string', default: '10000'},
		only: {type: 'string'},
		out: {type: 'string', default: path.join(tmpdir(), 'unfired-fuzz-coverage')},
	},
});
const seed = Number(values.seed);
const until = values.only === undefined ? Number(values.files) : Number(values.only) + 1;
const counts = new Map();
const problems = new Map();
let slowest = {ms: 0};
let files = 0;

mkdirSync(values.out, {recursive: true});
for (let from = Number(values.only ?? 0); from < until; ) from = await runChild(from);
console.log(
	`seed ${seed}: ${files} files, ${[...problems.values()].flat().length} problems; slowest ${Math.round(slowest.ms)} ms (${slowest.kind}, ${slowest.base})`,
);
console.log(
	[...counts]
		.sort()
		.map(([format, count]) => `${format} ${count}`)
		.join(', '),
);
for (const [what, indexes] of [...problems].sort((a, b) => b[1].length - a[1].length))
	console.log(`${indexes.length} × ${what} (--only ${indexes.slice(0, 4).join(', ')})`);
process.exitCode = problems.size > 0 ? 1 : 0;

/** Resolves to where to go on: behind the last file, or behind the one that the child was lost at. */
function runChild(from) {
	const child = fork(path.join(here, 'fuzz/coverage-child.mjs'), [JSON.stringify({seed, from, until})], {
		execArgv: ['--import', 'tsx'],
		cwd: path.join(here, '..'),
	});
	let at;
	let ended = false;
	let timer;
	const wait = () => {
		clearTimeout(timer);
		timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE * 1000);
	};
	wait();
	child.on('message', message => {
		wait();
		if (message.bases && from === Number(values.only ?? 0)) console.log(message.bases.join('\n'));
		if (message.at !== undefined) at = message;
		if (message.done !== undefined) note(message);
		if (message.end) ended = true;
	});
	return new Promise((resolve, reject) => {
		child.on('close', (code, signal) => {
			clearTimeout(timer);
			if (ended) return resolve(until);
			if (!at) return reject(new Error(`the fuzzer itself failed: exit ${code ?? signal}`));
			keep(`${signal === 'SIGKILL' ? 'hang' : `exit ${code ?? signal}`}: ${at.kind}, ${at.base}`, at.at);
			resolve(at.at + 1);
		});
	});
}

function note({done, kind, base, format, ms, crash, added, bytes}) {
	files++;
	counts.set(format, (counts.get(format) ?? 0) + 1);
	if (ms > slowest.ms) slowest = {ms, kind, base};
	if (ms > LIMIT) keep(`slow: ${kind}, ${base}`, done);
	if (crash) keep(`crash: ${kind}, ${base}: ${crash.split('\n')[0]}`, done, bytes, crash);
	if (added?.length > 0) keep(`false fired: ${kind}, ${base}`, done, bytes, added.join('\n'));
}

function keep(what, index, bytes, said = '') {
	problems.set(what, [...(problems.get(what) ?? []), index]);
	const name = path.join(values.out, `${seed}-${index}`);
	writeFileSync(`${name}.txt`, `${what}\n${said}\n`);
	if (bytes) writeFileSync(`${name}.coverage`, Buffer.from(bytes, 'base64'));
}
