/** What one test file says of itself. Plain data, cached with the file's facts. */
export interface TestFacts {
	runner: 'jest' | 'vitest' | 'mocha' | 'ava' | 'node:test' | 'tape' | 'tap' | 'unknown';
	tests: TestCase[];
	standIns: StandIn[];
	timers: TimerControl[];
	/** Identifiers and property names that the file uses, for the near link by name. Sorted. */
	names: string[];
}

export interface TestCase {
	title: string;
	line: number;
	endLine: number;
	/** Only `run` is evidence. `conditional`: skipIf, runIf, an if around it. */
	mode: 'run' | 'skip' | 'todo' | 'fails' | 'conditional';
	/** Written with `.each` or in a loop. */
	table: boolean;
}

export type Behaviour =
	| {kind: 'success'}
	| {kind: 'failure'; how: 'throw' | 'reject' | 'network' | 'status' | 'unknown'; status?: number}
	| {kind: 'latency'; ms: number | null}
	| {kind: 'unknown'};

/** Something a test puts in place of the real thing. */
export interface StandIn {
	/** `jest.fn`, `vi.spyOn`, `sinon.stub`, `nock`, `option`, `assignment`, `class`, `module`, `server` … */
	form: string;
	/** What is replaced. */
	seam:
		| {kind: 'module'; specifier: string}
		| {kind: 'member'; object: string; member: string}
		| {kind: 'option'; name: string}
		| {kind: 'host'; host: string; path?: string}
		| {kind: 'class'; name: string; members: string[]}
		| {kind: 'global'; name: string}
		| {kind: 'unknown'};
	/** In order; the last one repeats unless `once`. */
	behaviours: Array<Behaviour & {once?: boolean}>;
	line: number;
	/** Index into `tests` if set up inside one; -1 for module level, -2 for a hook. */
	test: number;
	certainty: 'literal' | 'body' | 'named';
}

export interface TimerControl {
	line: number;
	test: number;
	/** Fake timers switched on, or advanced by so many milliseconds (null: computed). */
	kind: 'fake' | 'advance' | 'run-all';
	ms: number | null;
}
