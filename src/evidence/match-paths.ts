import {posix} from 'node:path';
import {normaliseRecorded} from './recorded-path.ts';

export interface PathRequest {
	root: string;
	coverageRoot?: string;
	/** Folder of the coverage, relative to the root; undefined outside it. */
	folder?: string;
	/** Scanned files by path. */
	files: ReadonlySet<string>;
}

export interface PathMatches {
	/** Recorded path to scanned file. */
	matched: Map<string, string>;
	ambiguous: string[];
}

interface Candidate {
	file: string;
	/** Number of equal segments at the end. */
	length: number;
	/** What has to be replaced by what at the start to get from the recorded path to the file's. */
	rewrite: string;
	/** One of the two paths is the end of the other. */
	whole: boolean;
}

/** Finds the scanned file of each recorded path: exactly if possible, else by the longest end that only one shares. */
export function matchPaths(recorded: Iterable<string>, request: PathRequest): PathMatches {
	const matched = new Map<string, string>();
	const open = new Map<string, Candidate[]>();
	const byName = groupByName(request.files);
	for (const path of new Set(recorded)) {
		const normal = normaliseRecorded(path);
		const exact = matchExactly(normal, request);
		if (exact !== undefined) matched.set(path, exact);
		else if (isOwn(normal)) open.set(path, findCandidates(normal, byName));
	}
	const ambiguous = matchByEnds(matched, open);
	return {matched, ambiguous};
}

/**
 * Every file that a recorded path can turn out to mean once all paths of its source are known, so that its counters can
 * be taken in before: no other file is ever matched to it.
 */
export function candidatesIn(request: PathRequest): (path: string) => string[] {
	const byName = groupByName(request.files);
	return path => {
		const normal = normaliseRecorded(path);
		const exact = matchExactly(normal, request);
		if (exact !== undefined) return [exact];
		return isOwn(normal) ? findCandidates(normal, byName).map(({file}) => file) : [];
	};
}

/** A dependency's `src/index.js` is nobody's source. */
const isOwn = (path: string): boolean => !path.split('/').includes('node_modules');

function matchExactly(path: string, {root, coverageRoot, folder, files}: PathRequest): string | undefined {
	if (path.startsWith('/')) {
		for (const base of [root, coverageRoot]) {
			const relative = base === undefined ? undefined : below(normaliseRecorded(base), path);
			if (relative !== undefined && files.has(relative)) return relative;
		}
		return undefined;
	}
	const inside = coverageRoot === undefined ? undefined : below(normaliseRecorded(coverageRoot), path);
	if (inside !== undefined && files.has(inside)) return inside;
	if (files.has(path)) return path;
	// Relative to a package whose folder the coverage stands in.
	for (let base = folder; base !== undefined && base !== '.'; base = posix.dirname(base)) {
		const joined = posix.join(base, path);
		if (files.has(joined)) return joined;
	}
	return undefined;
}

const below = (base: string, path: string): string | undefined =>
	base === '/' ? path.slice(1) : path.startsWith(`${base}/`) ? path.slice(base.length + 1) : undefined;

function groupByName(files: Iterable<string>): Map<string, string[]> {
	const byName = new Map<string, string[]>();
	for (const file of files) {
		const name = posix.basename(file);
		const known = byName.get(name);
		if (known) known.push(file);
		else byName.set(name, [file]);
	}
	return byName;
}

/** The files that share the longest end with the path. */
function findCandidates(path: string, byName: Map<string, string[]>): Candidate[] {
	const candidates = (byName.get(posix.basename(path)) ?? []).map(file => compareEnds(path, file));
	const longest = Math.max(0, ...candidates.map(({length}) => length));
	return candidates.filter(({length}) => length === longest);
}

function compareEnds(path: string, file: string): Candidate {
	const a = path.split('/').filter(Boolean);
	const b = file.split('/');
	let length = 0;
	while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length++;
	const rewrite = JSON.stringify([a.slice(0, a.length - length).join('/'), b.slice(0, b.length - length).join('/')]);
	const whole = length === b.length || (length === a.length && !path.startsWith('/'));
	return {file, length, rewrite, whole};
}

/**
 * Paths of one source were recorded in one place, so the rewrite that most of them share settles those that fit more
 * than one file, and a rewrite that cuts both paths short must be shared to be believed.
 */
function matchByEnds(matched: Map<string, string>, open: Map<string, Candidate[]>): string[] {
	const support = new Map<string, number>();
	for (const candidates of open.values()) {
		for (const {rewrite} of candidates) support.set(rewrite, (support.get(rewrite) ?? 0) + 1);
	}
	const supportOf = ({rewrite}: Candidate) => support.get(rewrite)!;
	const claims = new Map<string, Array<{path: string; support: number}>>();
	const ambiguous: string[] = [];
	for (const [path, candidates] of open) {
		const believed = candidates.filter(candidate => candidate.whole || supportOf(candidate) > 1);
		const most = Math.max(0, ...believed.map(supportOf));
		const best = believed.filter(candidate => supportOf(candidate) === most);
		if (best.length > 1 || (best.length === 0 && candidates.length > 1 && candidates[0]!.length > 1))
			ambiguous.push(path);
		else if (best.length === 1) addTo(claims, best[0]!.file, {path, support: most});
	}
	const taken = new Set(matched.values());
	for (const [file, claimants] of claims) {
		if (taken.has(file)) continue;
		const most = Math.max(...claimants.map(claim => claim.support));
		const best = claimants.filter(claim => claim.support === most);
		if (best.length === 1) matched.set(best[0]!.path, file);
		else ambiguous.push(...best.map(({path}) => path));
	}
	return ambiguous.sort();
}

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
	const known = map.get(key);
	if (known) known.push(value);
	else map.set(key, [value]);
}
