import {posix} from 'node:path';
import type {FileFacts} from '../model/facts.ts';
import type {TestSetup} from '../model/project.ts';
import type {StandIn} from '../model/tests.ts';
import type {TestFile} from './tests-near.ts';

/** What holds for tests without their naming it: setup files of the package, and folders of manual mocks. */
export interface Shared {
	/** Setup files of the package that holds a test file. */
	setupsFor(test: string): string[];
	/** Packages that jest replaces for all tests, by a file in a `__mocks__` folder that stands beside no module. */
	packageMocks(test: TestFile): Array<{file: string; standIn: StandIn}>;
	/** Whether a file in `__mocks__` says what the module does when it is mocked without a factory. */
	hasManual(specifier: string, resolved: string | undefined): boolean;
}

const MANUAL = /(?:^|\/)__mocks__\/(.+?)(?:\/index)?\.[cm]?[jt]sx?$/;

export function indexShared(facts: readonly FileFacts[], setups: readonly TestSetup[]): Shared {
	const files = facts.map(({file}) => file);
	const stems = new Set(files.map(stemOf));
	const folders = [...new Set(setups.map(({folder}) => folder))].sort((a, b) => b.length - a.length);
	const manual = new Map<string, string>();
	for (const file of files) {
		const name = MANUAL.exec(file)?.[1];
		const isBesideModule = stems.has(stemOf(file.replace(/__mocks__\//, '')));
		if (name !== undefined && !isBesideModule && !name.startsWith('.')) manual.set(name, file);
	}
	return {
		setupsFor(test) {
			const folder = folders.find(one => one === '.' || test.startsWith(`${one}/`));
			return setups.filter(one => one.folder === folder).map(({file}) => file);
		},
		packageMocks: ({tests}) =>
			tests.runner === 'jest' ? [...manual].map(([name, file]) => ({file, standIn: replacing(name)})) : [],
		hasManual: (specifier, resolved) =>
			resolved === undefined
				? manual.has(specifier)
				: stems.has(posix.join(posix.dirname(resolved), '__mocks__', posix.basename(stemOf(resolved)))),
	};
}

const stemOf = (file: string): string => file.replace(/(?:\/index)?\.[cm]?[jt]sx?$/, '');

/** What the mock does stands in its file, in a form that is not read. */
const replacing = (specifier: string): StandIn => ({
	form: '__mocks__',
	seam: {kind: 'module', specifier},
	behaviours: [{kind: 'unknown'}],
	line: 1,
	test: -1,
	certainty: 'named',
});
