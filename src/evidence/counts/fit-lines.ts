import type {LineTally} from '../formats/tally.ts';
import type {CoveredFile} from '../request.ts';
import {lineIndexOf} from './covered-text.ts';

/**
 * Who wrote counts of lines, as far as the lines show it:
 * - `statements`: only lines on which a statement begins, with the highest count of those (Istanbul and what V8 counts
 *   on syntax);
 * - `every`: every line, with the count of the innermost V8 range that covers it whole;
 * - `unknown`: anything else, or what may be either.
 */
export type LineWriter = 'statements' | 'every' | 'unknown';

export interface LineFit {
	writer: LineWriter;
	stale: boolean;
	/** From this 1-based line on the text seems to have changed. */
	doubtFrom: number;
}

/** Share of the listed lines on which nothing is counted, and of the counted ones that are not listed, as in `fitPoints`. */
const BESIDE = 0.025;
const MISSING = 0.1;
const BESIDE_FROM_HERE = 0.1;

/** Whether counts of lines were taken from the text that the file has now. */
export function fitLines(tally: LineTally, file: CoveredFile): LineFit {
	const listed = [...tally.lines.keys()].sort((a, b) => a - b);
	const last = listed.at(-1) ?? 0;
	const fit: LineFit = {writer: 'unknown', stale: false, doubtFrom: Number.POSITIVE_INFINITY};
	const lines = file.lineStarts.length - (file.lineStarts.at(-1) === file.length ? 1 : 0);
	if (last > lines || tally.functions.some(({line}) => line > lines)) return {...fit, stale: true};
	// Of tests no syntax is kept, for nothing of them is judged.
	if (file.role !== 'source' || listed.length === 0) return fit;
	if (listsAll(listed, file)) return {...fit, writer: tally.zerosOnly ? 'unknown' : 'every'};
	const anchors = linesOf(file, file.anchors);
	const beside = listed.filter(line => !anchors.has(line));
	// All lines of a shorter text, those without a statement too.
	if (listed.length === last && beside.length > 0) return {...fit, stale: true};
	const counted = linesOf(file, file.lineMarks?.starts ?? []);
	const missing = [...counted].filter(line => !tally.lines.has(line));
	const isComplete = missing.length <= Math.max(2, counted.size * MISSING);
	const isOther = tally.zerosOnly || beside.length > Math.max(1, listed.length * BESIDE);
	if (isOther) return {...fit, stale: !isComplete};
	return {writer: 'statements', stale: !isComplete, doubtFrom: doubtFrom(listed, anchors)};
}

/** Blank lines at the end are left out by some. */
function listsAll(listed: readonly number[], {lineStarts, length, functions}: CoveredFile): boolean {
	const last = listed.at(-1)!;
	if (listed.length < last || functions.some(({endLine}, id) => id > 0 && endLine > last)) return false;
	const isLineFeed = lineStarts.some((start, line) => start - (lineStarts[line - 1] ?? Number.NaN) === 1);
	const breaks = Math.max(0, lineStarts.length - 1 - last);
	return length - (lineStarts[last] ?? length) <= breaks * (isLineFeed ? 1 : 2);
}

function doubtFrom(listed: readonly number[], anchors: ReadonlySet<number>): number {
	let beside = 0;
	let from = Number.POSITIVE_INFINITY;
	for (const [index, line] of listed.toReversed().entries()) {
		if (anchors.has(line)) continue;
		beside++;
		if (beside > (index + 1) * BESIDE_FROM_HERE) from = line;
	}
	return from;
}

const linesOf = (file: CoveredFile, offsets: readonly number[]): Set<number> =>
	new Set(offsets.map(offset => lineIndexOf(file.lineStarts, offset) + 1));
