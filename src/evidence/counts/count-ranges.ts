import {atLeastOnce, type Count, cannotSay, exactly, type Place} from '../../model/place.ts';
import {at, columnOf, joinCounts, lineOf, type Range, type RangeTally} from '../formats/tally.ts';
import type {CoveredFile} from '../request.ts';
import type {Bound} from './bound.ts';
import {countFunction} from './count-functions.ts';
import {atOffset, offsetOf} from './covered-text.ts';
import {countDropped, enclosingFunction} from './dropped-functions.ts';
import {fitsRanges} from './fit-ranges.ts';
import {countLateStart} from './late-start.ts';
import {indexRanges} from './range-index.ts';
import {pointsOf, type RangeReader, startOf} from './range-reader.ts';

/** Reads nested V8 ranges at points: a range is no construct, so only the innermost one around a point counts. */
export function bindRanges(tally: RangeTally, file: CoveredFile): Bound {
	const module = findModule(tally, file);
	const index = indexRanges(withoutStrays(tally, file, module));
	const reader = {tally, file, index, module};
	const state = fitsRanges(tally, file);
	return {
		state: state === 'measured' && !tally.loaded ? 'not-loaded' : state,
		sees: tally.sees,
		count: place => countPlace(reader, place),
		lines: isKnown => tally.lines ?? linesOf(reader, isKnown),
	};
}

/** The range of the file's top-level code, which is no function; source maps may lose it. */
function findModule({ranges, positions}: RangeTally, file: CoveredFile): Range | undefined {
	const first = positions === 'at' ? Math.max(at(1, 1), startOf(file.functions[0])) : 0;
	const candidates = ranges.filter(range => range.start <= first && !range.function);
	return candidates.sort((a, b) => b.end - a.end)[0];
}

/** Bundlers map small functions of their own (export getters, name keepers) to the start of a source: no syntax there. */
function withoutStrays(tally: RangeTally, file: CoveredFile, module: Range | undefined): Range[] {
	if (tally.positions !== 'at') return tally.ranges;
	const start = at(1, 1);
	const real = file.functions.some((fn, index) => index > 0 && startOf(fn) === start);
	return real ? tally.ranges : tally.ranges.filter(range => range.start > start || range === module);
}

function countPlace(reader: RangeReader, place: Place): Count {
	if (place.kind === 'function') return countFunction(reader, place, () => countPoint(reader, place));
	if (place.kind !== 'block') return countPoint(reader, place);
	const brace = countPoint(reader, place);
	if (!place.first) return brace;
	const first = countPoint(reader, place.first);
	if (brace === cannotSay) return first;
	// Both points lie in the block. Where a source map moved the range's start between them, neither is trusted alone.
	return first === cannotSay ? brace : joinCounts(brace, first);
}

function countPoint(reader: RangeReader, place: Place): Count {
	let count: Count | undefined;
	for (const point of pointsOf(reader, place.line, place.column)) {
		const found = reader.tally.complete ? countListed(reader, place, point) : countAmongDropped(reader, place, point);
		if (found === cannotSay) return cannotSay;
		count = joinCounts(count, found);
	}
	return count ?? cannotSay;
}

/** A statement or operand that begins with a function runs as often as the code around that function. */
function countListed(reader: RangeReader, {kind, line, column}: Place, point: number): Count {
	const range = reader.index.innermost(point, ({function: isFunction, start}) => !isFunction || start < point);
	if (!range || isCoarse(range) || (range.count > 0 && isOutside(reader, range, at(line, column)))) return cannotSay;
	const late = kind === 'statement' ? countLateStart(reader, at(line, column), point, range) : undefined;
	return late ?? exactly(range.count);
}

/** V8 lists all functions of code that ran: where the place's own is not among them, the range around it says nothing. */
function isOutside({tally, file}: RangeReader, range: Range, place: number): boolean {
	if (tally.positions !== 'offset') return false;
	const begins = file.functions.some((fn, id) => id > 0 && startOf(fn) === place);
	const fn = enclosingFunction(file, begins ? place - 1 : place);
	if (!fn) return false;
	const [start, end] = [offsetOf(file, fn.line, fn.column), offsetOf(file, fn.endLine, fn.endColumn)];
	return range.start < (start ?? 0) || range.end > (end ?? file.length);
}

function countAmongDropped(reader: RangeReader, place: Place, point: number): Count {
	const {file, index, module} = reader;
	const begins = file.functions.some((fn, id) => id > 0 && startOf(fn) === point);
	// A source map may have moved the operand's range to where the function starts: which is which cannot be told.
	if (begins && place.kind === 'arm' && index.startingIn(point, point).length > 0) return cannotSay;
	// Whether a range that begins here is that of the statement's second way, or of a block whose `{` has no position, is not told.
	if (place.forks && index.startingIn(point, point).some(range => range !== module && !range.function))
		return cannotSay;
	const range = index.innermost(point, ({start}) => !begins || start < point);
	const fn = enclosingFunction(file, begins ? point - 1 : point);
	// A source map lost the range of the module; the file was loaded, so its top-level code ran.
	if (!range && !fn && !module) return atLeastOnce;
	if (!range || isCoarse(range)) return cannotSay;
	return fn && range.start < startOf(fn) ? countDropped(reader, fn, range, point) : exactly(range.count);
}

const isCoarse = ({coarse, count}: Range): boolean => coarse && count > 0;

/** V8 counts no lines: a line of code ran if its first statement did. */
function linesOf(reader: RangeReader, isKnown: (line: number) => boolean = () => false): Map<number, number> {
	const lines = new Map<number, number>();
	for (const anchor of reader.file.anchors) {
		const position = atOffset(reader.file, anchor);
		const line = lineOf(position);
		if (lines.has(line) || isKnown(line)) continue;
		const place: Place = {file: reader.file.file, kind: 'statement', line, column: columnOf(position)};
		const count = countPoint(reader, place);
		if (count !== cannotSay) lines.set(line, count.least);
	}
	return lines;
}
