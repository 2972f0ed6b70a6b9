import {basename, join} from 'node:path';
import type {Diagnostic} from '../model/diagnostic.ts';
import type {ProjectPackage} from '../model/project.ts';
import {byText} from '../util/compare.ts';
import {isRecord, type JsonRecord, ownMember, parseJson} from '../util/parse-json.ts';
import {classifyPath, type PathClass} from './classify-path.ts';
import {findWorkspaces} from './find-workspaces.ts';
import {readEntries} from './read-entries.ts';
import {readSmallFile} from './read-small-file.ts';
import {folderOf} from './relative-path.ts';

export interface FoundPackages {
	/** The root first, then by folder. The root is there even without a package.json; those of fixtures are not. */
	packages: ProjectPackage[];
	/** Folders of `packages`. */
	folders: Set<string>;
	classify(path: string): PathClass;
	/** False for a folder or config in examples, scripts and their like. */
	isKept(path: string): boolean;
	/** By folder: names that the package needs when it runs, not only in development. */
	shipped: Map<string, Set<string>>;
	name: string;
}

const DEPENDENCIES = ['dependencies', 'optionalDependencies', 'peerDependencies', 'devDependencies'] as const;

/** Reads every package.json, the root's first. A broken one is a diagnostic and counts as empty. */
export function readPackages(root: string, manifests: readonly string[], diagnostics: Diagnostic[]): FoundPackages {
	const byFolder = new Map<string, JsonRecord>([['.', {}]]);
	for (const manifest of manifests) {
		const value = readManifest(root, manifest, diagnostics);
		if (value) byFolder.set(folderOf(manifest), value);
	}
	const all = [...byFolder.keys()].sort((a, b) => (a === '.' ? -1 : b === '.' ? 1 : byText(a, b)));
	const members = new Set(findWorkspaces(root, byFolder.get('.'), all, diagnostics));
	const known = new Set(all);
	const classify = (path: string) => classifyPath(path, known, members);
	const isKept = (path: string) => ![path, `${path}/any.ts`].some(name => 'leftOut' in classify(name));
	const folders = all.filter(
		folder => folder === '.' || (members.has(folder) ? isKept(folder) : isProduction(classify, folder)),
	);
	const packages = folders.map(folder => describe(folder, byFolder.get(folder)!));
	return {
		packages,
		folders: new Set(folders),
		classify,
		isKept,
		shipped: new Map(folders.map(folder => [folder, shippedNames(byFolder.get(folder)!)])),
		name: packages[0]!.name ?? basename(root),
	};
}

/** A package.json among fixtures or examples describes no package of the project. */
function isProduction(classify: (path: string) => PathClass, folder: string): boolean {
	const means = classify(`${folder}/any.ts`);
	return 'role' in means && means.role === 'source';
}

function readManifest(root: string, file: string, diagnostics: Diagnostic[]): JsonRecord | undefined {
	const text = readSmallFile(join(root, file));
	const {value, error} = parseJson(text ?? '');
	if (isRecord(value)) return value;
	diagnostics.push({
		level: 'warning',
		code: 'package-broken',
		message: `This package.json is not a JSON object (${error ?? `it is ${JSON.stringify(value)?.slice(0, 20)}`}), so its name, entry points and dependencies are unknown. Correct it.`,
		file,
	});
	return undefined;
}

function describe(folder: string, manifest: JsonRecord): ProjectPackage {
	const name = ownMember(manifest, 'name');
	return {
		folder,
		...(typeof name === 'string' && name !== '' ? {name} : {}),
		...readEntries(manifest),
		dependencies: dependenciesOf(manifest),
		...scriptsOf(manifest),
		type: ownMember(manifest, 'type') === 'module' ? 'module' : 'commonjs',
	};
}

function scriptsOf(manifest: JsonRecord): Pick<ProjectPackage, 'scripts'> {
	const scripts = rangesIn(manifest, 'scripts');
	return scripts.length > 0 ? {scripts: Object.fromEntries(scripts)} : {};
}

/** The first list that names a dependency gives its range. `fromEntries` makes own members of any name. */
function dependenciesOf(manifest: JsonRecord): Record<string, string> {
	const found = new Map<string, string>();
	for (const list of DEPENDENCIES) {
		for (const [name, range] of rangesIn(manifest, list)) if (!found.has(name)) found.set(name, range);
	}
	return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const shippedNames = (manifest: JsonRecord): Set<string> =>
	new Set(['dependencies', 'peerDependencies'].flatMap(list => rangesIn(manifest, list).map(([name]) => name)));

function rangesIn(manifest: JsonRecord, list: string): Array<[string, string]> {
	const value = ownMember(manifest, list);
	if (!isRecord(value)) return [];
	return Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}
