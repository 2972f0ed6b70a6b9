import {closeSync, openSync, readSync} from '../../files/watched-files.ts';

/** Where one member or element stands in a file, in bytes; the end is exclusive. */
export interface Extent {
	/** As JSON text, with its quotes; empty for elements of a list. */
	key: string;
	start: number;
	end: number;
}

export interface JsonExtents {
	/** Members of the object that the file holds. */
	members: Extent[];
	/** Members or elements of those members that were asked for, by their name. */
	inside: Map<string, Extent[]>;
	/** The text is not balanced, or goes on behind its end: the file is not whole. */
	broken: boolean;
}

const CHUNK = 4 * 2 ** 20;
const [QUOTE, BACKSLASH, COMMA, COLON, SPACE] = [0x22, 0x5c, 0x2c, 0x3a, 0x20];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Finds the members of a JSON object without parsing them, in one pass over the bytes, so that each can be read and
 * parsed alone: JSON larger than memory, or than the longest string. Only brackets and strings are looked at; what is
 * wrong inside a member shows when that is parsed.
 */
export function findExtents(path: string, inner: readonly string[]): JsonExtents {
	const scan = startScan(inner);
	const file = openSync(path, 'r');
	try {
		const chunk = Buffer.allocUnsafe(CHUNK);
		for (let at = 0; ; ) {
			const length = readSync(file, chunk, 0, CHUNK, at);
			if (length === 0) break;
			scanBytes(scan, chunk.subarray(0, length), at);
			at += length;
		}
	} finally {
		closeSync(file);
	}
	const {members, inside, broken, begun, open, inString} = scan;
	return {members, inside, broken: broken || !begun || inString || open.length > 0};
}

export function nameOf(key: string): string {
	try {
		return String(JSON.parse(key));
	} catch {
		return key;
	}
}

interface Scan extends JsonExtents {
	inner: readonly string[];
	/** Brackets that are open. */
	open: number[];
	/** Depth down to which values have extents: 2 inside members that were asked for. */
	taken: number;
	begun: boolean;
	inString: boolean;
	escaped: boolean;
	/** Of the string that is being read, if it is a key that is wanted. */
	keyBytes: number[] | undefined;
	/** By depth, of the value that is being read; -1 and empty before it. */
	starts: number[];
	keys: string[];
}

const startScan = (inner: readonly string[]): Scan => ({
	members: [],
	inside: new Map(),
	broken: false,
	inner,
	open: [],
	taken: 1,
	begun: false,
	inString: false,
	escaped: false,
	keyBytes: undefined,
	starts: [-1, -1, -1],
	keys: ['', '', ''],
});

function scanBytes(scan: Scan, bytes: Buffer, offset: number): void {
	for (let i = 0; i < bytes.length; i++) {
		if (scan.inString) {
			i = skipString(scan, bytes, i);
			continue;
		}
		const byte = bytes[i]!;
		if (byte === QUOTE) startString(scan, offset + i);
		else if (byte >= OPEN_LIST || scan.open.length <= scan.taken) readSyntax(scan, byte, offset + i);
	}
}

/** Index of the string's last byte in this chunk. */
function skipString(scan: Scan, bytes: Buffer, from: number): number {
	let i = from;
	for (; i < bytes.length; i++) {
		const byte = bytes[i]!;
		scan.keyBytes?.push(byte);
		if (scan.escaped) scan.escaped = false;
		else if (byte === BACKSLASH) scan.escaped = true;
		else if (byte === QUOTE) {
			scan.inString = false;
			break;
		}
	}
	return i;
}

function startString(scan: Scan, at: number): void {
	scan.inString = true;
	const depth = scan.open.length;
	if (depth === 0) scan.broken = true;
	if (depth === 0 || depth > scan.taken) return;
	const isKey = scan.open[depth - 1] === OPEN_OBJECT && scan.keys[depth] === '';
	if (isKey) scan.keyBytes = [QUOTE];
	else beginValue(scan, at);
}

function readSyntax(scan: Scan, byte: number, at: number): void {
	const depth = scan.open.length;
	if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
		if (depth === 0) beginText(scan, byte);
		else if (depth <= scan.taken) beginValue(scan, at);
		descend(scan, byte);
	} else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
		if (depth > 0 && depth <= scan.taken) endValue(scan, at);
		ascend(scan, byte);
	} else if (depth > scan.taken || byte <= SPACE) return;
	// In front of the text a byte order mark may stand.
	else if (depth === 0) scan.broken ||= scan.begun || byte < 0x80;
	else if (byte === COMMA) endValue(scan, at);
	else if (byte === COLON) takeKey(scan);
	else beginValue(scan, at);
}

function beginText(scan: Scan, byte: number): void {
	scan.broken ||= scan.begun || byte !== OPEN_OBJECT;
	scan.begun = true;
}

function beginValue({starts, open}: Scan, at: number): void {
	if (starts[open.length] === -1) starts[open.length] = at;
}

function descend(scan: Scan, byte: number): void {
	const depth = scan.open.push(byte);
	if (depth === 2) scan.taken = scan.inner.includes(nameOf(scan.keys[1]!)) ? 2 : 1;
	if (depth > scan.taken) return;
	scan.starts[depth] = -1;
	scan.keys[depth] = '';
}

function ascend(scan: Scan, byte: number): void {
	// In ASCII, each closing bracket is the second behind its opening one.
	if (scan.open.pop() !== byte - 2) scan.broken = true;
	if (scan.open.length === 1) scan.taken = 1;
}

function takeKey(scan: Scan): void {
	if (!scan.keyBytes) scan.broken = true;
	scan.keys[scan.open.length] = Buffer.from(scan.keyBytes ?? []).toString('utf8');
	scan.keyBytes = undefined;
}

function endValue(scan: Scan, at: number): void {
	const depth = scan.open.length;
	const [start, key] = [scan.starts[depth]!, scan.keys[depth]!];
	if (start >= 0) extentsOf(scan, depth).push({key, start, end: at});
	scan.starts[depth] = -1;
	scan.keys[depth] = '';
	scan.keyBytes = undefined;
}

function extentsOf({members, inside, keys}: Scan, depth: number): Extent[] {
	if (depth === 1) return members;
	const name = nameOf(keys[1]!);
	const known = inside.get(name);
	if (known) return known;
	const extents: Extent[] = [];
	inside.set(name, extents);
	return extents;
}
