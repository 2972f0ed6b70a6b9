import {readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';

const SKIPPED = new Set(['node_modules', '.git', 'dist', 'build', 'coverage', 'lib-cov', '.next']);
const LARGEST = 60_000;

/** Paths of the source files below these folders, in a fixed order; large files and what is built are left out. */
export function corpusOf(folders) {
	return folders.flatMap(folder => filesBelow(path.resolve(folder)));
}

function filesBelow(folder) {
	const found = [];
	const entries = readdirSync(folder, {withFileTypes: true}).sort((a, b) => (a.name < b.name ? -1 : 1));
	for (const entry of entries) {
		const full = path.join(folder, entry.name);
		if (entry.isDirectory() && !SKIPPED.has(entry.name)) found.push(...filesBelow(full));
		else if (entry.isFile() && isCode(entry.name) && statSync(full).size <= LARGEST) found.push(full);
	}
	return found;
}

const isCode = name => /\.[cm]?[jt]sx?$/.test(name) && !/\.d\.[cm]?ts$/.test(name);

export const textOf = file => readFileSync(file, 'utf8');
