import type {FileFacts} from '../model/facts.ts';

/**
 * The test files that may run something: with a test that is not skipped, or named as a test file though its tests could
 * not be read. Type tests run nothing; tests in a file that others import are run by those others.
 */
export function linkTestFiles(facts: readonly FileFacts[], importsOf: (file: string) => string[]): string[] {
	const testing = facts.filter(({file, role, tests}) => role === 'test' && tests && !/\.(?:test|spec)-d\./.test(file));
	const imported = new Set(testing.flatMap(({file}) => importsOf(file)));
	return testing
		.filter(({file, tests}) =>
			tests!.tests.length > 0 ? tests!.tests.some(({mode}) => mode !== 'skip' && mode !== 'todo') : isNamedTest(file),
		)
		.map(({file}) => file)
		.filter(file => isNamedTest(file) || !imported.has(file))
		.sort();
}

const isNamedTest = (file: string): boolean => /[._-](?:test|spec)\.[cm]?[jt]sx?$/.test(file);
