import {fileURLToPath} from 'node:url';

/** A recorded path with `/`, without scheme, drive letter, query and dot segments. Absolute ones begin with `/`. */
export function normaliseRecorded(recorded: string): string {
	let path = recorded;
	if (/^file:/i.test(path)) path = fromUrl(path);
	else if (BUNDLER.test(path)) path = fromBundler(path);
	// Vite serves what lies outside its root so, and runs it under that name.
	path = path.replace(/^\/@fs(?=\/)/, '');
	path = path.replaceAll('\\', '/').replace(/^\/?[a-z]:(?=\/)/i, '');
	const absolute = path.startsWith('/');
	const segments: string[] = [];
	for (const segment of path.split('/')) {
		if (segment === '..' && segments.length > 0 && segments.at(-1) !== '..') segments.pop();
		else if (segment !== '' && segment !== '.') segments.push(segment);
	}
	return (absolute ? '/' : '') + segments.join('/');
}

function fromUrl(url: string): string {
	// Loaders hang their own query on the URL of the same file.
	const plain = url.replace(/[?#].*$/s, '');
	try {
		return fileURLToPath(plain, {windows: false});
	} catch {
		return plain.replace(/^file:\/\/[^/]*/i, '');
	}
}

const BUNDLER = /^[a-z][a-z\d+.-]+:\/\/[^/]*\//i;

/** `webpack://name/./src/a.ts?1f2e` and its like: relative to the folder that the bundler ran in, or absolute. */
function fromBundler(url: string): string {
	const path = url.replace(BUNDLER, '').replace(/\?.*$/s, '');
	return path.replace(/^(?:\[project\]|\([\w-]+\))\//, '').replace(/^\.\//, '');
}

/** Recorded on a file system that does not tell upper from lower case. */
export const isWindowsPath = (recorded: string): boolean =>
	/^(?:file:\/+)?[a-z]:[\\/]/i.test(recorded) || recorded.includes('\\');
