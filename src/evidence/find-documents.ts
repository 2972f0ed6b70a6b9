import {readdirSync, statSync} from 'node:fs';
import {join, resolve} from 'node:path';
import type {Diagnostic} from '../model/diagnostic.ts';

/** The documents of one source: a file, or a folder into which every process wrote its own. */
export interface Found {
	/** Absolute path of the file or folder. */
	path: string;
	/** Absolute paths of its documents. */
	documents: string[];
	/** Named as a document, so that a content that is no coverage must be told. */
	named: boolean;
}

/** The coverage that a path leads to: the file, the final report in the folder, or what processes wrote into it. */
export function findDocuments(root: string, paths: readonly string[]): {found: Found[]; diagnostics: Diagnostic[]} {
	const found = new Map<string, Found>();
	const diagnostics: Diagnostic[] = [];
	for (const path of paths) {
		const absolute = resolve(root, path);
		const stats = statSync(absolute, {throwIfNoEntry: false});
		if (!stats) {
			diagnostics.push({
				level: 'error',
				code: 'coverage-missing',
				message: `There is no coverage at ${path}. Run the tests with coverage first, or correct the path.`,
			});
			continue;
		}
		const sources = stats.isDirectory() ? inFolder(absolute) : [{path: absolute, documents: [absolute], named: true}];
		if (sources.length === 0) diagnostics.push(emptyFolder(path));
		for (const source of sources) found.set(source.path, source);
	}
	return {found: [...found.values()], diagnostics};
}

const emptyFolder = (path: string): Diagnostic => ({
	level: 'error',
	code: 'coverage-missing',
	message: `The folder ${path} holds no coverage that can be read: expected coverage-final.json, or what Node writes under NODE_V8_COVERAGE.`,
});

/** The final report says all that the processes' documents beside or below it say. */
function inFolder(folder: string, depth = 1): Found[] {
	const entries = readdirSync(folder, {withFileTypes: true}).sort((a, b) => (a.name < b.name ? -1 : 1));
	const final = entries.find(entry => entry.isFile() && entry.name === 'coverage-final.json');
	if (final) return [{path: join(folder, final.name), documents: [join(folder, final.name)], named: true}];
	const documents = entries
		.filter(entry => entry.isFile() && entry.name.endsWith('.json'))
		.map(entry => join(folder, entry.name));
	if (documents.length > 0) return [{path: folder, documents, named: false}];
	if (depth === 0) return [];
	return entries.filter(entry => entry.isDirectory()).flatMap(entry => inFolder(join(folder, entry.name), depth - 1));
}
