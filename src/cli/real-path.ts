import {realpathSync} from 'node:fs';

/** Where a path leads; the path itself where nothing is there. */
export function realPathOf(path: string): string {
	try {
		return realpathSync(path);
	} catch {
		return path;
	}
}
