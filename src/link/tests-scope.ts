import type {StandIn} from '../model/tests.ts';
import type {NearTests} from './tests-near.ts';

/** How many of the near tests see a stand-in: its own test, those of its suite, those that use its helper. */
export function standsFor(standIn: StandIn, isOwnFile: boolean, {test: {tests, idOf}, cases}: NearTests): number {
	// A helper's own hooks and tests are those of nobody here.
	if (!isOwnFile && standIn.test >= 0) return 0;
	if (standIn.test >= 0) return cases.includes(standIn.test) ? 1 : 0;
	const {suite, helper} = standIn;
	const inSuite = isOwnFile && suite ? cases.filter(id => isWithin(tests.tests[id]!.line, suite)) : cases;
	if (helper === undefined) return inSuite.length;
	const name = idOf(helper);
	if (name === undefined) return 0;
	const users = inSuite.filter(id => tests.tests[id]!.names.includes(name));
	if (users.length > 0) return users.length;
	// Used by no test itself: a hook sets it up for all of them.
	const isUsedByTests = tests.tests.some(({names}) => names.includes(name));
	return isUsedByTests ? 0 : inSuite.length;
}

const isWithin = (line: number, {line: from, endLine}: {line: number; endLine: number}) =>
	line >= from && line <= endLine;
