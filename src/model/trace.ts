import type {FileState} from './evidence.ts';

/** What `unfired record` writes: the runs of a test command, and what its probes counted. */
export interface Trace {
	schema: typeof TRACE_SCHEMA;
	runs: TraceRun[];
	/** By path relative to the recorded folder, with `/`. */
	files: Record<string, TracedFile>;
	/** Names that the counts point to: the test file, and the test where it is known (`file > title`). Empty: unknown. */
	tests: string[];
}

export const TRACE_SCHEMA = 'unfired-trace/1';

export interface TraceRun {
	command: string[];
	/** Null for a run that a signal ended. */
	exitCode: number | null;
	signal?: string;
	/** It was ended before it was done, so that tests are missing. */
	cut?: true;
}

export interface TracedFile {
	/** Of the source that was probed; what is counted holds for this text alone. */
	hash: string;
	/** `not-loaded`: its package ran, and no test loaded the file. `absent`: nothing of its package ran with probes. */
	state: Extract<FileState, 'measured' | 'not-loaded' | 'absent'>;
	/** By the key of the place or sequence. What could not be probed is not there. */
	counts: Record<string, TracedCount>;
}

export interface TracedCount {
	least: number;
	/** Null where more may have happened than was seen. */
	most: number | null;
	/** Indexes into `tests`, ascending: those that were running then. Cut at `MOST_TESTS`. */
	tests?: number[];
}

/** A place that more tests pass says nothing of any one of them. */
export const MOST_TESTS = 200;
