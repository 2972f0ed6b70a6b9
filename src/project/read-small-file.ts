import {readFileSync, statSync} from '../files/watched-files.ts';

const MOST_BYTES = 4 * 1024 * 1024;

/** Text of a regular file of at most 4 MB, or undefined: a FIFO or device would never end. */
export function readSmallFile(path: string): string | undefined {
	try {
		const stat = statSync(path);
		return stat.isFile() && stat.size <= MOST_BYTES ? readFileSync(path, 'utf8') : undefined;
	} catch {
		return undefined;
	}
}
