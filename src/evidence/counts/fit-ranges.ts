import {type CompiledPositions, columnOf, lineOf, type RangeTally} from '../formats/tally.ts';
import type {CoveredFile} from '../request.ts';
import {atOffset, offsetOf} from './covered-text.ts';

/** Whether ranges were taken from the text that the file has now. */
export function fitsRanges(tally: RangeTally, file: CoveredFile): 'measured' | 'stale' | 'unmapped' {
	if (tally.positions === 'at') return fitsLines(tally, file) ? 'measured' : 'stale';
	if (tally.positions === 'offset') return tally.length === file.length ? 'measured' : 'stale';
	return fitsMap(tally.positions, file);
}

/** The length of every line is a fingerprint: in 19 518 lines of unchanged files not one differed. */
function fitsLines({lineLengths = new Map()}: RangeTally, file: CoveredFile): boolean {
	const last = Math.max(0, ...lineLengths.keys());
	if (last > file.lineStarts.length) return false;
	for (const [line, length] of lineLengths) {
		if (!mayBeLength(file, line, length, line === last)) return false;
	}
	// Trailing blank lines are left out; anything else behind the last line was added since.
	return file.length - (file.lineStarts[last] ?? file.length) <= 2 * (file.lineStarts.length - last);
}

function mayBeLength(file: CoveredFile, line: number, length: number, last: boolean): boolean {
	const start = file.lineStarts[line - 1]!;
	const next = file.lineStarts[line];
	const full = (next ?? file.length) - start;
	// The text's end is trimmed by some writers; a byte order mark is counted by some.
	if (last && length <= full) return true;
	const without = next === undefined ? [full] : [full - 1, full - 2];
	return without.includes(length) || (line === 1 && without.includes(length + 1));
}

/**
 * A map is judged on the lines that it speaks of, for a bundle leaves out what nothing imports: at least half of the
 * statements there must begin at one of its positions, and a line that holds several must have several.
 */
function fitsMap({offsets, hashes, fault}: CompiledPositions, file: CoveredFile): 'measured' | 'stale' | 'unmapped' {
	if (hashes && !hashes.includes(file.hash)) return 'stale';
	if (fault) return 'unmapped';
	if (file.role !== 'source' || file.anchors.length === 0) return 'measured';
	// Without the source's text in the map, a poor fit may be an old map as well as a coarse one.
	const poor = hashes ? 'unmapped' : 'stale';
	const lines = new Map<number, LineFit>();
	for (const position of offsets.keys()) {
		if (offsetOf(file, lineOf(position), columnOf(position)) === undefined) return poor;
		const line = lines.get(lineOf(position)) ?? {positions: 0, anchors: 0, mapped: 0};
		lines.set(lineOf(position), line);
		line.positions++;
	}
	for (const anchor of file.anchors) {
		const position = atOffset(file, anchor);
		const line = lines.get(lineOf(position));
		if (!line) continue;
		line.anchors++;
		if (offsets.has(position)) line.mapped++;
	}
	const touched = [...lines.values()].filter(({anchors}) => anchors > 0);
	const crowded = touched.filter(({anchors}) => anchors > 1);
	if (crowded.length > 0 && crowded.every(({positions}) => positions === 1)) return 'unmapped';
	const total = touched.reduce((sum, {anchors}) => sum + anchors, 0);
	const mapped = touched.reduce((sum, line) => sum + line.mapped, 0);
	return total > 0 && mapped >= total / 2 ? 'measured' : poor;
}

interface LineFit {
	/** Positions of the map on the line. */
	positions: number;
	/** Statements that begin on the line, and those of them that begin at a position of the map. */
	anchors: number;
	mapped: number;
}
