import {fileURLToPath} from 'node:url';

/** A recorded path with `/`, without scheme, drive letter, query and dot segments. Absolute ones begin with `/`. */
export function normaliseRecorded(recorded: string): string {
	let path = recorded;
	if (/^file:/i.test(path)) path = fromUrl(path);
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
