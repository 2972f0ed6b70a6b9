import {readdirSync, readFileSync, statSync} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import type {Diagnostic} from '../model/diagnostic.ts';
import {parseJson} from '../util/parse-json.ts';
import type {Format} from './format.ts';
import {istanbul} from './read-istanbul.ts';
import {v8} from './read-v8.ts';

const FORMATS: readonly Format[] = [istanbul, v8];

/** Above this a text does not fit in memory beside its parsed form. */
const MOST_BYTES = 512 * 2 ** 20;

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

export type Opened = {format: Format; document: unknown; around: {root: string; folder: string}} | {problem: string};

/** Parses a document and finds its format by content. */
export function openDocument(path: string, root: string): Opened {
	const {size} = statSync(path);
	if (size > MOST_BYTES) {
		return {
			problem: `it has ${Math.round(size / 2 ** 20)} MB, more than can be read at once; write coverage per package`,
		};
	}
	const {value, error} = parseJson(readText(path));
	if (error !== undefined) return {problem: size === 0 ? 'the file is empty' : `it is no JSON (${error})`};
	const format = FORMATS.find(candidate => candidate.recognises(value));
	if (!format) return {problem: 'its content is no coverage format that is known'};
	return {format, document: value, around: {root, folder: dirname(path)}};
}

function readText(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		return `${basename(path)} cannot be read: ${(error as Error).message}`;
	}
}
