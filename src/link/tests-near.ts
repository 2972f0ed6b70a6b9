import {posix} from 'node:path';
import type {FileFacts} from '../model/facts.ts';
import type {Site} from '../model/site.ts';
import type {TestFacts} from '../model/tests.ts';
import type {TestModules} from './tests.ts';
import {COMMON_STEMS, isCommon, isDistinctive, namesOfSite, type SiteNames, stemOf} from './tests-names.ts';

/** A test file with what linking asks of it. */
export interface TestFile {
	file: string;
	tests: TestFacts;
	/** Position of a name in the file's list. */
	idOf(name: string): number | undefined;
}

/** Tests of one file that are near a site, as indexes into its tests. */
export interface NearTests {
	test: TestFile;
	cases: number[];
	/** Near by its class alone: the tests name another function of it. */
	isLoose: boolean;
}

export interface NearIndex {
	nearTo(site: Site): {near: NearTests[]; replaced: number};
}

/** Prepared once for all sites: who imports what directly, who is called what, who names what. */
export function indexNear(tests: readonly TestFile[], modules: TestModules): NearIndex {
	const importers = new Map<string, TestFile[]>();
	const stems = new Map<string, TestFile[]>();
	const named = new Map<string, TestFile[]>();
	for (const test of tests) {
		for (const imported of modules.importsOf(test.file)) put(importers, imported, test);
		put(stems, stemOf(test.file), test);
		for (const name of test.tests.names) put(named, name, test);
	}
	return {
		nearTo(site) {
			const names = namesOfSite(site);
			const namesakes = new Set(sameStem(stems, site.file));
			const close = new Set([...(importers.get(site.file) ?? []), ...namesakes]);
			const naming = [names.class, names.function]
				.filter(name => isName(name, names))
				.flatMap(name => named.get(name!) ?? []);
			const candidates = [...new Set([...close, ...naming])].filter(test => test.file !== site.file);
			const kept = candidates.filter(test => !replacesModule(test, site.file, names, modules));
			const near = kept
				.map(test => ({test, ...chooseCases(test, names, close.has(test), namesakes.has(test))}))
				.filter(({cases}) => cases.length > 0)
				.sort((a, b) => (a.test.file < b.test.file ? -1 : 1));
			return {near, replaced: candidates.length - kept.length};
		},
	};
}

function put<K>(map: Map<K, TestFile[]>, key: K, test: TestFile): void {
	const known = map.get(key);
	if (!known) map.set(key, [test]);
	else if (known.at(-1) !== test) known.push(test);
}

/**
 * A class names its file. The name of a function counts alone if it has no class and is unlike others: many classes
 * have a `handleEvent`.
 */
function isName(name: string | undefined, names: SiteNames): boolean {
	const hasClass = names.class !== undefined && /^[A-Z]/.test(names.class);
	if (name === undefined) return false;
	return name === names.class ? hasClass && !isCommon(name) : !hasClass && isDistinctive(name);
}

function sameStem(stems: Map<string, TestFile[]>, file: string): TestFile[] {
	const stem = stemOf(file);
	const found = stems.get(stem) ?? [];
	return COMMON_STEMS.has(stem) ? found.filter(test => isBeside(test.file, file)) : found;
}

/** In the same folder, the folders that only tell tests from sources left out. */
const isBeside = (test: string, file: string): boolean => place(test) === place(file);

const SIDES = /^(?:__tests__|tests?|specs?|unit|integration|functional|e2e|src|lib|source)$/;

const place = (file: string): string =>
	posix
		.dirname(file)
		.split('/')
		.filter(segment => segment !== '.' && !SIDES.test(segment))
		.join('/');

/** A mock of the file that holds the site: its tests run something else. A partial one may leave the site alone. */
function replacesModule({file, tests}: TestFile, siteFile: string, names: SiteNames, modules: TestModules): boolean {
	return tests.standIns.some(({seam}) => {
		if (seam.kind !== 'module' || modules.resolve(file, seam.specifier) !== siteFile) return false;
		if (!seam.partial) return true;
		return [names.class, names.function].some(name => name !== undefined && seam.members?.includes(name));
	});
}

/**
 * The cases whose own text names the site's function, else its class; where none does, all that run: what they use may
 * be made in a hook. Skipped, pending and failing tests are no evidence.
 */
function chooseCases(
	{tests, idOf}: TestFile,
	names: SiteNames,
	isClose: boolean,
	isNamesake: boolean,
): Pick<NearTests, 'cases' | 'isLoose'> {
	const running = [...tests.tests.keys()].filter(test => tests.tests[test]!.mode === 'run');
	const using = (name: string | undefined): number[] => {
		const id = name === undefined ? undefined : idOf(name);
		return id === undefined ? [] : running.filter(test => tests.tests[test]!.names.includes(id));
	};
	const hasClass = names.class !== undefined && idOf(names.class) !== undefined;
	const isTold = names.function !== undefined && (isDistinctive(names.function) || hasClass || isClose);
	const byFunction = isTold ? using(names.function) : [];
	if (byFunction.length > 0) return {cases: byFunction, isLoose: false};
	const byClass = using(names.class);
	return {cases: byClass.length > 0 ? byClass : running, isLoose: names.function !== undefined && !isNamesake};
}

export function openTestFile({file, tests}: FileFacts): TestFile {
	const ids = new Map(tests!.names.map((name, id) => [name, id]));
	return {file, tests: tests!, idOf: name => ids.get(name)};
}
