import {join} from 'node:path';
import {type Dirent, readdirSync, readlinkSync, realpathSync, statSync} from '../files/watched-files.ts';
import type {Diagnostic} from '../model/diagnostic.ts';
import {byText} from '../util/compare.ts';
import {quotePath} from '../util/quote-path.ts';
import type {GitFolder} from './find-git.ts';
import {enterFolder, type IgnoreStack, isIgnored, readOuterIgnores} from './read-ignores.ts';
import {joinPath, leavesRoot, relativePath} from './relative-path.ts';
import {unreadable} from './unreadable.ts';

export interface FoundFile {
	/** Relative to the root, with `/`. */
	path: string;
	bytes: number;
}

export interface Walked {
	/** Code files, by path. */
	code: FoundFile[];
	/** `package.json` files. */
	manifests: string[];
	/** `tsconfig.json`, `jsconfig.json` and their like. */
	configs: string[];
	/** Links that were not followed although code may stand behind them. */
	links: Diagnostic[];
}

export const CODE_FILE = /\.[cm]?[jt]sx?$/;
const CONFIG_FILE = /^(?:tsconfig|jsconfig)(?:\..+)?\.json$/;
/** Installed or fetched code, never the project's own. */
const NEVER_ENTERED = new Set(['node_modules', 'bower_components', 'jspm_packages']);

/**
 * Every code file below `root` that git does not ignore, in an order that depends on names alone. Hidden folders
 * (`.git`, `.next`, `.yarn` …) hold tools and their output and are not entered; symbolic links are never followed, for
 * what they lead to inside the root is found where it really stands.
 */
export function walkFolder(root: string, git: GitFolder | undefined, diagnostics: Diagnostic[]): Walked {
	const walked: Walked = {code: [], manifests: [], configs: [], links: []};
	const stack: Array<{folder: string; ignores: IgnoreStack}> = [
		{folder: '.', ignores: readOuterIgnores(root, git, diagnostics)},
	];
	while (stack.length > 0) {
		const {folder, ignores} = stack.pop()!;
		const inside = enterFolder(ignores, root, join(root, folder), diagnostics);
		const children: string[] = [];
		for (const entry of listFolder(root, folder, diagnostics)) {
			const path = joinPath(folder, entry.name);
			if (entry.isDirectory() ? isNeverEntered(entry.name) : !isInteresting(entry)) continue;
			if (isIgnored(inside, join(root, path), entry.isDirectory())) continue;
			if (entry.isDirectory()) children.push(path);
			else takeFile(root, path, entry, walked, diagnostics);
		}
		for (const child of children.reverse()) stack.push({folder: child, ignores: inside});
	}
	walked.code.sort((a, b) => byText(a.path, b.path));
	return walked;
}

function listFolder(root: string, folder: string, diagnostics: Diagnostic[]): Dirent[] {
	try {
		return readdirSync(join(root, folder), {withFileTypes: true}).sort((a, b) => byText(a.name, b.name));
	} catch (error) {
		diagnostics.push(unreadable(folder, 'folder', error));
		return [];
	}
}

const isNeverEntered = (name: string): boolean => name.startsWith('.') || NEVER_ENTERED.has(name);

/** Links are asked for by any name: they may stand for a folder of sources. */
const isInteresting = (entry: Dirent): boolean =>
	entry.name === 'package.json' ||
	CONFIG_FILE.test(entry.name) ||
	(!entry.name.startsWith('.') &&
		!NEVER_ENTERED.has(entry.name) &&
		(CODE_FILE.test(entry.name) || entry.isSymbolicLink()));

function takeFile(root: string, path: string, entry: Dirent, walked: Walked, diagnostics: Diagnostic[]): void {
	if (entry.isSymbolicLink()) {
		const problem = problemOfLink(root, path);
		if (problem) walked.links.push(problem);
		return;
	}
	if (!entry.isFile()) {
		diagnostics.push({
			level: 'warning',
			code: 'file-skipped',
			message: 'This is neither a file nor a folder but a pipe, socket or device, so it was not read.',
			file: path,
		});
	} else if (entry.name === 'package.json') walked.manifests.push(path);
	else if (CONFIG_FILE.test(entry.name)) walked.configs.push(path);
	else {
		const stat = statSync(join(root, path), {throwIfNoEntry: false});
		if (stat) walked.code.push({path, bytes: stat.size});
		else diagnostics.push(unreadable(path, 'file', new Error('it vanished during the scan, or its name is not UTF-8')));
	}
}

/** Undefined for a link to something inside the root, and for one that would not be scanned anyway. */
function problemOfLink(root: string, path: string): Diagnostic | undefined {
	const absolute = join(root, path);
	let target: string;
	try {
		target = realpathSync(absolute);
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code;
		if (code === 'ELOOP') return linkProblem(path, 'leads back to itself');
		return CODE_FILE.test(path) ? unreadable(path, 'file', error) : undefined;
	}
	const isFolder = statSync(target, {throwIfNoEntry: false})?.isDirectory() ?? false;
	if (!isFolder && !CODE_FILE.test(path)) return undefined;
	if (isFolder && (absolute === target || absolute.startsWith(`${target}/`)))
		return linkProblem(path, 'leads to a folder around it, so following it would never end');
	return leavesRoot(relativePath(root, target))
		? linkProblem(path, `leads out of the scanned folder (${quotePath(readlinkSync(absolute))})`)
		: undefined;
}

const linkProblem = (path: string, what: string): Diagnostic => ({
	level: 'warning',
	code: 'symlink-loop',
	message: `This symbolic link ${what}; it was not followed. Scan the folder it leads to by itself if its code matters.`,
	file: path,
});
