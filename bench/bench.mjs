// npm run bench -- DIR [--coverage FILE] [--runs N] [--tsc FILE]
//
// Whole processes, in turn and in one run: a cold `unfired scan DIR` against `tsc --noEmit` in DIR, which needs its
// dependencies installed. Ratios of CPU time are what to quote: machines differ, and a busy one inflates both.
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

const here = path.dirname(fileURLToPath(import.meta.url));
const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {coverage: {type: 'string'}, runs: {type: 'string', default: '5'}, tsc: {type: 'string'}},
});
const [dir] = positionals;
if (!dir) throw new Error('usage: npm run bench -- DIR [--coverage FILE] [--runs N] [--tsc FILE]');

const scratch = mkdtempSync(path.join(tmpdir(), 'unfired-bench-'));
const own = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const local = path.join(dir, 'node_modules/typescript/bin/tsc');
const tsc = values.tsc ?? (existsSync(local) ? local : own);
const coverage = values.coverage ? ['--coverage', path.resolve(values.coverage)] : [];

function run(script, args) {
	const usage = path.join(scratch, 'usage.json');
	const started = process.hrtime.bigint();
	const {stdout} = spawnSync(process.execPath, ['--import', path.join(here, 'usage.mjs'), script, ...args], {
		cwd: dir,
		env: {...process.env, BENCH_USAGE: usage, CI: '1'},
		maxBuffer: 1 << 30,
		encoding: 'utf8',
	});
	const wall = Number(process.hrtime.bigint() - started) / 1e9;
	return {...JSON.parse(readFileSync(usage, 'utf8')), wall, stdout};
}

/** tsc skips type checking when an option is wrong; such a run would flatter us. */
function refuseUnchecked() {
	const {stdout} = run(tsc, ['--noEmit', '--extendedDiagnostics']);
	const checked = /Check time:\s+([\d.]+)s/.exec(stdout);
	if (!checked || Number(checked[1]) === 0)
		throw new Error(`tsc stopped before it checked types:\n${stdout.slice(0, 600)}`);
}

const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const row = (name, runs) =>
	`${name.padEnd(24)} cpu ${median(runs.map(({cpu}) => cpu)).toFixed(2)} s   wall ${median(runs.map(({wall}) => wall)).toFixed(2)} s   peak ${Math.round(median(runs.map(({peak}) => peak)) / 2 ** 20)} MB`;

try {
	refuseUnchecked();
	const scan = () => run(path.join(here, '../bin/unfired.js'), ['scan', '.', '--format', 'json', ...coverage]);
	const check = () => run(tsc, ['--noEmit']);
	scan();
	const pairs = Array.from({length: Number(values.runs)}, () => [scan(), check()]);
	const version = JSON.parse(readFileSync(path.join(path.dirname(tsc), '../package.json'), 'utf8')).version;
	console.log(
		row(
			'unfired scan',
			pairs.map(([a]) => a),
		),
	);
	console.log(
		row(
			`tsc ${version} --noEmit`,
			pairs.map(([, b]) => b),
		),
	);
	const ratios = pairs.map(([a, b]) => a.cpu / b.cpu).sort((a, b) => a - b);
	console.log(
		`ratio of CPU time: median ${median(ratios).toFixed(3)}, from ${ratios[0].toFixed(3)} to ${ratios.at(-1).toFixed(3)}, ${ratios.length} pairs`,
	);
} finally {
	rmSync(scratch, {recursive: true, force: true});
}
