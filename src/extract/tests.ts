import type {TestRules} from '../model/test-rule.ts';
import type {TestFacts} from '../model/tests.ts';
import {extractStandIns} from './mocks.ts';
import {openContext} from './tests/context.ts';
import {extractNames} from './tests/names.ts';
import {runnerOf, runnerTables} from './tests/runners.ts';
import {extractTimers} from './tests/timers.ts';
import {extractHelperCalls} from './tests/told-by-callers.ts';
import {declarationOf, type FileIndex, isReference} from './walk.ts';

/** What a test file says of itself: its tests, what they replace, their timers and the names they use. */
export function extractTests(index: FileIndex, rules: TestRules = NO_RULES): TestFacts {
	const context = openContext(index, rules);
	const names = extractNames(index, context.blocks);
	const helperCalls = extractHelperCalls(context);
	return {
		runner: runnerOf(runnerTables(rules), context.modules, name => isGlobal(index, name)),
		tests: context.blocks.tests,
		standIns: extractStandIns(context),
		timers: extractTimers(context),
		...(helperCalls.length > 0 && {helperCalls}),
		names,
	};
}

const NO_RULES: TestRules = {hash: '', runners: [], mocks: []};

function isGlobal(index: FileIndex, name: string): boolean {
	return (index.identifiers.get(name) ?? []).some(
		identifier => isReference(identifier) && declarationOf(index, identifier) === undefined,
	);
}
