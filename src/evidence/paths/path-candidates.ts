import {posix} from 'node:path';
import {type Bases, findBases, locateRecorded} from './locate-recorded.ts';
import {isWindowsPath, normaliseRecorded} from './recorded-path.ts';

export interface PathRequest {
	root: string;
	coverageRoot?: string | undefined;
	/** Folder of the coverage, relative to the root; undefined outside it. */
	folder?: string | undefined;
	/** Scanned files by path. */
	files: ReadonlySet<string>;
}

export interface Candidate {
	file: string;
	/** Number of equal segments at the end. */
	length: number;
	/** What has to be replaced by what at the start to get from the recorded path to the file's. */
	rewrite: string;
	/** One of the two paths is the end of the other. */
	whole: boolean;
	/** Segments before the whole file that are those of the scanned root: `packages/a`. */
	beyond: number;
	/** The file lies in the package whose folder the coverage stands in. */
	near: boolean;
}

/** The files that a recorded path can mean; one alone that is `exact` needs no comparing. */
export interface Candidates {
	exact: string | undefined;
	candidates: Candidate[];
}

/** Finds the files that recorded paths can mean: exactly if possible, else those that share the longest end. */
export function findCandidatesIn(request: PathRequest): (recorded: string) => Candidates {
	const byName = groupByName(request.files);
	const bases = findBases(request.root);
	return recorded => {
		const path = normaliseRecorded(recorded);
		const exact = matchExactly(path, request);
		if (exact.length === 1) return {exact: exact[0], candidates: []};
		const compare = comparing(path, request, isWindowsPath(recorded));
		if (exact.length > 1) return {exact: undefined, candidates: exact.map(compare)};
		return compareEnds(path, byName, bases, compare, request);
	};
}

const NONE: Candidates = {exact: undefined, candidates: []};

function compareEnds(
	path: string,
	byName: ReadonlyMap<string, string[]>,
	bases: Bases,
	compare: (file: string) => Candidate,
	{files}: PathRequest,
): Candidates {
	const all = (byName.get(posix.basename(path).toLowerCase()) ?? []).map(compare);
	const longest = Math.max(0, ...all.map(({length}) => length));
	if (longest === 0) return NONE;
	const located = locateRecorded(path, longest, bases);
	if (located === 'elsewhere') return NONE;
	if (located) return files.has(located.inside) ? {exact: located.inside, candidates: []} : NONE;
	// A dependency's `src/index.js` is nobody's source.
	if (path.split('/').includes('node_modules')) return NONE;
	return {exact: undefined, candidates: all.filter(({length}) => length === longest)};
}

function matchExactly(path: string, {root, coverageRoot, folder, files}: PathRequest): string[] {
	if (path.startsWith('/')) {
		const below = [root, coverageRoot].map(base => base && relativeTo(normaliseRecorded(base), path));
		return below.filter((file): file is string => file !== undefined && files.has(file)).slice(0, 1);
	}
	const inside = coverageRoot === undefined ? undefined : relativeTo(normaliseRecorded(coverageRoot), path);
	if (inside !== undefined && files.has(inside)) return [inside];
	const found = files.has(path) ? [path] : [];
	// Relative to a package whose folder the coverage stands in.
	for (let base = folder; base !== undefined && base !== '.'; base = posix.dirname(base)) {
		const joined = posix.join(base, path);
		if (files.has(joined)) found.push(joined);
	}
	return found;
}

export const relativeTo = (base: string, path: string): string | undefined =>
	base === '/' ? path.slice(1) : path.startsWith(`${base}/`) ? path.slice(base.length + 1) : undefined;

function groupByName(files: Iterable<string>): Map<string, string[]> {
	const byName = new Map<string, string[]>();
	for (const file of files) {
		const name = posix.basename(file).toLowerCase();
		byName.set(name, [...(byName.get(name) ?? []), file]);
	}
	return byName;
}

function comparing(path: string, {root, folder}: PathRequest, isWindows: boolean): (file: string) => Candidate {
	// There names differ in case without meaning another file.
	const same = (x: string | undefined, y: string | undefined): boolean =>
		x === y || (isWindows && x?.toLowerCase() === y?.toLowerCase());
	const a = path.split('/').filter(Boolean);
	const around = root.split(/[/\\]/).filter(Boolean);
	const packageFolder = folder === undefined || folder === '.' ? undefined : posix.dirname(folder);
	return file => {
		const b = file.split('/');
		let length = 0;
		while (length < a.length && length < b.length && same(a.at(-1 - length), b.at(-1 - length))) length++;
		let beyond = 0;
		if (length === b.length)
			while (beyond < around.length && same(a.at(-1 - length - beyond), around.at(-1 - beyond))) beyond++;
		const rewrite = JSON.stringify([a.slice(0, a.length - length).join('/'), b.slice(0, b.length - length).join('/')]);
		const whole = length === b.length || (length === a.length && !path.startsWith('/'));
		const near = [packageFolder, folder].some(
			base => base !== undefined && base !== '.' && file.startsWith(`${base}/`),
		);
		return {file, length, rewrite, whole, beyond, near};
	};
}
