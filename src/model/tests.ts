/** What one test file says of itself. Plain data, cached with the file's facts. */
export interface TestFacts {
	runner:
		| 'jest'
		| 'vitest'
		| 'mocha'
		| 'ava'
		| 'node:test'
		| 'tape'
		| 'tap'
		| 'bun:test'
		| 'playwright'
		| 'uvu'
		| 'qunit'
		| 'jasmine'
		| 'cypress'
		| 'deno'
		| 'japa'
		| 'unknown';
	tests: TestCase[];
	standIns: StandIn[];
	timers: TimerControl[];
	/** Absent where there are none. */
	helperCalls?: HelperCall[];
	/** Identifiers and property names that the file uses, for the near link by name. Sorted. */
	names: string[];
}

export interface TestCase {
	title: string;
	line: number;
	endLine: number;
	/** Only `run` is evidence. `conditional`: skipIf, runIf, an if around it, a skip on its way. */
	mode: 'run' | 'skip' | 'todo' | 'fails' | 'conditional';
	/** Written with `.each` or in a loop. */
	table: boolean;
	/** Indexes into the file's `names` of those its own text uses; ascending. */
	names: number[];
}

export type FailureHow = 'throw' | 'reject' | 'network' | 'status' | 'unknown';

export type Behaviour =
	| {kind: 'success'}
	| {kind: 'failure'; how: FailureHow; status?: number}
	/** Null: computed, or never answers. */
	| {kind: 'latency'; ms: number | null}
	| {kind: 'unknown'};

export type Seam =
	/** `members`: the names a factory gives it; absent without a factory. `partial`: it keeps the real rest. */
	| {kind: 'module'; specifier: string; members?: string[]; partial?: true}
	/** `object` in the file's words; `class` and `module` where the file says what the object is. */
	| {kind: 'member'; object: string; member: string; class?: string; module?: string}
	/** A function under this key of an object; `to`: last name of the callee that takes the object. */
	| {kind: 'option'; name: string; to?: string}
	/** A function handed to the callee of this last name, or to its constructor. */
	| {kind: 'argument'; callee: string; index: number}
	/** `host` is empty where it is computed. */
	| {kind: 'host'; host: string; path?: string}
	/** `name` of the base or of what a `Fake…` is named for; `members` that are overridden. */
	| {kind: 'class'; name: string; members: string[]}
	| {kind: 'global'; name: string}
	| {kind: 'unknown'};

/** Something a test puts in place of the real thing. */
export interface StandIn {
	/** `jest.fn`, `vi.spyOn`, `sinon.stub`, `nock`, `option`, `assignment`, `class`, `module`, `server` … */
	form: string;
	/** What is replaced. */
	seam: Seam;
	/** In order: those with `once` first, then what stays; several that stay mean one of them, in no known order. */
	behaviours: Array<Behaviour & {once?: boolean}>;
	line: number;
	/** Index into `tests` if set up inside one; -1 for module level, -2 for a hook. */
	test: number;
	/** The suite around it, where it is set up in a suite but in no test: it stands for the tests of these lines. */
	suite?: {line: number; endLine: number};
	/** The function of this file that sets it up: it stands for those who use that name. */
	helper?: string;
	/** Its helper sets it up under a condition. */
	conditional?: true;
	/** What it does is told by this parameter of the helper, or by this field of it. */
	depends?: {index: number; field?: string};
	/** Called by the code or only watching it: it replaces nothing. */
	observer?: true;
	certainty: 'literal' | 'body' | 'named';
	/** An engine in memory that only ever succeeds; or the real thing, started by the test. */
	engine?: 'happy-path' | 'real';
	/** What of the replaced thing never runs under it. */
	hides?: 'retries';
}

/** A call of a function of the test's own or of a helper file, with the arguments that say how something behaves. */
export interface HelperCall {
	name: string;
	line: number;
	/** Like `StandIn.test`. */
	test: number;
	/** Null for arguments that say nothing. */
	args: Array<Said | null>;
}

/** An HTTP status or a function; of an object literal, what its fields say. */
export type Said = {behaviours: Behaviour[]} | {fields: Record<string, Behaviour[]>};

export interface TimerControl {
	line: number;
	test: number;
	/** Fake timers switched on, or advanced by so many milliseconds (null: computed). */
	kind: 'fake' | 'advance' | 'run-all';
	ms: number | null;
}
