import {dirname, join, relative, sep} from 'node:path';
import {existsSync, realpathSync} from '../../files/watched-files.ts';

/** What this checkout says of a recorded path: the file inside the root that it is, or that it is a file elsewhere. */
export type Located = {inside: string} | 'elsewhere' | undefined;

/**
 * Looks a recorded path up on disk: as it stands (links followed), and by its ends below the root and the repository
 * around it. So `packages/b/src/index.ts` is not taken for the `src/index.ts` of `packages/a` when that alone is scanned,
 * nor `dist/src/a.js` for the `src/a.js` that it was compiled from. `least`: ends of so many segments are left to names.
 */
export function locateRecorded(path: string, least: number, {root, top}: Bases): Located {
	if (path.startsWith('/') && existsSync(path)) {
		const found = placeOf(realpathSync(path), {root, top});
		if (found) return found;
	}
	const segments = path.split('/').filter(Boolean);
	for (let length = segments.length; length > least; length--) {
		const end = segments.slice(-length).join('/');
		for (const base of [root, top]) {
			if (base !== undefined && existsSync(join(base, end))) return placeOf(join(base, end), {root, top});
		}
	}
	return undefined;
}

export interface Bases {
	/** Absolute. */
	root: string;
	/** The repository around it; undefined where there is none. */
	top: string | undefined;
}

export function findBases(root: string): Bases {
	for (let folder = root; ; folder = dirname(folder)) {
		if (existsSync(join(folder, '.git'))) return {root, top: folder === root ? undefined : folder};
		if (dirname(folder) === folder) return {root, top: undefined};
	}
}

/** Another checkout of the same repository is no other place: there the names decide. */
function placeOf(path: string, {root, top}: Bases): Located {
	const inside = relative(root, path);
	if (!inside.startsWith('..')) return {inside: inside.split(sep).join('/')};
	return top !== undefined && !relative(top, path).startsWith('..') ? 'elsewhere' : undefined;
}
