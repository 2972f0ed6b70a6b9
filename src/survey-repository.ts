import {relative, resolve} from 'node:path';
import {adviseCommand} from './advise-coverage.ts';
import {loadRulesFor} from './catalogue/index.ts';
import {chooseBooks} from './choose-books.ts';
import {extractFiles} from './extract-files.ts';
import type {ProjectPackage} from './model/project.ts';
import type {Survey} from './model/survey.ts';
import type {Progress} from './progress.ts';
import {findAutomation} from './project/find-automation.ts';
import {findGit} from './project/find-git.ts';
import {openProject} from './project/open-project.ts';
import {InputError} from './util/input-error.ts';
import {quotePath} from './util/quote-path.ts';

/** How a repository is tested, and what is there to put `unfired` into. Reads only. Throws an InputError. */
export function surveyRepository(
	dir: string,
	cwd: string,
	onProgress: (progress: Progress) => void = () => {},
): Survey {
	const {project, read, diagnostics} = openProject(dir, {cwd});
	const fatal = diagnostics.find(({level}) => level === 'error');
	if (fatal) throw new InputError(fatal.message);
	const {root, name, packages, manager = 'npm'} = project;
	const tree = findGit(root)?.workTree;
	if (tree !== undefined && tree !== root)
		throw new InputError(
			`${quotePath(dir)} is a folder of the repository ${quotePath(relative(cwd, tree))}, where CI and hooks stand. Name that one.`,
		);
	const {book} = loadRulesFor(root);
	const tests = project.files.filter(({role}) => role === 'test');
	const {facts} = extractFiles(tests, read, chooseBooks(book, project), onProgress, {covered: false});
	const advice = adviseCommand({packages, manager}, facts, book.tests?.runners ?? []);
	return {
		root: resolve(root),
		name,
		manager,
		isWorkspace: packages.length > 1,
		packages: packages.length,
		typescript: project.files.some(({file, role}) => role === 'source' && /\.[cm]?tsx?$/.test(file)),
		runners: runnersOf(facts),
		...findAutomation(root),
		...(advice && isOneLine(advice.command) && {coverage: {...advice, ...versioned(advice.add, packages)}}),
	};
}

/** What a line of a workflow can say; `${{` would be GitHub's. */
const isOneLine = (command: string): boolean => !/[\r\n]|\$\{\{/.test(command);

function runnersOf(facts: ReadonlyArray<{tests?: {runner: string}}>): string[] {
	const counts = new Map<string, number>();
	for (const {tests} of facts)
		if (tests && tests.runner !== 'unknown') counts.set(tests.runner, (counts.get(tests.runner) ?? 0) + 1);
	return [...counts].sort((a, b) => b[1] - a[1]).map(([runner]) => runner);
}

/** `@vitest/coverage-v8` in the version of `vitest`: the two go together. */
function versioned(add: string | undefined, packages: readonly ProjectPackage[]): {add?: string} {
	const runner = /^@([\w-]+)\//.exec(add ?? '')?.[1];
	if (add === undefined || runner === undefined) return {};
	const range = packages
		.map(({dependencies}) => dependencies[runner])
		.find(text => /^[\^~]?\d[\w.-]*$/.test(text ?? ''));
	return range === undefined ? {} : {add: `${add}@${range}`};
}
