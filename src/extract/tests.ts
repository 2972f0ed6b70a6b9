import type {TestFacts} from '../model/tests.ts';
import {extractStandIns} from './mocks.ts';
import {openContext} from './tests/context.ts';
import {extractNames} from './tests/names.ts';
import {RUNNER_MODULES, type Runner, runnerOfGlobals} from './tests/runners.ts';
import {extractTimers} from './tests/timers.ts';
import {extractHelperCalls} from './tests/told-by-callers.ts';
import {declarationOf, type FileIndex, isReference} from './walk.ts';

/** What a test file says of itself: its tests, what they replace, their timers and the names they use. */
export function extractTests(index: FileIndex): TestFacts {
	const context = openContext(index);
	const names = extractNames(index, context.blocks);
	const helperCalls = extractHelperCalls(context);
	return {
		runner: runnerOf(index, context.modules),
		tests: context.blocks.tests,
		standIns: extractStandIns(context),
		timers: extractTimers(context),
		...(helperCalls.length > 0 && {helperCalls}),
		names,
	};
}

function runnerOf(index: FileIndex, modules: ReadonlySet<string>): Runner {
	for (const [module, runner] of RUNNER_MODULES) if (modules.has(module)) return runner;
	return runnerOfGlobals(name => isGlobal(index, name), modules);
}

function isGlobal(index: FileIndex, name: string): boolean {
	return (index.identifiers.get(name) ?? []).some(
		identifier => isReference(identifier) && declarationOf(index, identifier) === undefined,
	);
}
