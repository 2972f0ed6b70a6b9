import type {scan} from '../scan.ts';

export interface Output {
	write(text: string, done?: (error?: Error | null) => void): boolean;
	on?(event: 'error', listener: (error: Error) => void): unknown;
	isTTY?: boolean;
	columns?: number;
}

/** All that the command line touches of the process around it, so that tests can stand in for it. */
export interface World {
	/** Without the names of node and the program. */
	argv: readonly string[];
	env: Readonly<Record<string, string | undefined>>;
	cwd: string;
	stdout: Output;
	stderr: Output;
	/** In place of a person at the terminal. */
	ask?(question: string): Promise<string>;
	/** In place of the real one. */
	scan?: typeof scan;
	/** Of this package, in place of the real one. */
	build?: string;
}
