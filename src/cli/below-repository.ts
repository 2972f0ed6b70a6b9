import {existsSync} from 'node:fs';
import {dirname, join, relative, sep} from 'node:path';
import {realPathOf} from './real-path.ts';

/**
 * Where a folder stands in the repository around it, with `/`: empty for its root, and where there is no repository. Services
 * tell files by their paths from there.
 */
export function belowRepository(folder: string): string {
	const real = realPathOf(folder);
	for (let root = real; ; root = dirname(root)) {
		if (existsSync(join(root, '.git'))) return relative(root, real).split(sep).join('/');
		if (dirname(root) === root) return '';
	}
}
