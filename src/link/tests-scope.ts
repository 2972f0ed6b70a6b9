import type {StandIn} from '../model/tests.ts';
import type {NearTests} from './tests-near.ts';

/** The near tests that see a stand-in: its own test, those of its suite, those that use its helper. */
export function casesOf(
	standIn: StandIn,
	isOwnFile: boolean,
	{test: {tests, idOf}, cases}: Pick<NearTests, 'test' | 'cases'>,
): number[] {
	// A helper's own hooks and tests are those of nobody here.
	if (!isOwnFile && standIn.test >= 0) return [];
	if (standIn.test >= 0) return cases.includes(standIn.test) ? [standIn.test] : [];
	const {suite, helper} = standIn;
	const inSuite = isOwnFile && suite ? cases.filter(id => isWithin(tests.tests[id]!.line, suite)) : cases;
	if (helper === undefined) return inSuite;
	const name = idOf(helper);
	if (name === undefined) return [];
	const users = inSuite.filter(id => tests.tests[id]!.names.includes(name));
	if (users.length > 0) return users;
	// Used by no test itself: a hook sets it up for all of them.
	const isUsedByTests = tests.tests.some(({names}) => names.includes(name));
	return isUsedByTests ? [] : inSuite;
}

const isWithin = (line: number, {line: from, endLine}: {line: number; endLine: number}) =>
	line >= from && line <= endLine;
