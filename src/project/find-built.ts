import type {ProjectConfig} from '../model/project.ts';
import {DECLARATION} from './classify-path.ts';
import {baseOf, folderOf, joinPath, within} from './relative-path.ts';
import {CODE_FILE} from './walk-folder.ts';

const JAVASCRIPT = /\.[cm]?jsx?$/;
const TYPESCRIPT = /\.[cm]?tsx?$/;
/** Folders that a build may write and that may as well hold the sources themselves. */
const MAYBE_BUILT = ['lib', 'libs', 'es', 'esm', 'cjs', 'commonjs', 'module', 'types'];
const SOURCES = ['src', 'source'];
const TWINS = 0.8;

/**
 * JavaScript that a build wrote from other files of the project: beside the TypeScript of the same name, in a
 * tsconfig's `outDir`, or in a folder like `lib` whose files nearly all have a twin in `src`. A `lib` without such
 * twins holds the sources themselves.
 */
export function findBuilt(paths: readonly string[], folders: readonly string[], configs: ProjectConfig[]): Set<string> {
	const stems = new Map<string, 'js' | 'ts'>();
	for (const path of paths) {
		if (DECLARATION.test(path)) continue;
		if (TYPESCRIPT.test(path)) stems.set(stemOf(path), 'ts');
		else if (!stems.has(stemOf(path))) stems.set(stemOf(path), 'js');
	}
	const scripts = paths.filter(path => JAVASCRIPT.test(path));
	const built = new Set(scripts.filter(path => stems.get(stemOf(path)) === 'ts'));
	const folderSet = new Set([...outputFolders(paths, configs), ...mirrors(scripts, stems, folders)]);
	for (const folder of folderSet) for (const path of scripts) if (within(path, folder)) built.add(path);
	return built;
}

const stemOf = (path: string): string => joinPath(folderOf(path), baseOf(path).replace(CODE_FILE, ''));

/** Output folders that hold no TypeScript of their own. */
function outputFolders(paths: readonly string[], configs: ProjectConfig[]): string[] {
	const typescript = paths.filter(path => TYPESCRIPT.test(path) && !DECLARATION.test(path));
	return configs.flatMap(({outDir, folder, rootDir}) => {
		if (outDir === undefined || within(folder, outDir) || outDir === rootDir || outDir.startsWith('..')) return [];
		return typescript.length === 0 || typescript.some(path => within(path, outDir)) ? [] : [outDir];
	});
}

function mirrors(scripts: string[], stems: Map<string, 'js' | 'ts'>, folders: readonly string[]): string[] {
	const found: string[] = [];
	for (const folder of folders) {
		for (const name of MAYBE_BUILT) {
			const output = joinPath(folder, name);
			const inside = scripts.filter(path => within(path, output));
			if (
				inside.length > 0 &&
				inside.filter(path => hasTwin(path, folder, output, stems)).length / inside.length >= TWINS
			)
				found.push(output);
		}
	}
	return found;
}

/** `lib/a/b.js` or `lib/esm/a/b.js` for `src/a/b.ts`. */
function hasTwin(path: string, folder: string, output: string, stems: Map<string, 'js' | 'ts'>): boolean {
	const rest = stemOf(path).slice(output.length + 1);
	const shorter = rest.replace(/^[^/]+\//, '');
	return SOURCES.some(source => {
		const from = joinPath(folder, source);
		return stems.has(joinPath(from, rest)) || (shorter !== rest && stems.has(joinPath(from, shorter)));
	});
}
