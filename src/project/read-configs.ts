import {join, resolve} from 'node:path';
import {ts} from '@ts-morph/common';
import type {Diagnostic} from '../model/diagnostic.ts';
import type {ProjectConfig} from '../model/project.ts';
import {byText} from '../util/compare.ts';
import {quotePath} from '../util/quote-path.ts';
import {type ConfigHost, makeConfigHost} from './config-host.ts';
import {baseOf, folderOf, leavesRoot, relativePath} from './relative-path.ts';

/** Options that say where something would be written: we resolve imports only, and never write. */
interface PathOptions extends ts.CompilerOptions {
	/** Folder of the config that `paths` comes from; the compiler's own, not in its types. */
	pathsBasePath?: string;
}

const CIRCULAR = 18000;
/** Cannot read file, file not found: an `extends` that is not installed here. */
const MISSING = new Set([5083, 6053, 6096]);

/**
 * Every `tsconfig.json` and `jsconfig.json` among `found`, and what these reference inside the root. Other configs
 * (`tsconfig.build.json`) are for builds and only repeat the files. A config that cannot be used is a diagnostic.
 */
export function readConfigs(
	root: string,
	found: readonly string[],
	files: readonly string[],
	diagnostics: Diagnostic[],
): ProjectConfig[] {
	const host = makeConfigHost(root, files);
	const configs: ProjectConfig[] = [];
	const queue = found.filter(file => /^(?:tsconfig|jsconfig)\.json$/.test(baseOf(file)));
	const seen = new Set(queue);
	const bases: string[] = [];
	for (let at = 0; at < queue.length; at++) {
		const parsed = parseConfig(root, queue[at]!, host, diagnostics, bases);
		if (!parsed) continue;
		configs.push(describe(root, queue[at]!, parsed, host));
		for (const reference of parsed.projectReferences ?? []) {
			const file = relativePath(root, ts.resolveProjectReferencePath(reference));
			if (seen.has(file) || leavesRoot(file) || !host.fileExists(join(root, file))) continue;
			seen.add(file);
			queue.push(file);
		}
	}
	diagnostics.push(...missingBases(bases));
	return configs.sort((a, b) => byText(a.file, b.file));
}

function parseConfig(
	root: string,
	file: string,
	host: ConfigHost,
	diagnostics: Diagnostic[],
	bases: string[],
): ts.ParsedCommandLine | undefined {
	const path = join(root, file);
	const {config, error} = ts.readConfigFile(path, host.readFile);
	if (error || config === undefined) {
		diagnostics.push(broken(file, error ? wordsOf(root, error) : 'it could not be read', 'is not valid'));
		return undefined;
	}
	const folder = resolve(root, folderOf(file));
	try {
		const parsed = ts.parseJsonConfigFileContent(
			config,
			host,
			folder,
			undefined,
			path,
			undefined,
			undefined,
			host.cache,
		);
		// Other problems are options of a newer or older compiler than ours: they say nothing about imports.
		if (parsed.errors.some(({code}) => code === CIRCULAR))
			diagnostics.push(broken(file, 'it extends itself', 'was used without what it extends'));
		else if (parsed.errors.some(({code}) => MISSING.has(code))) bases.push(file);
		return parsed;
	} catch (problem) {
		diagnostics.push(broken(file, (problem as Error).message, 'could not be used'));
		return undefined;
	}
}

/** A package that is not installed is no fault of the repository: one line for all of them. */
function missingBases(files: readonly string[]): Diagnostic[] {
	if (files.length === 0) return [];
	const shown = files.slice(0, 3).map(quotePath).join(', ');
	const all = files.length > 3 ? `${shown} and ${files.length - 3} more` : shown;
	return [
		{
			level: 'info',
			code: 'tsconfig-broken',
			message: `${all} ${files.length === 1 ? 'extends a config that is' : 'extend configs that are'} not installed here, so imports through paths that stand in there may stay unresolved. Install the dependencies if that matters.`,
		},
	];
}

const wordsOf = (root: string, problem: ts.Diagnostic): string =>
	ts.flattenDiagnosticMessageText(problem.messageText, ' ').replaceAll(`${root}/`, '').replace(/\s+/g, ' ');

const broken = (file: string, why: string, what: string): Diagnostic => ({
	level: 'warning',
	code: 'tsconfig-broken',
	message: `This config ${what} (${why.replace(/[.\s]+$/, '')}), so imports through its paths may stay unresolved. The rest of the scan is not affected; correct or install it if imports matter.`,
	file,
});

function describe(root: string, file: string, parsed: ts.ParsedCommandLine, host: ConfigHost): ProjectConfig {
	const options: PathOptions = parsed.options;
	const relative = (path: string | undefined) => (path === undefined ? undefined : relativePath(root, path));
	const folder = folderOf(file);
	const pathsFolder = options.baseUrl ?? options.pathsBasePath ?? resolve(root, folder);
	const {baseUrl, rootDir} = options;
	const outDir = options.noEmit || options.emitDeclarationOnly ? undefined : options.outDir;
	return {
		file,
		folder,
		...(baseUrl === undefined ? {} : {baseUrl: relative(baseUrl)}),
		paths: Object.fromEntries(
			Object.entries(options.paths ?? {}).map(([pattern, targets]) => [
				pattern,
				targets.map(target => relativePath(root, resolve(pathsFolder, target))),
			]),
		),
		...(rootDir === undefined ? {} : {rootDir: relative(rootDir)}),
		...(outDir === undefined ? {} : {outDir: relative(outDir)}),
		files: parsed.fileNames
			.map(name => relativePath(root, name))
			.filter(name => host.knows(name))
			.sort(byText),
	};
}
