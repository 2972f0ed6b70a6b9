import {posix} from 'node:path';
import type {FileFacts} from '../model/facts.ts';
import type {Project, ProjectConfig, ProjectPackage} from '../model/project.ts';
import {fileAt} from './file-at.ts';
import {sourceOfEntry} from './module-entries.ts';

/** Where imports lead, within the project. */
export interface Modules {
	/** The file that a specifier means; undefined for everything outside of the project. */
	resolve(from: string, specifier: string): string | undefined;
	/** Imported files by file, in the order of the imports; those imported for types alone left out. */
	importsOf(file: string): string[];
	/** The source file behind an entry of a package.json. */
	entryFile(pack: ProjectPackage, target: string): string | undefined;
}

/** Resolves imports against the files at hand alone: no disk, no `node_modules`. */
export function linkModules(facts: readonly FileFacts[], project: Project): Modules {
	const files = new Set(facts.map(({file}) => file));
	const known = new Map<string, string | undefined>();
	const configs = project.configs.filter(({paths, baseUrl}) => baseUrl !== undefined || Object.keys(paths).length > 0);
	const packages = project.packages.filter(({name}) => name !== undefined);
	const byFile = new Map(facts.map(fact => [fact.file, fact]));
	const resolve = (from: string, specifier: string): string | undefined => {
		const folder = posix.dirname(from);
		const key = specifier.startsWith('.') ? posix.join(folder, specifier) : `${folder}\0${specifier}`;
		if (!known.has(key)) known.set(key, linkSpecifier({files, configs, packages}, folder, specifier));
		return known.get(key);
	};
	return {
		resolve,
		importsOf: file => importedFiles(byFile.get(file), resolve),
		entryFile: (pack, target) => sourceOfEntry(files, project.configs, pack, target),
	};
}

function importedFiles(facts: FileFacts | undefined, resolve: Modules['resolve']): string[] {
	const found = new Set<string>();
	for (const {module, type} of facts?.code.imports ?? []) {
		const file = type ? undefined : resolve(facts!.file, module);
		if (file !== undefined) found.add(file);
	}
	return [...found];
}

interface Place {
	files: ReadonlySet<string>;
	configs: ProjectConfig[];
	packages: ProjectPackage[];
}

function linkSpecifier(place: Place, folder: string, specifier: string): string | undefined {
	if (specifier.startsWith('.')) return fileAt(place.files, posix.join(folder, specifier));
	if (specifier.startsWith('/') || specifier.startsWith('node:')) return undefined;
	return byConfig(place, folder, specifier) ?? byPackage(place, specifier);
}

/** Configs nearer to the importing file come first. */
function byConfig({files, configs}: Place, folder: string, specifier: string): string | undefined {
	const near = configs
		.filter(config => config.folder === '.' || folder === config.folder || folder.startsWith(`${config.folder}/`))
		.sort((a, b) => b.folder.length - a.folder.length);
	for (const {paths, baseUrl} of near) {
		for (const target of targetsOf(paths, specifier)) {
			const file = fileAt(files, posix.normalize(target));
			if (file !== undefined) return file;
		}
		const file = baseUrl === undefined ? undefined : fileAt(files, posix.join(baseUrl, specifier));
		if (file !== undefined) return file;
	}
	return undefined;
}

/** The longest pattern that fits wins, as in tsc. */
function targetsOf(paths: Record<string, string[]>, specifier: string): string[] {
	let best: {length: number; targets: string[]} = {length: -1, targets: []};
	for (const [pattern, targets] of Object.entries(paths)) {
		const star = pattern.indexOf('*');
		if (star < 0) {
			if (pattern === specifier) return targets;
			continue;
		}
		const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
		const fits = specifier.length >= before.length + after.length;
		if (!fits || !specifier.startsWith(before) || !specifier.endsWith(after) || before.length <= best.length) continue;
		const matched = specifier.slice(before.length, specifier.length - after.length);
		best = {length: before.length, targets: targets.map(target => target.replace('*', () => matched))};
	}
	return best.targets;
}

/** A workspace package by its name, or a file of it by `name/path`. */
function byPackage({files, configs, packages}: Place, specifier: string): string | undefined {
	for (const pack of packages) {
		if (specifier !== pack.name && !specifier.startsWith(`${pack.name}/`)) continue;
		const subpath = `.${specifier.slice(pack.name!.length)}`;
		const found = entryOf(files, configs, pack, subpath);
		if (found !== undefined) return found;
	}
	return undefined;
}

function entryOf(
	files: ReadonlySet<string>,
	configs: readonly ProjectConfig[],
	pack: ProjectPackage,
	subpath: string,
): string | undefined {
	for (const entry of pack.entries) {
		const target = matchEntry(entry, subpath);
		const file = target === undefined ? undefined : sourceOfEntry(files, configs, pack, target);
		if (file !== undefined) return file;
	}
	if (subpath === '.') return sourceOfEntry(files, configs, pack, './index.js');
	return sourceOfEntry(files, configs, pack, subpath);
}

function matchEntry({subpath, target}: {subpath: string; target: string}, wanted: string): string | undefined {
	if (subpath === wanted) return target;
	const star = subpath.indexOf('*');
	if (star < 0) return undefined;
	const [before, after] = [subpath.slice(0, star), subpath.slice(star + 1)];
	if (!wanted.startsWith(before) || !wanted.endsWith(after)) return undefined;
	return target.replaceAll('*', () => wanted.slice(before.length, wanted.length - after.length));
}
