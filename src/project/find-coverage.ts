import {isAbsolute, join, resolve} from 'node:path';
import {readdirSync, statSync} from '../files/watched-files.ts';
import type {Diagnostic} from '../model/diagnostic.ts';
import {quotePath} from '../util/quote-path.ts';
import {joinPath, leavesRoot, relativePath} from './relative-path.ts';

const FINAL = 'coverage-final.json';
/** How deep reports of parts may lie below `coverage`. */
const DEPTH = 3;
/** Folders of raw V8 coverage, as c8, jest and vitest leave them. */
const RAW_FOLDERS = ['coverage/tmp', 'coverage/.tmp', '.c8'];
/** Formats that know lines alone, taken where a package has nothing better. lcov names functions, Clover does not. */
const LINES = [
	'coverage/lcov.info',
	'lcov.info',
	'coverage.lcov',
	'coverage/cobertura-coverage.xml',
	'coverage/cobertura.xml',
	'coverage/clover.xml',
];

/**
 * Coverage in the usual places of every package. Of one package's the most finished is taken: a merged
 * `coverage-final.json` counts the same runs as the files it was made from, and no run may count twice.
 * These folders are usually ignored by git, so they are looked up by name.
 */
export function findCoverage(root: string, folders: readonly string[]): string[] {
	return folders.flatMap(folder => coverageOf(root, folder));
}

function coverageOf(root: string, folder: string): string[] {
	const within = (path: string) => joinPath(folder, path);
	const merged = within(`coverage/${FINAL}`);
	if (isFile(join(root, merged))) return [merged];
	const parts = partsBelow(root, within('coverage'), DEPTH);
	// Of several, one source: shards of one run, of which some may have loaded nothing.
	if (parts.length > 0) return parts.length > 1 ? [within('coverage')] : parts;
	if (holdsJson(join(root, within('.nyc_output')))) return [within('.nyc_output')];
	const raw = RAW_FOLDERS.map(within).find(path => holdsJson(join(root, path)));
	if (raw !== undefined) return [raw];
	const lines = LINES.map(within).find(path => isFile(join(root, path)));
	return lines === undefined ? [] : [lines];
}

/** Reports of shards, jobs and packages that were put into folders of their own. */
function partsBelow(root: string, folder: string, depth: number): string[] {
	return namesIn(join(root, folder)).flatMap(name => {
		const below = `${folder}/${name}`;
		const final = `${below}/${FINAL}`;
		if (isFile(join(root, final))) return [final];
		return depth > 1 && !name.includes('.') ? partsBelow(root, below, depth - 1) : [];
	});
}

/** Coverage that the user named, relative to the root where inside it. What is not there is a diagnostic of level error. */
export function takeNamedCoverage(
	root: string,
	cwd: string,
	named: readonly string[],
	diagnostics: Diagnostic[],
): string[] {
	const taken: string[] = [];
	for (const name of named) {
		const path = isAbsolute(name) ? name : resolve(cwd, name);
		const shown = relativePath(root, path);
		if (statSync(path, {throwIfNoEntry: false})) taken.push(leavesRoot(shown) ? path : shown);
		else diagnostics.push(missing(name));
	}
	return [...new Set(taken)];
}

const missing = (name: string): Diagnostic => ({
	level: 'error',
	code: 'coverage-missing',
	message: `There is no coverage at ${quotePath(name)}. Run the tests with coverage first, or correct --coverage.`,
});

function isFile(path: string): boolean {
	try {
		return statSync(path).isFile();
	} catch {
		return false;
	}
}

const holdsJson = (path: string): boolean => namesIn(path).some(name => name.endsWith('.json'));

function namesIn(path: string): string[] {
	try {
		return readdirSync(path).sort();
	} catch {
		return [];
	}
}
