import {posix} from 'node:path';
import type {FileFacts} from '../model/facts.ts';
import type {Site} from '../model/site.ts';
import type {Seam, TestFacts} from '../model/tests.ts';
import type {TestHow} from '../model/verdict.ts';
import type {TestModules} from './tests.ts';
import type {Declared} from './tests-declared.ts';
import {COMMON_STEMS, isCommon, isDistinctive, namesOfSite, plainName, type SiteNames, stemOf} from './tests-names.ts';
import type {Reach} from './tests-reach.ts';
import type {Runs} from './tests-runs.ts';
import {casesOf} from './tests-scope.ts';

/** A test file with what linking asks of it. */
export interface TestFile {
	file: string;
	tests: TestFacts;
	/** Position of a name in the file's list. */
	idOf(name: string): number | undefined;
	/** Functions that the file declares itself: of the same name as a site's, they are meant and not the site's. */
	own: ReadonlySet<string>;
}

/** Tests of one file that are near a site, as indexes into its tests. */
export interface NearTests {
	test: TestFile;
	cases: number[];
	/** Near by its class alone: the tests name another function of it. */
	isLoose: boolean;
	/** Their own text names the site's function. */
	isFirm: boolean;
	/** The strongest link of the file. */
	how: TestHow;
}

export interface NearIndex {
	/** Tests that put something else in the place of the site's own module are none. */
	nearTo(site: Site): NearTests[];
}

/** What is known of the files beyond the tests. */
export interface Surroundings {
	modules: TestModules;
	reach: Pick<Reach, 'leads'>;
	declared: Declared;
	/** Absent where no call graph is at hand. */
	runs?: Runs;
}

/** Prepared once for all sites: who imports what directly, who is called what, who names what. */
export function indexNear(tests: readonly TestFile[], around: Surroundings): NearIndex {
	const {modules} = around;
	const importers = new Map<string, TestFile[]>();
	const stems = new Map<string, TestFile[]>();
	const named = new Map<string, TestFile[]>();
	for (const test of tests) {
		for (const imported of modules.importsOf(test.file)) put(importers, imported, test);
		put(stems, stemOf(test.file), test);
		for (const name of test.tests.names) put(named, name, test);
	}
	const mayMean = (test: TestFile, site: Site) => mayLead(test.file, site.file, around);
	return {
		nearTo(site) {
			const names = namesOfSite(site);
			const namesakes = new Set(sameStem(stems, site.file, around).filter(test => mayMean(test, site)));
			const close = new Set([...(importers.get(site.file) ?? []), ...namesakes]);
			const naming = [names.class, names.function]
				.filter(name => isName(name, names) && around.declared.filesOf(name!) < 2)
				.flatMap(name => named.get(name!)?.filter(test => !test.own.has(name!)) ?? [])
				.filter(test => mayMean(test, site));
			const namers = new Set(naming);
			const candidates = [...new Set([...close, ...naming])].filter(test => test.file !== site.file);
			const kept = candidates.filter(test => !replacesModule(test, site.file, names, modules));
			const near = kept
				.map(test => ({
					test,
					how: linkHow(namers.has(test), namesakes.has(test)),
					...chooseCases(test, site, {names, isClose: close.has(test), isNamesake: namesakes.has(test)}, around),
				}))
				.filter(({cases}) => cases.length > 0)
				.sort((a, b) => (a.test.file < b.test.file ? -1 : 1));
			// Beside tests that name the function, those that only share its file or class are of something else.
			const firm = near.filter(({isFirm}) => isFirm);
			return firm.length > 0 ? firm : near;
		},
	};
}

const linkHow = (isNamer: boolean, isNamesake: boolean): TestHow =>
	isNamer ? 'named' : isNamesake ? 'base-name' : 'import';

/**
 * Where imports do not lead there, a name is a homonym. A test whose imports lead nowhere at all (built files, loaders)
 * may mean any file.
 */
function mayLead(test: string, file: string, {modules, reach}: Surroundings): boolean {
	return reach.leads(test, file) || modules.importsOf(test).length === 0;
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

function sameStem(stems: Map<string, TestFile[]>, file: string, {declared}: Surroundings): TestFile[] {
	const stem = stemOf(file);
	const found = stems.get(stem) ?? [];
	const isOneOfMany = COMMON_STEMS.has(stem) || declared.filesOfStem(stem) > 1;
	return isOneOfMany ? found.filter(test => isBeside(test.file, file)) : found;
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

interface Closeness {
	names: SiteNames;
	isClose: boolean;
	isNamesake: boolean;
}

type Chosen = Pick<NearTests, 'cases' | 'isFirm' | 'isLoose'>;

/**
 * The cases whose own text names the site's function, else its class; where none does, all that run: what they use may
 * be made in a hook. Of these only the ones whose calls lead to the site, where that can be seen. Skipped, pending and
 * failing tests are no evidence, nor are those that put something else in the place of the site's function.
 */
function chooseCases(test: TestFile, site: Site, closeness: Closeness, around: Surroundings): Chosen {
	const {names, isClose, isNamesake} = closeness;
	const {tests, idOf, own} = test;
	const running = [...tests.tests.keys()].filter(
		id => tests.tests[id]!.mode === 'run' && !replacesFunction(test, id, site, names, around.modules),
	);
	const using = (name: string | undefined): number[] => {
		const id = name === undefined || own.has(name) ? undefined : idOf(name);
		return id === undefined ? [] : running.filter(at => tests.tests[at]!.names.includes(id));
	};
	// `result.once` is of a local object, whose name says nothing.
	const isTelling = names.class !== undefined && (/^[A-Z]/.test(names.class) || isDistinctive(names.class));
	const hasClass = isTelling && idOf(names.class!) !== undefined;
	const isTold = names.function !== undefined && (isDistinctive(names.function) || hasClass || isClose);
	const leadsTo = (id: number) => around.runs?.leadTo(site.node, test.file, tests.tests[id]!);
	const byName = isTold ? using(names.function) : [];
	const isAnyones = (isCommon(names.function ?? '') && !hasClass) || around.declared.filesOf(names.function ?? '') > 1;
	// Any object may have a `get`, and several classes a `jobScheduler`: there the calls must be seen to lead to this one.
	const byFunction = isAnyones ? byName.filter(id => leadsTo(id) ?? false) : byName;
	if (byFunction.length > 0) return {cases: byFunction, isFirm: true, isLoose: false};
	const byClass = using(names.class);
	const loose = byClass.length > 0 ? byClass : running;
	const leading = loose.filter(id => leadsTo(id) ?? true);
	// Calls by computed names and through containers are not seen: where nothing of the site's file is seen to be called,
	// the class and the name of the file must do.
	const isEnough =
		leading.length > 0 || !(isNamesake || byClass.length > 0) || (around.runs?.enters(test.file, site.file) ?? false);
	return {
		cases: isEnough ? leading : loose,
		isFirm: false,
		isLoose: names.function !== undefined && !isNamesake,
	};
}

/** `poller.schedule = f` in a test of `SrvPoller.schedule`: the site does not run. */
function replacesFunction(test: TestFile, id: number, {file}: Site, names: SiteNames, modules: TestModules): boolean {
	const isOfFunction = (seam: Seam): boolean => {
		if (seam.kind !== 'member' || seam.member !== names.function) return false;
		if (seam.class !== undefined) return seam.class === names.class;
		if (seam.module !== undefined) return modules.resolve(test.file, seam.module) === file;
		// `broker.createTopics` is not the `createTopics` that calls it.
		return [plainName(names.class ?? ''), stemOf(file)].includes(plainName(seam.object));
	};
	return test.tests.standIns.some(
		standIn =>
			!standIn.observer &&
			standIn.behaviours.length > 0 &&
			isOfFunction(standIn.seam) &&
			casesOf(standIn, true, {test, cases: [id]}).length > 0,
	);
}

export function openTestFile({file, tests, functions}: FileFacts): TestFile {
	const ids = new Map(tests!.names.map((name, id) => [name, id]));
	const own = new Set(functions.map(({name}) => name));
	return {file, tests: tests!, idOf: name => ids.get(name), own};
}
