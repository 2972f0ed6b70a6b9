import {posix} from 'node:path';
import type {Diagnostic} from '../../model/diagnostic.ts';
import type {FileState} from '../../model/evidence.ts';
import type {CoveredFile} from '../request.ts';
import {listed} from './diagnostics.ts';

export interface Measured {
	files: readonly CoveredFile[];
	state(file: string): FileState;
	/** Folders of the packages, relative to the root. */
	packages: readonly string[];
}

/** So many files without a single count are no accident. */
const SOME = 3;

/** Parts that a run left out are not parts whose error paths never fired: whole packages, and folders of zeros alone. */
export function tellPartial({files, state, packages}: Measured): Diagnostic[] {
	const counted = files.filter(({role, anchors}) => role === 'source' && anchors.length > 0).map(({file}) => file);
	if (!counted.some(file => state(file) === 'measured')) return [];
	const byPackage = group(counted, file => packageOf(file, packages));
	const missing = [...byPackage].filter(([, own]) => own.every(file => state(file) === 'absent')).map(([name]) => name);
	const zero = foldersOf(counted, file => state(file) === 'not-loaded');
	return [...tellMissing(missing.sort()), ...tellZeros(zero)];
}

const tellMissing = (packages: string[]): Diagnostic[] =>
	packages.length === 0
		? []
		: [
				{
					level: 'warning',
					code: 'coverage-partial',
					message: `No coverage speaks of ${packages.length === 1 ? 'the package' : `${packages.length} packages:`} ${listed(packages)}. What fails there stays undecided: run ${packages.length === 1 ? 'its' : 'their'} tests with coverage too, and name all of it with --coverage.`,
				},
			];

const tellZeros = (folders: string[]): Diagnostic[] =>
	folders.length === 0
		? []
		: [
				{
					level: 'info',
					code: 'coverage-partial',
					message: `The coverage lists every file of ${listed(folders)} with zeros alone. If ${folders.length === 1 ? 'that folder has' : 'those folders have'} tests, they did not run or died before they wrote coverage: uncovered there means no more than that.`,
				},
			];

/** Of scripts that ran without a test among them: what was recorded was no test run, or the tests ran in another process. */
export const tellNoTests = (path: string): Diagnostic => ({
	level: 'info',
	code: 'coverage-partial',
	message: `None of the test files is among the scripts of ${path}. If it was recorded by tests, a part of it is missing: let the runner write coverage for the processes that it starts (NODE_V8_COVERAGE).`,
});

function packageOf(file: string, packages: readonly string[]): string {
	const around = packages.filter(folder => folder !== '.' && file.startsWith(`${folder}/`));
	return around.sort((a, b) => b.length - a.length)[0] ?? '.';
}

/** The outermost folders below the root all of whose files are so. */
function foldersOf(files: readonly string[], is: (file: string) => boolean): string[] {
	const byFolder = new Map<string, {all: number; so: number}>();
	for (const file of files) {
		for (let folder = posix.dirname(file); folder !== '.'; folder = posix.dirname(folder)) {
			const count = byFolder.get(folder) ?? {all: 0, so: 0};
			count.all++;
			if (is(file)) count.so++;
			byFolder.set(folder, count);
		}
	}
	const whole = [...byFolder].filter(([, {all, so}]) => all === so && so >= SOME).map(([folder]) => folder);
	return whole.filter(folder => !whole.includes(posix.dirname(folder))).sort();
}

function group(files: readonly string[], nameOf: (file: string) => string): Map<string, string[]> {
	const groups = new Map<string, string[]>();
	for (const file of files) {
		const name = nameOf(file);
		const known = groups.get(name);
		if (known) known.push(file);
		else groups.set(name, [file]);
	}
	return groups;
}
