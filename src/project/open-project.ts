import {join, resolve} from 'node:path';
import {realpathSync, statSync} from '../files/watched-files.ts';
import type {Diagnostic} from '../model/diagnostic.ts';
import type {Project} from '../model/project.ts';
import {quotePath} from '../util/quote-path.ts';
import {describeLeftOut} from './describe-left-out.ts';
import {findCoverage, takeNamedCoverage} from './find-coverage.ts';
import {findCoverageAbove} from './find-coverage-above.ts';
import {findGit} from './find-git.ts';
import {findIgnored} from './find-ignored.ts';
import {findManager} from './find-lock-file.ts';
import {readCommit} from './read-commit.ts';
import {readConfigs} from './read-configs.ts';
import {readPackages} from './read-packages.ts';
import {readSetups} from './read-setups.ts';
import {readText, takeFiles} from './take-files.ts';
import {walkFolder} from './walk-folder.ts';

export interface OpenOptions {
	/** What relative paths of the user start from; absolute. */
	cwd: string;
	/** Named by the user, in place of the search. */
	coverage?: readonly string[];
	/** Folders of coverage per test file; named without `coverage`, they are the coverage, and no other is looked for. */
	coveragePerTest?: readonly string[];
	/** Named by the user, in place of `.unfired/trace.json`. */
	traces?: readonly string[];
	/** Patterns of files to leave out, as in .gitignore and relative to the folder. */
	ignore?: readonly string[];
}

export interface OpenedProject {
	project: Project;
	/** Text of a project file without byte order mark; undefined for unknown, unreadable and binary files. */
	read(file: string): {text: string} | undefined;
	/** Of level `error` where no scan is possible: no folder, no sources, named coverage missing. */
	diagnostics: Diagnostic[];
}

/** Finds what a folder holds: packages, tsconfigs, sources, tests and coverage. Executes nothing and writes nothing. */
export function openProject(dir: string, options: OpenOptions): OpenedProject {
	const root = findRoot(resolve(options.cwd, dir));
	if (root === undefined) return noFolder(dir, options.cwd);
	const diagnostics: Diagnostic[] = [];
	const git = findGit(root);
	const walked = walkFolder(root, git, diagnostics);
	const found = readPackages(root, walked.manifests, diagnostics);
	diagnostics.push(...walked.links.filter(({file}) => found.isKept(file!)));
	const paths = walked.code.map(({path}) => path);
	const configs = readConfigs(root, walked.configs.filter(found.isKept), paths, diagnostics);
	const ignored = findIgnored(paths, options.ignore ?? [], diagnostics);
	const {files, texts, leftOut} = takeFiles(root, walked.code, configs, {...found, ignored}, diagnostics);
	const named = (paths: readonly string[] = []) => takeNamedCoverage(root, options.cwd, paths, diagnostics);
	const coveragePerTest = named(options.coveragePerTest);
	const traces = options.traces?.length ? named(options.traces) : findTrace(root);
	const isNamed = options.coverage?.length || coveragePerTest.length > 0;
	const coverage = isNamed ? named(options.coverage) : findCoverage(root, [...found.folders]);
	if (!isNamed && coverage.length === 0) diagnostics.push(...findCoverageAbove(root, git?.workTree));
	diagnostics.push(...describeLeftOut(leftOut, files));
	if (!files.some(({role}) => role === 'source')) diagnostics.push(noSources(dir, paths.length));
	const {name, packages} = found;
	const setups = readSetups(root, found.folders, new Set(files.map(({file}) => file)));
	return {
		project: {
			root,
			name,
			commit: readCommit(git),
			...findManager(root, git?.workTree),
			files,
			packages,
			configs,
			...(setups.length > 0 && {setups}),
			coverage,
			coveragePerTest,
			...(traces.length > 0 && {traces}),
		},
		read: makeReader(root, texts, new Set(paths)),
		diagnostics,
	};
}

const TRACE = '.unfired/trace.json';

const findTrace = (root: string): string[] =>
	statSync(join(root, TRACE), {throwIfNoEntry: false})?.isFile() ? [TRACE] : [];

function makeReader(root: string, texts: Map<string, string>, known: Set<string>): OpenedProject['read'] {
	return file => {
		const text = texts.get(file) ?? (known.has(file) ? readText(root, file, []) : undefined);
		return text === undefined ? undefined : {text};
	};
}

function findRoot(path: string): string | undefined {
	try {
		return statSync(path).isDirectory() ? realpathSync(path) : undefined;
	} catch {
		return undefined;
	}
}

function noFolder(dir: string, cwd: string): OpenedProject {
	const isThere = statSync(resolve(cwd, dir), {throwIfNoEntry: false}) !== undefined;
	return {
		project: {root: '', name: '', commit: null, files: [], packages: [], configs: [], coverage: []},
		read: () => undefined,
		diagnostics: [
			{
				level: 'error',
				code: 'folder-missing',
				message: isThere
					? `${quotePath(dir)} is not a folder. Name the folder of the repository or package to scan.`
					: `There is no folder ${quotePath(dir)}. Name the folder of the repository or package to scan.`,
			},
		],
	};
}

const noSources = (dir: string, codeFiles: number): Diagnostic => ({
	level: 'error',
	code: 'no-sources',
	message:
		codeFiles === 0
			? `There are no JavaScript or TypeScript files in ${quotePath(dir)} that git does not ignore. Name the folder that holds the sources.`
			: `All ${codeFiles} JavaScript and TypeScript files in ${quotePath(dir)} are tests, examples, scripts, generated or ignored, so there is nothing to scan. Name the folder that holds the sources.`,
});
