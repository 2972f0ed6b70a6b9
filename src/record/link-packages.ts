import {type Dirent, lstatSync, mkdirSync, readdirSync, realpathSync, symlinkSync} from 'node:fs';
import {isAbsolute, join, relative, sep} from 'node:path';
import type {Overlay} from './overlay.ts';

export interface Linking {
	/** Real paths of the repository and of its copy. */
	root: string;
	target: string;
	/** A `node_modules` folder, relative to the root. */
	folder: string;
	overlay: Overlay;
}

/** Written by runners and compilers while they run: a link would let them write into the repository. */
const CACHES = new Set(['.cache', '.vite', '.vite-temp', '.vitest', '.vitest-results', '.tsbuildinfo']);

/**
 * A real `node_modules` folder, and a real one for each scope, whose entries are links. A package of the workspace leads
 * to its copy, or the tests would run the original's sources.
 */
export function linkPackages({root, target, folder, overlay}: Linking): void {
	mkdirSync(join(target, folder));
	for (const entry of entriesOf(join(root, folder))) {
		if (CACHES.has(entry.name)) continue;
		const path = `${folder}/${entry.name}`;
		if (entry.name.startsWith('@') && entry.isDirectory()) linkPackages({root, target, folder: path, overlay});
		else if (entry.name === '.pnpm') linkStore({root, target, folder: path, overlay});
		else linkEntry({root, target, folder: path, overlay});
	}
}

function linkEntry({root, target, folder: path, overlay}: Linking): void {
	const from = join(root, path);
	try {
		const real = realpathSync(from);
		const own = ownPath(root, real);
		symlinkSync(own === undefined ? real : join(target, own), join(target, path), 'junction');
	} catch (error) {
		// A link to nowhere is broken in the repository as well.
		if (!lstatSync(from, {throwIfNoEntry: false})?.isSymbolicLink())
			overlay.left.push({path, reason: (error as Error).message});
	}
}

/**
 * pnpm keeps packages in a hidden store, where links to packages of the workspace stand as well: a package that was
 * installed reaches the original's sources through them.
 */
function linkStore({root, target, folder, overlay}: Linking): void {
	const hoisted = join(root, folder, 'node_modules');
	for (const name of namesIn(hoisted)) {
		const own = ownPath(root, realOf(join(hoisted, name)));
		if (own !== undefined) overlay.escapes.push(own);
	}
	overlay.escapes.sort();
	symlinkSync(join(root, folder), join(target, folder), 'junction');
}

function namesIn(folder: string): string[] {
	return entriesOf(folder).flatMap(({name}) =>
		name.startsWith('@') ? entriesOf(join(folder, name)).map(inner => `${name}/${inner.name}`) : [name],
	);
}

function entriesOf(folder: string): Dirent[] {
	try {
		return readdirSync(folder, {withFileTypes: true}).sort((a, b) => (a.name < b.name ? -1 : 1));
	} catch {
		return [];
	}
}

function realOf(path: string): string {
	try {
		return realpathSync(path);
	} catch {
		return '';
	}
}

/** Where in the repository a real path stands, if it is no installed package. */
function ownPath(root: string, real: string): string | undefined {
	const inside = relative(root, real);
	if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return undefined;
	return inside.split(sep).includes('node_modules') ? undefined : inside;
}
