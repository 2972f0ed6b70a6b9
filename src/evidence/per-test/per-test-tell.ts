import type {Diagnostic} from '../../model/diagnostic.ts';
import type {Owned} from './per-test-owners.ts';

interface Told {
	folders: readonly string[];
	tests: readonly string[];
	/** Documents that speak of scanned files, or may have done so before they broke. */
	speaking: readonly Owned[];
	/** Test files without a document. */
	missing: readonly string[];
	/** Documents without a test file. */
	astray: readonly Owned[];
}

/** What could not be attributed, and which test files are not there: without them nothing can be said of all tests. */
export function tellPerTest({folders, tests, speaking, missing, astray}: Told): Diagnostic[] {
	if (!speaking.some(({speaks}) => speaks)) return [nothing(folders)];
	const told: Diagnostic[] = [];
	const several = astray.filter(one => one.test === undefined && one.why === 'several');
	const unknown = astray.filter(one => one.test === undefined && one.why === 'unknown');
	if (several.length > 0)
		told.push(
			partial(
				`${documents(several)} of the coverage per test file ${several.length === 1 ? 'holds' : 'hold'} several test files, which nothing tells apart: ${listed(several.map(({name}) => name))}. Run each test file by itself.`,
			),
		);
	if (unknown.length > 0)
		told.push(
			partial(
				`${documents(unknown)} of the coverage per test file ${unknown.length === 1 ? 'belongs' : 'belong'} to no test file that is known, by content or by name: ${listed(unknown.map(({name}) => name))}. Name each folder after its test file.`,
			),
		);
	if (missing.length > 0)
		told.push(
			partial(
				`${missing.length} of ${tests.length} test files ${missing.length === 1 ? 'is' : 'are'} not in the coverage per test file, so that nothing is said of all tests: ${listed(missing)}. Record ${missing.length === 1 ? 'it' : 'them'} as well.`,
			),
		);
	return told;
}

const partial = (message: string): Diagnostic => ({level: 'warning', code: 'coverage-partial', message});

const nothing = (folders: readonly string[]): Diagnostic => ({
	level: 'error',
	code: 'coverage-missing',
	message: `There is no coverage of a scanned file in ${folders.join(', ')}: expected one folder or document for each test file.`,
});

const documents = (all: readonly unknown[]): string => (all.length === 1 ? '1 document' : `${all.length} documents`);

const NAMES = 3;

function listed(names: readonly string[]): string {
	const more = names.length - NAMES;
	return names.slice(0, NAMES).join(', ') + (more > 0 ? `, and ${more} more` : '');
}
