import {join} from 'node:path';
import {ts} from '@ts-morph/common';
import {statSync} from '../files/watched-files.ts';
import {readSmallFile} from './read-small-file.ts';
import {baseOf, folderOf, relativePath} from './relative-path.ts';

export interface ConfigHost extends ts.ParseConfigHost {
	cache: Map<string, ts.ExtendedConfigCacheEntry>;
	/** Whether a relative path is one of the walked files. */
	knows(file: string): boolean;
}

/** The compiler's own matcher of `include` and `exclude`; exported, but not in its types. */
type MatchFiles = (
	path: string,
	extensions: readonly string[],
	excludes: readonly string[] | undefined,
	includes: readonly string[] | undefined,
	caseSensitive: boolean,
	currentDirectory: string,
	depth: number | undefined,
	entriesOf: (path: string) => {files: string[]; directories: string[]},
	realpath: (path: string) => string,
) => string[];

/** Reads configs from disk but lists only what the walk found, so that ignored and installed files cost nothing. */
export function makeConfigHost(root: string, files: readonly string[]): ConfigHost {
	const known = new Set(files);
	const tree = makeTree(files);
	const entriesOf = (path: string) => tree.get(relativePath(root, path)) ?? {files: [], directories: []};
	const {matchFiles} = ts as unknown as {matchFiles: MatchFiles};
	return {
		cache: new Map(),
		useCaseSensitiveFileNames: true,
		knows: file => known.has(file),
		fileExists: path => known.has(relativePath(root, path)) || isFile(path),
		readFile: readSmallFile,
		readDirectory: (path, extensions, excludes, includes, depth) =>
			matchFiles(path, extensions, excludes, includes, true, root, depth, entriesOf, same => same),
	};
}

function makeTree(files: readonly string[]): Map<string, {files: string[]; directories: string[]}> {
	const tree = new Map<string, {files: string[]; directories: string[]}>([['.', {files: [], directories: []}]]);
	const enter = (folder: string): {files: string[]; directories: string[]} => {
		const known = tree.get(folder);
		if (known) return known;
		const made = {files: [], directories: []};
		tree.set(folder, made);
		enter(folderOf(folder)).directories.push(baseOf(folder));
		return made;
	};
	for (const file of files) enter(folderOf(file)).files.push(baseOf(file));
	return tree;
}

const isFile = (path: string): boolean => statSync(join(path), {throwIfNoEntry: false})?.isFile() ?? false;
