import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {ReportSite} from '../../../src/model/report.ts';
import {scan} from '../../../src/scan.ts';

/** A small program whose arcs are known by construction, and what happens in each run of it. */
export interface Program {
	/** CommonJS. What it exports is `m` in the runs. */
	source: string;
	/** Every arc that a scan must find in it: `retry.retry`; a second site of a kind is `retry#2`. */
	arcs: string;
	runs: Record<string, Run>;
}

export interface Run {
	/** Body of an async function, with `m`, `sleep` and `flaky` in scope. */
	drive: string;
	/** The arcs that happen; all others do not. */
	happens?: string;
	/** Arcs that raw V8 counters need not decide here. */
	open?: string;
	/** Arcs of which `fired` is said although they did not happen: a known gap, which fails the test once it is closed. */
	gap?: string;
}

export interface Outcome {
	name: string;
	program: Program;
	run: Run;
	/** Verdict by arc, from raw V8 coverage and from c8's reports of the same process. */
	v8: Map<string, string>;
	c8: Map<string, string>;
	lcov: Map<string, string>;
}

const PRELUDE = `
process.on('unhandledRejection', () => {});
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
/** An operation that fails so many times, then succeeds. */
const flaky = (times, value = 'ok', error = () => new Error('down')) => async () => {
	await sleep(1);
	if (times-- > 0) throw error();
	return value;
};
`;

/** Runs all programs in one child process, each run with a copy of the source of its own, and scans them with that coverage. */
export async function runPrograms(programs: Record<string, Program>): Promise<Outcome[]> {
	const root = realpathSync(mkdtempSync(join(tmpdir(), 'programs-')));
	const runs = Object.entries(programs).flatMap(([name, program]) =>
		Object.entries(program.runs).map(([what, run], i) => ({
			file: `src/${name}-${i + 1}.js`,
			name: `${name}: ${what}`,
			program,
			run,
		})),
	);
	mkdirSync(join(root, 'src'));
	for (const {file, program} of runs) writeFileSync(join(root, file), program.source);
	const drives = runs.map(({file, run}) => `(async m => {${run.drive}})(require('./${file}'))`);
	writeFileSync(join(root, 'drive.js'), `${PRELUDE}Promise.allSettled([\n${drives.join(',\n')}\n]);`);
	record(root);
	const v8 = await verdicts(root, 'coverage/tmp');
	const c8 = await verdicts(root, 'coverage/coverage-final.json');
	const lcov = await verdicts(root, 'coverage/lcov.info');
	if (!process.env.KEEP) rmSync(root, {recursive: true});
	const of = (all: Map<string, Map<string, string>>, file: string) => all.get(file) ?? new Map();
	return runs.map(({file, ...rest}) => ({...rest, v8: of(v8, file), c8: of(c8, file), lcov: of(lcov, file)}));
}

/** c8 keeps the raw V8 documents beside its own report. */
function record(root: string): void {
	const c8 = join(dirname(createRequire(import.meta.url).resolve('c8/package.json')), 'bin/c8.js');
	// Left out, node would hand its own folder on to the child; empty, c8 takes the one it has by default.
	const env = {...process.env, NODE_V8_COVERAGE: '', NODE_OPTIONS: ''};
	const argv = [c8, '--reporter=json', '--reporter=lcovonly', '--include=src/**', process.execPath, 'drive.js'];
	execFileSync(process.execPath, argv, {cwd: root, env, stdio: 'pipe'});
}

async function verdicts(root: string, coverage: string): Promise<Map<string, Map<string, string>>> {
	const {report, failures} = await scan({dir: root, cwd: root, coverage: [coverage]});
	for (const {error} of failures) throw error;
	const byFile = new Map<string, ReportSite[]>();
	for (const site of report.sites) byFile.set(site.file, [...(byFile.get(site.file) ?? []), site]);
	return new Map([...byFile].map(([file, sites]) => [file, verdictsOf(sites)]));
}

function verdictsOf(sites: ReportSite[]): Map<string, string> {
	const seen = new Map<string, number>();
	const found = new Map<string, string>();
	for (const {kind, arcs} of sites.sort((a, b) => a.line - b.line || a.column - b.column)) {
		const nth = (seen.get(kind) ?? 0) + 1;
		seen.set(kind, nth);
		for (const {arc, verdict} of arcs) found.set(`${kind}${nth > 1 ? `#${nth}` : ''}.${arc}`, verdict);
	}
	return found;
}
