import {posix} from 'node:path';
import type {ProjectConfig, ProjectPackage} from '../model/project.ts';
import {fileAt} from './file-at.ts';

/** Folders that builds write to, and those that sources are kept in, where no tsconfig tells. */
const BUILT = /^(dist|lib|build|out|output|es|esm|cjs|umd|module|_module)$/;
const BUILT_PARTS = /^(esm|cjs|es|umd|module|modern|legacy|node|browser|types|src|lib|source|mjs|\d+)$/;
const SOURCES = ['src', 'source', 'lib', 'packages', ''];

/**
 * The source file behind a target as written in package.json: the file itself where it is one, else what its `outDir`
 * was built from, else the file of the same name in a usual source folder; never a file of another name.
 */
export function sourceOfEntry(
	files: ReadonlySet<string>,
	configs: readonly ProjectConfig[],
	{folder}: ProjectPackage,
	target: string,
): string | undefined {
	if (/\.(json|css|node|wasm)$/.test(target)) return undefined;
	const built = stripDeclaration(posix.join(folder, target));
	return fileAt(files, built) ?? byOutDir(files, configs, built) ?? byLayout(files, folder, built);
}

const stripDeclaration = (path: string): string => path.replace(/\.d\.([cm]?)ts$/, '.$1js');

function byOutDir(files: ReadonlySet<string>, configs: readonly ProjectConfig[], built: string): string | undefined {
	for (const {outDir, rootDir, folder} of configs) {
		if (outDir === undefined || outDir === '.' || !built.startsWith(`${outDir}/`)) continue;
		const rest = built.slice(outDir.length + 1);
		const roots = rootDir === undefined ? SOURCES.map(source => posix.join(folder, source)) : [rootDir];
		for (const root of roots) {
			const file = fileAt(files, posix.join(root, rest));
			if (file !== undefined) return file;
		}
	}
	return undefined;
}

/** `dist/esm/a/b.js` is `src/a/b.ts`, `source/a/b.ts`, `lib/a/b.ts` or `a/b.ts`. */
function byLayout(files: ReadonlySet<string>, folder: string, built: string): string | undefined {
	const parts = posix.relative(folder, built).split('/');
	let rest = parts[0] && BUILT.test(parts[0]) ? parts.slice(1) : parts;
	for (;;) {
		for (const source of SOURCES) {
			const file = fileAt(files, posix.join(folder, source, ...rest));
			if (file !== undefined) return file;
		}
		if (rest.length < 2 || !BUILT_PARTS.test(rest[0]!)) return undefined;
		rest = rest.slice(1);
	}
}
