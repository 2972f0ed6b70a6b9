import {accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join, relative, resolve} from 'node:path';
import type {Trace} from '../model/trace.ts';
import type {RecordedRun, Recording} from '../prepare-recording.ts';
import {InputError} from '../util/input-error.ts';
import {askAtTerminal} from './ask.ts';
import {print} from './print.ts';
import {type CommandResult, codeOfSignal, runCommand} from './run-command.ts';
import type {RawArguments} from './scan-arguments.ts';
import {showProgress} from './show-progress.ts';
import type {World} from './world.ts';

/** What `timeout` of the shell exits with. */
const TIMED_OUT = 124;

/**
 * `unfired record [options] -- COMMAND…`: runs the tests in a copy whose sources hold probes, and writes what these
 * counted. The exit code is the command's own, unless no probe was reached.
 */
export async function runRecord(raw: RawArguments, given: readonly string[], world: World): Promise<number> {
	const dir = resolve(world.cwd, text(raw.dir) ?? '.');
	const out = text(raw.out) === undefined ? join(dir, '.unfired', 'trace.json') : resolve(world.cwd, text(raw.out)!);
	const timeout = readTimeout(text(raw.timeout));
	const quiet = raw.quiet === true;
	const {prepareRecording, mergeTraces, proposeTests, readTrace} = await import('../prepare-recording.ts');
	const command = given.length > 0 ? given : await chooseCommand(proposeTests(world.cwd), raw.yes === true, world);
	const earlier = raw.append === true && existsSync(out) ? readTrace(readFileSync(out, 'utf8'), out) : undefined;
	const made = reserve(out);
	const progress = showProgress(world, quiet);
	const tell = (sentence: string) => (quiet ? undefined : print(world.stderr, `unfired: ${sentence}\n`));
	let recording: Recording | undefined;
	try {
		recording = prepareRecording({dir, cwd: world.cwd, owner: OWNER}, progress.show);
		progress.clear();
		for (const {message} of recording.diagnostics.filter(({code}) => code.startsWith('record-'))) await tell(message);
		await tell(`Probes stand in ${recording.probed} files of a copy; this runs your tests there: ${command.join(' ')}`);
		const result = await runCommand({
			command,
			cwd: recording.cwd,
			env: {...world.env, PWD: recording.cwd, INIT_CWD: recording.cwd},
			output: world.stdout === process.stdout ? 'inherit' : 'ignore',
			onInterrupt,
			...(timeout !== undefined && {timeout}),
		});
		if (result.interrupted) {
			await tell('Interrupted: no trace was written, and the copy is gone.');
			return codeOfSignal(result.signal ?? 'SIGINT');
		}
		return await keep(
			recording,
			{command: [...command], ...runOf(result)},
			{earlier, out, merge: mergeTraces, tell, world, result},
		);
	} finally {
		progress.clear();
		recording?.dispose();
		unreserve(made, out);
	}
}

interface Keeping {
	earlier: Trace | undefined;
	out: string;
	merge(earlier: Trace, later: Trace): Trace;
	tell(sentence: string): Promise<void> | undefined;
	world: World;
	result: CommandResult;
}

async function keep(
	recording: Recording,
	run: RecordedRun,
	{earlier, out, merge, tell, world, result}: Keeping,
): Promise<number> {
	const {trace, reached} = recording.finish(run);
	const where = relative(world.cwd, out) || out;
	if (!reached)
		throw new InputError(
			`No probe was reached while ${run.command.join(' ')} ran${result.exitCode ? ` (it ended with ${result.exitCode})` : ''}, so that it says nothing of your code, and no trace was written. Do the tests run code that was built before? Then put the build into the command, like: unfired record -- sh -c "npm run build && npm test". Does a task runner answer from its cache? Then turn the cache off.`,
		);
	writeWhole(out, `${JSON.stringify(earlier ? merge(earlier, trace) : trace)}\n`);
	const measured = Object.values(trace.files).filter(({state}) => state === 'measured').length;
	await tell(`${measured} of ${recording.probed} files with probes ran; ${where} is written. Now run: unfired`);
	if (result.timedOut) {
		await tell('The time was up before the tests were done: what the trace does not show is left open.');
		return TIMED_OUT;
	}
	return result.exitCode ?? codeOfSignal(result.signal!);
}

const runOf = ({exitCode, signal, timedOut}: CommandResult): Omit<RecordedRun, 'command'> => ({
	exitCode,
	...(signal && {signal}),
	...((timedOut || signal) && {cut: true as const}),
});

const text = (value: unknown): string | undefined => (value === undefined ? undefined : String([value].flat().at(-1)));

function readTimeout(value: string | undefined): number | undefined {
	if (value === undefined) return undefined;
	const seconds = value.trim() === '' ? Number.NaN : Number(value);
	if (!(seconds > 0) || seconds > 1_000_000)
		throw new InputError(`--timeout ${JSON.stringify(value)} is not a number of seconds above 0.`);
	return seconds * 1000;
}

/** Tests may do anything that their author wrote: nothing is run that nobody asked for. */
async function chooseCommand(
	proposed: readonly string[] | undefined,
	isYes: boolean,
	world: World,
): Promise<readonly string[]> {
	const usage = 'Name the command that runs your tests, like: unfired record -- npm test';
	if (!proposed) throw new InputError(`The package.json here names no test script. ${usage}`);
	if (isYes) return proposed;
	const answer = await askAtTerminal(`Run \`${proposed.join(' ')}\` in a copy of this repository? [y/N] `, world);
	if (answer === undefined)
		throw new InputError(
			`This would run \`${proposed.join(' ')}\`. Say so with --yes. ${usage.replace('Name', 'Or name')}`,
		);
	if (!/^y(es)?$/i.test(answer.trim())) throw new InputError(`Nothing was run. ${usage}`);
	return proposed;
}

/** Makes the folder of the trace now: after the tests it would be too late to say that it cannot be written. */
function reserve(out: string): string | undefined {
	try {
		const made = mkdirSync(dirname(out), {recursive: true});
		accessSync(dirname(out), constants.W_OK);
		if (existsSync(out)) accessSync(out, constants.W_OK);
		return made;
	} catch (error) {
		throw new InputError(
			`The trace cannot be written to ${out}: ${(error as Error).message}. Name another file with --out. Nothing was run.`,
		);
	}
}

/** Folders that were made for a trace that was never written. */
function unreserve(made: string | undefined, out: string): void {
	if (made === undefined || existsSync(out)) return;
	rmSync(made, {recursive: true, force: true});
}

/** Never half a trace, whatever happens. */
function writeWhole(out: string, content: string): void {
	const half = `${out}.${process.pid}.tmp`;
	try {
		writeFileSync(half, content);
		renameSync(half, out);
	} catch (error) {
		rmSync(half, {force: true});
		throw new InputError(`The trace could not be written to ${out}: ${(error as Error).message}.`);
	}
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function onInterrupt(end: (signal: NodeJS.Signals) => void): () => void {
	for (const signal of SIGNALS) process.on(signal, end);
	return () => {
		for (const signal of SIGNALS) process.off(signal, end);
	};
}

const OWNER = {
	pid: process.pid,
	lives(pid: number): boolean {
		try {
			process.kill(pid, 0);
			return true;
		} catch (error) {
			return (error as NodeJS.ErrnoException).code === 'EPERM';
		}
	},
};
