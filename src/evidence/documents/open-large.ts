import {closeSync, openSync, readSync, statSync} from '../../files/watched-files.ts';
import {isRecord, parseJson} from '../../util/parse-json.ts';
import type {Around, Format, Reading} from '../formats/format.ts';
import {istanbul} from '../formats/read-istanbul.ts';
import {v8} from '../formats/read-v8.ts';
import {type Extent, findExtents, type JsonExtents, nameOf} from './json-extents.ts';
import type {Opened} from './open-document.ts';

/**
 * JSON from this size on is read member by member. Parsed as a whole it takes about three times its size at once; in
 * parts 200 MB took 7 s and the memory of one part, against 6 s and 700 MB for JSON.parse, 13 s for @streamparser/json
 * and 30 s for stream-json, neither of which can go back to a script's source map behind all scripts.
 */
export const LARGE = 16 * 2 ** 20;

/** Members that are parsed together; parts of 8 MB took twice the memory and more time. */
const PART = 2 ** 20;

/** A single member beyond this fits no string. */
const MOST = 500 * 2 ** 20;

const CACHE = 'source-map-cache';

export const isLargeJson = (path: string): boolean =>
	statSync(path).size >= LARGE && /^\uFEFF?\s*\{/.test(readStart(path));

/** The readings of a large document, part by part. Nothing of one that is not whole is used. */
export function* openLarge(path: string, around: Around): Generator<Opened> {
	const extents = findExtents(path, ['result', CACHE]);
	if (extents.broken) {
		yield {problem: 'it is no whole JSON: it ends too early, or its brackets do not match'};
		return;
	}
	const file = openSync(path, 'r');
	try {
		if (extents.inside.has('result')) yield* readScripts(file, extents, around);
		else yield* readFiles(file, extents, around);
	} finally {
		closeSync(file);
	}
}

/** Each script with its own source map, which stands behind all scripts. */
function* readScripts(file: number, {inside}: JsonExtents, around: Around): Generator<Opened> {
	const maps = new Map((inside.get(CACHE) ?? []).map(extent => [nameOf(extent.key), extent]));
	for (const extent of inside.get('result')!) {
		const script = readMember(file, extent);
		const url = isRecord(script) && typeof script.url === 'string' ? script.url : undefined;
		const map = url === undefined ? undefined : maps.get(url);
		const cache = map && Object.fromEntries([[url, readMember(file, map)]]);
		yield readPart(v8, {result: [script], ...(cache && {[CACHE]: cache})}, around);
	}
}

function* readFiles(file: number, {members}: JsonExtents, around: Around): Generator<Opened> {
	let known = false;
	for (const part of groupMembers(members)) {
		const document = Object.fromEntries(part.map(extent => [nameOf(extent.key), readMember(file, extent)]));
		known ||= istanbul.recognises(document);
		if (known) yield readPart(istanbul, document, around);
	}
	if (!known) yield {problem: 'its content is no coverage format that is known'};
}

const readPart = (format: Format, document: unknown, around: Around): Opened => ({
	format: format.format,
	...(format.read(document, around) as Reading),
});

function groupMembers(members: readonly Extent[]): Extent[][] {
	const groups: Extent[][] = [];
	let size = Number.POSITIVE_INFINITY;
	for (const member of members) {
		size += member.end - member.start;
		if (size > PART) {
			groups.push([]);
			size = member.end - member.start;
		}
		groups.at(-1)!.push(member);
	}
	return groups;
}

/** Undefined where it is no JSON, which the format's reader tells as it tells all that is odd. */
function readMember(file: number, {start, end}: Extent): unknown {
	if (end - start > MOST) return undefined;
	const bytes = Buffer.allocUnsafe(end - start);
	readSync(file, bytes, 0, bytes.length, start);
	return parseJson(bytes.toString('utf8')).value;
}

function readStart(path: string): string {
	const file = openSync(path, 'r');
	try {
		const bytes = Buffer.alloc(64);
		return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0));
	} finally {
		closeSync(file);
	}
}
