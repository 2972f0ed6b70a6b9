import {dirname, isAbsolute, relative, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {readFileSync, statSync} from '../../files/watched-files.ts';
import {isRecord, type JsonRecord} from '../../util/parse-json.ts';

/** The map that a compiled text names; `missing`: it names one that is not there. */
export type FoundMap = {map: JsonRecord} | {missing: string} | undefined;

const COMMENT = /^[ \t]*\/[/*][@#][ \t]*sourceMappingURL=([^\s*]+)/gm;
const INLINE = /^data:application\/json[^,]*?(;base64)?,/;

/**
 * The map that a compiled text names in its last comment: inline, or in a file inside the root, for a recorded path is no
 * reason to read elsewhere. Throws if it is broken.
 */
export function findMap(text: string, path: string, root: string): FoundMap {
	const url = [...text.matchAll(COMMENT)].at(-1)?.[1];
	if (url === undefined) return undefined;
	const inline = INLINE.exec(url);
	if (inline) {
		const data = url.slice(inline[0].length);
		return found(inline[1] ? Buffer.from(data, 'base64').toString('utf8') : decodeURIComponent(data));
	}
	const beside = pathOf(/^[a-z][a-z0-9+.-]+:/i.test(url) ? url : resolve(dirname(path), decodeURIComponent(url)));
	const json = beside === undefined ? undefined : readInside(root, beside);
	return json === undefined ? {missing: url} : found(json);
}

function found(json: string): FoundMap {
	// The prefix `)]}'` keeps browsers from running a map as a script.
	const map: unknown = JSON.parse(json.replace(/^\)\]\}'?[^\n]*\n/, ''));
	if (!isRecord(map)) throw new Error('it is no object');
	return {map};
}

/** Absolute path of a URL or path; undefined where it is neither one of a file nor absolute. */
export function pathOf(url: string): string | undefined {
	if (isAbsolute(url)) return url;
	try {
		return url.startsWith('file:') ? fileURLToPath(url.replace(/[?#].*$/s, '')) : undefined;
	} catch {
		return undefined;
	}
}

/** The text of a file inside the root. */
export function readInside(root: string, path: string): string | undefined {
	const inside = relative(root, path);
	if (inside.startsWith('..') || isAbsolute(inside)) return undefined;
	return statSync(path, {throwIfNoEntry: false})?.isFile() ? readFileSync(path, 'utf8') : undefined;
}
