import {join} from 'node:path';
import {type Dirent, readdirSync} from '../../files/watched-files.ts';

/** One document of coverage per test file, with the names that may tell whose it is. */
export interface PerTestDocument {
	/** Absolute. */
	path: string;
	/** Relative to the folder of coverage per test file, with `/`. */
	name: string;
	/** The folder that holds it, relative to the same; empty for that folder itself. */
	folder: string;
}

/** The names that the readers of coverage know; other files in the folder are nobody's coverage. */
const DOCUMENT = /\.(?:json|info|lcov|xml)$/;

/** The list that names the test file of each folder or document, where neither content nor name tells. */
export const MANIFEST = 'per-test.json';

const FINAL = 'coverage-final.json';

const MOST_DEPTH = 24;

/** Every document below a folder, in order. Where a folder holds a final report, what lies beside it says the same again. */
export function findPerTestDocuments(root: string, folder = '', depth = 0): PerTestDocument[] {
	if (depth > MOST_DEPTH) return [];
	const entries = entriesOf(join(root, folder));
	const inside = (name: string) => (folder === '' ? name : `${folder}/${name}`);
	const document = ({name}: Dirent): PerTestDocument => ({
		path: join(root, folder, name),
		name: inside(name),
		folder,
	});
	const final = entries.find(entry => entry.isFile() && entry.name === FINAL);
	if (final) return [document(final)];
	return entries.flatMap(entry => {
		if (entry.isDirectory()) return findPerTestDocuments(root, inside(entry.name), depth + 1);
		const isDocument = entry.isFile() && DOCUMENT.test(entry.name) && inside(entry.name) !== MANIFEST;
		return isDocument ? [document(entry)] : [];
	});
}

function entriesOf(folder: string): Dirent[] {
	try {
		return readdirSync(folder, {withFileTypes: true}).sort((a, b) => (a.name < b.name ? -1 : 1));
	} catch {
		return [];
	}
}
