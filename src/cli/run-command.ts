import {type ChildProcess, spawn} from 'node:child_process';
import {constants} from 'node:os';
import {InputError} from '../util/input-error.ts';

export interface CommandRequest {
	command: readonly string[];
	/** Absolute. */
	cwd: string;
	env: Readonly<Record<string, string | undefined>>;
	/** Milliseconds after which the command is ended; none where it may take as long as it likes. */
	timeout?: number;
	/** `ignore` where nobody is to see what it prints. */
	output: 'inherit' | 'ignore';
	/** Calls back once, when the command is to be ended. Returns how to stop listening. */
	onInterrupt?(end: (signal: NodeJS.Signals) => void): () => void;
}

export interface CommandResult {
	/** Null where a signal ended it. */
	exitCode: number | null;
	signal?: NodeJS.Signals;
	timedOut: boolean;
	interrupted: boolean;
}

/** Time that a command has to end by itself when it is asked to, in milliseconds. */
const GRACE = 5000;

/** Runs a command and waits for its end. Throws an InputError where it cannot be started. */
export function runCommand({command, cwd, env, timeout, output, onInterrupt}: CommandRequest): Promise<CommandResult> {
	const [file = '', ...rest] = command;
	// A group of its own, so that what the command started ends with it.
	const isGroup = process.platform !== 'win32';
	const child = spawn(file, rest, {
		cwd,
		env: env as NodeJS.ProcessEnv,
		stdio: ['inherit', output, output],
		detached: isGroup,
		shell: process.platform === 'win32',
	});
	return new Promise((resolve, reject) => {
		let timedOut = false;
		let interrupted = false;
		let forced: NodeJS.Timeout | undefined;
		const end = (signal: NodeJS.Signals): void => {
			kill(child, signal, isGroup);
			forced ??= setTimeout(() => kill(child, 'SIGKILL', isGroup), GRACE);
		};
		const limit =
			timeout === undefined
				? undefined
				: setTimeout(() => {
						timedOut = true;
						end('SIGTERM');
					}, timeout);
		const stop = onInterrupt?.(signal => {
			interrupted = true;
			end(signal);
		});
		const done = (): void => {
			clearTimeout(limit);
			clearTimeout(forced);
			stop?.();
		};
		child.once('error', error => {
			done();
			reject(cannotStart(file, error));
		});
		child.once('exit', (exitCode, signal) => {
			done();
			// Servers and watchers that it left behind would go on in a folder that is gone.
			kill(child, 'SIGKILL', isGroup);
			resolve({exitCode, ...(signal && {signal}), timedOut, interrupted});
		});
	});
}

function kill(child: ChildProcess, signal: NodeJS.Signals, isGroup: boolean): void {
	try {
		if (isGroup && child.pid !== undefined) process.kill(-child.pid, signal);
		else child.kill(signal);
	} catch {
		// It is gone already.
	}
}

function cannotStart(file: string, error: NodeJS.ErrnoException): InputError {
	const reason =
		error.code === 'ENOENT'
			? 'there is no such command. Commands of installed packages start with npx (or pnpm exec, yarn), scripts with npm run'
			: error.message;
	return new InputError(`${JSON.stringify(file)} could not be started: ${reason}.`);
}

/** The exit code by which a shell says that a signal ended a command. */
export const codeOfSignal = (signal: NodeJS.Signals): number => 128 + (constants.signals[signal] ?? 0);
