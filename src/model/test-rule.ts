import type {TestFacts} from './tests.ts';

/**
 * What runners and mock libraries mean, as plain data. `rules/runners/<runner>/rule.yml` and
 * `rules/mocks/<library>/rule.yml` are the source, `schema/runner.json` and `schema/mock.json` their form.
 */
export interface TestRules {
	/** Depends on the content of the rule files alone. */
	hash: string;
	/** By name. */
	runners: RunnerRule[];
	/** By name. */
	mocks: MockRule[];
}

export type TestMode = 'run' | 'skip' | 'todo' | 'fails' | 'conditional';

/** How a runner's tests are run so that they write coverage which can be read. */
export interface CoverageRule {
	/** The command that runs the tests, without a script of package.json. */
	run: string;
	/** Options that make the runner itself write coverage; without them the command is wrapped in a tool that collects it. */
	flags?: string[];
	/** Packages of which one must be there; the first is to be added where none is. */
	add?: string[];
}

export interface RunnerRule {
	runner: Exclude<TestFacts['runner'], 'unknown'>;
	docs: string;
	/** The version whose types or source were read; `memory` where none were. */
	checked: string;
	/** Specifiers that name it beyond doubt. */
	modules: string[];
	/** Free names that only it has. Of files that import no runner. */
	globals?: string[];
	/** Free objects that hold its functions: `QUnit.test`. */
	namespaces?: string[];
	/** What speaks for it where tests stand and nothing names a runner. The lowest rank is asked first. */
	likely?: {rank: number; names?: string[]; modules?: string[]};
	/** Start of the names of its configuration files, and commands in scripts of package.json. */
	config?: string[];
	commands?: string[];
	coverage?: CoverageRule;
	/** Functions that open a test, a suite or a hook. */
	test: string[];
	suite?: string[];
	hook?: string[];
	/** The same, and what they open never runs. */
	skipped?: {test?: string[]; suite?: string[]};
	/** Such names are so common that only an import of the runner makes them its own. */
	unsure?: string[];
	/** Members of a test function, and keys of its options, that decide whether it runs. */
	modes?: Record<string, Exclude<TestMode, 'run'>>;
	/** Members whose call makes a test function instead of a test; those of `tables` run it once a row. */
	makers?: string[];
	tables?: string[];
	/** Members of a test function that are neither a block nor one of its modes. */
	others?: string[];
	/** `t.skip(message)` skips one assertion, not the test. */
	skipsAssertions?: boolean;
}

/**
 * What a call makes the stand-in do. `value`: what the argument is; `resolve`: the same, of which only the answer can
 * fail; `call`: what calling the argument comes to; `error-first`: the callback's first argument is at `at`; `respond`:
 * a body or a function that answers, then options with a status; `status`: the argument is an HTTP status; `answer`: an
 * answer written as a value (a status, `{throws}`, `{status}`, an error, a function); `rejection`: the argument's error.
 */
export const EFFECTS = [
	'succeed',
	'throw',
	'reject',
	'network',
	'never',
	'unknown',
	'real',
	'value',
	'resolve',
	'call',
	'error-first',
	'respond',
	'status',
	'answer',
] as const;
export type Effect = (typeof EFFECTS)[number];

/** Calls that tell a fake what to do. */
export interface ControlRule {
	calls: string[];
	does: Effect;
	/** The argument that counts; the first by default. */
	at?: number;
	/** There is a variant `<name>Once` of each. */
	once?: boolean;
	/** No other library has the name: it counts on anything, not only on a known fake. */
	distinct?: boolean;
}

export interface ReplaceRule {
	/** Objects the call is made on (`jest.mock`), or none: a function of the library. */
	on?: string[];
	calls: string[];
	/** `specifier`: the first argument names the module, the second is what it is; `table`: an object of modules by specifier. */
	by: 'specifier' | 'table';
	/** Those that hold for the whole file, wherever they stand. */
	hoisted?: string[];
}

export interface MakeRule {
	/** What is called or constructed, seen from the import: `default`, or the name of an export, or of a member of the default, or `Export.member`. */
	calls: string[];
	/** `class`: the class given at `at` (`mockClient(S3Client)`), or `name`; `member`: of the object at `at`; `type`: the first type argument; `module`, `host`, `global`: `name`. */
	replaces: 'class' | 'type' | 'module' | 'host' | 'global' | 'member';
	name?: string;
	at?: number;
	/** Members that are replaced; none means all of them. */
	members?: string[];
	/** What it does as long as nothing else is said. */
	does: Effect;
}

export type HttpRule = {
	/** Answers, by the call that gives them; some have a variant `<name>Once` that counts once. */
	replies: Record<string, Effect>;
	/** Calls in the chain before or behind an answer that hold it back. */
	delays?: string[];
	/** Calls in the chain after which an answer stays. */
	lasting?: string[];
	/** Calls in the chain after which it is given so many times. */
	times?: string[];
	/** Calls that name what is asked, in small letters where `on` stands before. */
	verbs: string[];
} & (
	| {
			/** `nock(host).get(path).reply(…)`, `agent.get(host).intercept({path}).reply(…)`. */
			form: 'chain';
			/** `call`: the host is the argument of the library's own function; `get`: of that method of its agent. */
			host: 'call' | 'get';
			/** An answer counts once, unless it lasts. */
			once?: boolean;
	  }
	/** `http.get(url, resolver, {once})`, `fetchMock.get(url, answer)`, `page.route(url, route => route.abort())`. */
	| {
			form: 'handler';
			/** `exchange`: a function that calls one of `replies` on what it is given, or an answer as a value. */
			answer: 'function' | 'value' | 'exchange';
			/** Objects that hold the verbs without being imported: `cy`, or `page` beside an import of the library. */
			on?: string[];
			/** Verbs that say all by themselves. */
			fixed?: Record<string, Effect>;
	  }
	/** `mock.onGet(url).reply(…)`, `server.forGet(path).thenReply(…)`. */
	| {form: 'adapter'; object?: string}
);

export interface TimerRule {
	calls: string[];
	does: 'fake' | 'advance' | 'run-all';
	/** The first argument is milliseconds. */
	ms?: boolean;
	/** Only on an object that is named like a clock. */
	clock?: boolean;
	/** Only on an object of this name. */
	on?: string;
}

export interface MockRule {
	/** Name of the folder. */
	mock: string;
	docs: string;
	checked: string;
	/** Specifiers under which it is imported. */
	modules: string[];
	/** Free objects that are it: `jest`, `vi`. */
	globals?: string[];
	/** `happy-path`: an engine that only ever succeeds; `real`: the real thing, started by the test. */
	engine?: 'happy-path' | 'real';
	/** What of the replaced thing never runs under it. */
	hides?: 'retries';
	controls?: ControlRule[];
	replaces?: ReplaceRule[];
	makes?: MakeRule[];
	http?: HttpRule;
	timers?: TimerRule[];
	/** It sets the clock, drives the application or the like: no stand-in and no advance. */
	inert?: string;
}
