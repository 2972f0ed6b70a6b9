import {dirname, join} from 'node:path';
import ignore, {type Ignore} from 'ignore';
import type {Diagnostic} from '../model/diagnostic.ts';
import type {GitFolder} from './find-git.ts';
import {readSmallFile} from './read-small-file.ts';
import {relativePath, within} from './relative-path.ts';

/** The rules of one `.gitignore`. Paths are absolute, so that files above the scanned root count too. */
interface IgnoreFile {
	folder: string;
	rules: Ignore;
}

/** From the outermost to the innermost: the innermost that speaks of a path decides, as in git. */
export type IgnoreStack = readonly IgnoreFile[];

/** What holds at the root already: `.git/info/exclude` and the `.gitignore` files of the folders above it. */
export function readOuterIgnores(root: string, git: GitFolder | undefined, diagnostics: Diagnostic[]): IgnoreStack {
	if (!git) return [];
	const stack: IgnoreFile[] = [];
	const exclude = readIgnoreFile(git.workTree, join(git.common, 'info', 'exclude'), root, diagnostics);
	if (exclude) stack.push(exclude);
	const above: string[] = [];
	for (let at = root; at !== git.workTree; at = dirname(at)) above.unshift(dirname(at));
	for (const folder of above) {
		const found = readIgnoreFile(folder, join(folder, '.gitignore'), root, diagnostics);
		if (found) stack.push(found);
	}
	// Who names an ignored folder wants it scanned: rules that ignore the root itself say nothing about what is in it.
	return stack.filter(({folder, rules}) => root === folder || !speaks(rules, folder, root, true)?.ignored);
}

/** The stack inside `folder`. Rules that ignored the folder but were overruled say nothing about what is in it. */
export function enterFolder(stack: IgnoreStack, root: string, folder: string, diagnostics: Diagnostic[]): IgnoreStack {
	const still = stack.filter(
		outer => outer.folder === folder || !speaks(outer.rules, outer.folder, folder, true)?.ignored,
	);
	const own = readIgnoreFile(folder, join(folder, '.gitignore'), root, diagnostics);
	return own ? [...still, own] : still;
}

export function isIgnored(stack: IgnoreStack, path: string, isFolder: boolean): boolean {
	for (let at = stack.length - 1; at >= 0; at--) {
		const {rules, folder} = stack[at]!;
		const said = speaks(rules, folder, path, isFolder);
		if (said?.ignored) return true;
		if (said?.unignored) return false;
	}
	return false;
}

function speaks(rules: Ignore, folder: string, path: string, isFolder: boolean) {
	const name = relativePath(folder, path);
	if (!within(path, folder) || name === '.') return undefined;
	return rules.test(isFolder ? `${name}/` : name);
}

function readIgnoreFile(folder: string, path: string, root: string, diagnostics: Diagnostic[]): IgnoreFile | undefined {
	const text = readSmallFile(path);
	if (!text?.trim()) return undefined;
	try {
		const rules = ignore({ignorecase: false, allowRelativePaths: true}).add(text.replace(/^\uFEFF/, ''));
		rules.test('probe');
		return {folder, rules};
	} catch (error) {
		const file = relativePath(root, path);
		diagnostics.push({
			level: 'warning',
			code: 'gitignore-broken',
			message: `This file could not be used (${(error as Error).message.split('\n')[0]}), so files that it ignores may have been scanned. Correct its patterns.`,
			file,
		});
		return undefined;
	}
}
