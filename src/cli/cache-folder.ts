import {existsSync, statSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';

/**
 * Where a repository's tools keep what they can make again: `node_modules/.cache` of the scanned folder, or of the nearest
 * one around it within the repository. Undefined where nothing is installed: then nothing is kept.
 */
export function cacheFolder(dir: string, cwd: string): string | undefined {
	for (let at = resolve(cwd, dir); ; at = dirname(at)) {
		const modules = join(at, 'node_modules');
		if (statSync(modules, {throwIfNoEntry: false})?.isDirectory()) return join(modules, '.cache', 'unfired');
		if (existsSync(join(at, '.git')) || dirname(at) === at) return undefined;
	}
}
