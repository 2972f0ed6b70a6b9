import type {TestFacts} from '../../model/tests.ts';

export type Runner = TestFacts['runner'];
export type BlockKind = 'test' | 'suite' | 'hook';

/** Modules that name a runner beyond doubt. */
export const RUNNER_MODULES: ReadonlyMap<string, Runner> = new Map([
	['vitest', 'vitest'],
	['@jest/globals', 'jest'],
	['mocha', 'mocha'],
	['ava', 'ava'],
	['node:test', 'node:test'],
	['test', 'node:test'],
	['tape', 'tape'],
	['tape-promise/tape', 'tape'],
	['tap', 'tap'],
	['@tapjs/core', 'tap'],
	['bun:test', 'bun:test'],
	['@playwright/test', 'playwright'],
	['uvu', 'uvu'],
	['qunit', 'qunit'],
] as const);

/** What a runner's function opens; `skip`: it never runs. */
export interface RunnerFunction {
	block: BlockKind;
	mode?: 'skip';
}

export const FUNCTIONS: ReadonlyMap<string, RunnerFunction> = new Map<string, RunnerFunction>([
	...each(['test', 'it', 'specify', 'fit', 'ftest'], {block: 'test'}),
	...each(['xit', 'xtest', 'xspecify', 'bench'], {block: 'test', mode: 'skip'}),
	...each(['describe', 'context', 'suite', 'fdescribe', 'module'], {block: 'suite'}),
	...each(['xdescribe', 'xcontext', 'xsuite'], {block: 'suite', mode: 'skip'}),
	...each(['before', 'after', 'beforeEach', 'afterEach', 'beforeAll', 'afterAll'], {block: 'hook'}),
	...each(['setup', 'teardown', 'suiteSetup', 'suiteTeardown'], {block: 'hook'}),
]);

function each(names: readonly string[], value: RunnerFunction): Array<[string, RunnerFunction]> {
	return names.map(name => [name, value]);
}

/** Members whose call makes a test function instead of a test: `test.each(rows)('title', f)`. */
export const MAKERS: ReadonlySet<string> = new Set(['each', 'for', 'skipIf', 'runIf', 'extend', 'override', 'scoped']);

/** Members of a test function that are neither a block nor one of its modes. */
export const OTHER_MEMBERS: ReadonlySet<string> = new Set([
	'macro',
	'step',
	'configure',
	'use',
	'info',
	'setTimeout',
	'slow',
	'mock',
	'registerCompletionHandler',
	'onFinish',
	'onFailure',
	'getHarness',
	'createHarness',
	'pass',
	'fail',
	'expect',
	'assert',
	'run',
]);

export type Mode = 'run' | 'skip' | 'todo' | 'fails' | 'conditional';

/** What a member of a test function does to its tests. */
export const MODES: ReadonlyMap<string, Mode> = new Map([
	['skip', 'skip'],
	['fixme', 'skip'],
	['todo', 'todo'],
	['failing', 'fails'],
	['fails', 'fails'],
	['skipIf', 'conditional'],
	['runIf', 'conditional'],
	['if', 'conditional'],
] as const);

/**
 * The runner of a file that imports none, from the globals it uses. `expect` and `beforeAll` are jest's as much as
 * vitest's with globals switched on: jest is the older habit and both mean the same here.
 */
export function runnerOfGlobals(uses: (name: string) => boolean, modules: ReadonlySet<string>): Runner {
	if (uses('vi')) return 'vitest';
	if (uses('jest')) return 'jest';
	if (uses('QUnit')) return 'qunit';
	const hasTests = uses('it') || uses('test') || uses('describe') || uses('suite');
	if (!hasTests) return 'unknown';
	const hasAssertions = ['chai', 'sinon', 'should', 'power-assert', 'assert', 'node:assert'].some(m => modules.has(m));
	if (hasAssertions || ['before', 'after', 'context', 'specify', 'setup'].some(uses)) return 'mocha';
	if (uses('expect') || uses('beforeAll') || uses('afterAll')) return 'jest';
	return 'mocha';
}
