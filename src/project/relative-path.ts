import {relative, sep} from 'node:path';

/** `path` as seen from `root`, with `/`; `.` for the root itself, `../x` outside it. */
export function relativePath(root: string, path: string): string {
	const found = relative(root, path);
	return found === '' ? '.' : sep === '/' ? found : found.split(sep).join('/');
}

/** True for relative paths that lead out of the root. */
export const leavesRoot = (path: string): boolean => path === '..' || path.startsWith('../') || path.startsWith('/');

/** `a/b` and `c` make `a/b/c`; `.` is nothing. */
export const joinPath = (folder: string, name: string): string => (folder === '.' ? name : `${folder}/${name}`);

export const folderOf = (path: string): string => {
	const slash = path.lastIndexOf('/');
	return slash < 0 ? '.' : path.slice(0, slash);
};

export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** True where `path` is `folder` or lies in it. */
export const within = (path: string, folder: string): boolean =>
	folder === '.' || path === folder || path.startsWith(`${folder}/`);
