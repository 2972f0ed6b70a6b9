// npm run bench -- DIR [--coverage FILE] [--runs N] [--tsc FILE]… [--project FILE] [--scan DIR] [--leaf FILE] [--central FILE] [--precise]
//
// Whole processes, in turn and in one run: `unfired scan` of DIR (or of --scan DIR) cold, warm, and with one file changed,
// against `tsc --noEmit` in DIR, which needs its dependencies installed; the first --tsc is what ratios are told to, the
// others stand beside it (TypeScript 7 is a native program: its memory is not told). Ratios of CPU time are what to quote: machines
// differ, and a busy one inflates both. --leaf and --central name files of DIR that get a line more and are put back.
// --precise adds a cold scan that asks the type checker about unknown calls.
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';

const here = path.dirname(fileURLToPath(import.meta.url));
const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {
		coverage: {type: 'string'},
		runs: {type: 'string', default: '5'},
		tsc: {type: 'string', multiple: true},
		project: {type: 'string'},
		scan: {type: 'string', default: '.'},
		leaf: {type: 'string'},
		central: {type: 'string'},
		precise: {type: 'boolean', default: false},
	},
});
const [dir] = positionals;
if (!dir) throw new Error('usage: npm run bench -- DIR [--coverage FILE] [--runs N] [--tsc FILE]');

const scratch = mkdtempSync(path.join(tmpdir(), 'unfired-bench-'));
const own = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const local = path.join(dir, 'node_modules/typescript/bin/tsc');
const compilers = values.tsc ?? [existsSync(local) ? local : own];
const project = values.project ? ['-p', values.project] : [];
const coverage = values.coverage ? ['--coverage', path.resolve(values.coverage)] : [];

/** The shell's `times` counts the processes that a process starts as well, once they ended. */
function run(script, args) {
	const peak = path.join(scratch, 'peak');
	const times = path.join(scratch, 'times');
	const command = [process.execPath, '--import', path.join(here, 'usage.mjs'), script, ...args];
	const started = process.hrtime.bigint();
	const {stdout} = spawnSync('sh', ['-c', '"$@"; times > "$BENCH_TIMES"', 'sh', ...command], {
		cwd: dir,
		env: {...process.env, BENCH_PEAK: peak, BENCH_TIMES: times, CI: '1'},
		maxBuffer: 1 << 30,
		encoding: 'utf8',
	});
	const wall = Number(process.hrtime.bigint() - started) / 1e9;
	const [, children] = readFileSync(times, 'utf8').split('\n');
	const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + 60 * m + Number(s), 0);
	return {cpu, peak: Number(readFileSync(peak, 'utf8')), wall, stdout};
}

/** tsc skips type checking when an option is wrong; such a run would flatter us. */
function refuseUnchecked(tsc) {
	const {stdout} = run(tsc, ['--noEmit', '--extendedDiagnostics', ...project]);
	const checked = /Check time:\s+([\d.]+)s/.exec(stdout);
	if (!checked || Number(checked[1]) === 0)
		throw new Error(`tsc stopped before it checked types:\n${stdout.slice(0, 600)}`);
}

/** What a scan costs with one line more in a file; another scan puts the cache back to what it was. */
function changed(file, act) {
	const target = path.join(dir, file);
	const before = readFileSync(target);
	try {
		writeFileSync(target, `${before}\n// one line more\n`);
		return act();
	} finally {
		writeFileSync(target, before);
		act();
	}
}

const versionOf = tsc => JSON.parse(readFileSync(path.join(path.dirname(tsc), '../package.json'), 'utf8')).version;
const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const row = (name, runs) =>
	`${name.padEnd(24)} cpu ${median(runs.map(({cpu}) => cpu)).toFixed(2)} s   wall ${median(runs.map(({wall}) => wall)).toFixed(2)} s   peak ${Math.round(median(runs.map(({peak}) => peak)) / 2 ** 20)} MB`;

try {
	for (const tsc of compilers) refuseUnchecked(tsc);
	const cache = path.join(scratch, 'cache');
	const scan = (...more) =>
		run(path.join(here, '../bin/unfired.js'), [values.scan, '--format', 'json', ...coverage, ...more]);
	const warm = () => scan('--cache-dir', cache);
	const kinds = [
		['unfired, cold', () => scan('--no-cache')],
		...(values.precise ? [['unfired, precise', () => scan('--no-cache', '--precise')]] : []),
		['unfired, warm', warm],
		...['leaf', 'central'].flatMap(name =>
			values[name] ? [[`unfired, one ${name} file`, () => changed(values[name], warm)]] : [],
		),
		...compilers.map(tsc => [`tsc ${versionOf(tsc)}`, () => run(tsc, ['--noEmit', ...project])]),
	];
	warm();
	const rounds = Array.from({length: Number(values.runs)}, () => new Map(kinds.map(([name, act]) => [name, act()])));
	const measure = `tsc ${versionOf(compilers[0])}`;
	for (const [name] of kinds) {
		const runs = rounds.map(round => round.get(name));
		const ratios = rounds.map(round => round.get(name).cpu / round.get(measure).cpu).sort((a, b) => a - b);
		const range = `${median(ratios).toFixed(4)} (${ratios[0].toFixed(4)} to ${ratios.at(-1).toFixed(4)})`;
		console.log(row(name, runs), `  ratio ${range}`);
	}
} finally {
	rmSync(scratch, {recursive: true, force: true});
}
