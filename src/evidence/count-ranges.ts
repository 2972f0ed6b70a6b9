import type {FunctionFact} from '../model/facts.ts';
import {atLeastOnce, type Count, cannotSay, exactly, type Place} from '../model/place.ts';
import type {Bound} from './bind.ts';
import {atOffset, offsetOf} from './covered-text.ts';
import {countDropped, enclosingFunction} from './dropped-functions.ts';
import {fitsRanges} from './fit-ranges.ts';
import {indexRanges, type RangeIndex} from './range-index.ts';
import type {CoveredFile} from './request.ts';
import {at, columnOf, joinCounts, lineOf, type Range, type RangeTally} from './tally.ts';

/** One tally of ranges, laid over its file. */
export interface RangeReader {
	tally: RangeTally;
	file: CoveredFile;
	index: RangeIndex;
	module: Range | undefined;
}

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
		lines: () => tally.lines ?? linesOf(reader),
	};
}

/** The range of the file's top-level code, which is no function; source maps may lose it. */
function findModule({ranges, positions}: RangeTally, file: CoveredFile): Range | undefined {
	const first = positions === 'at' ? Math.max(at(1, 1), startOf(file.functions[0])) : 0;
	const candidates = ranges.filter(range => range.start <= first && !range.function);
	return candidates.sort((a, b) => b.end - a.end)[0];
}

const startOf = (fn: FunctionFact | undefined): number => (fn ? at(fn.line, fn.column) : 0);

/** Bundlers map small functions of their own (export getters, name keepers) to the start of a source: no syntax there. */
function withoutStrays(tally: RangeTally, file: CoveredFile, module: Range | undefined): Range[] {
	if (tally.positions !== 'at') return tally.ranges;
	const start = at(1, 1);
	const real = file.functions.some((fn, index) => index > 0 && startOf(fn) === start);
	return real ? tally.ranges : tally.ranges.filter(range => range.start > start || range === module);
}

function countPlace(reader: RangeReader, place: Place): Count {
	if (place.kind === 'function') return countFunction(reader, place);
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
		const range = reader.index.innermost(point);
		const fn = reader.tally.complete ? undefined : enclosingFunction(reader.file, at(place.line, place.column));
		// A source map lost the range of the module; the file was loaded, so its top-level code ran.
		if (!range && !reader.tally.complete && !fn && !reader.module) return atLeastOnce;
		if (!range || (range.coarse && range.count > 0)) return cannotSay;
		const found =
			fn && range.start < at(fn.line, fn.column) ? countDropped(reader, fn, range, point) : exactly(range.count);
		if (found === cannotSay) return cannotSay;
		count = joinCounts(count, found);
	}
	return count ?? cannotSay;
}

/** A function has a count of its own, which that of the code around it must never stand in for. */
function countFunction(reader: RangeReader, place: Place): Count {
	const starts = [[place.line, place.column] as const, ...(place.starts ?? [])];
	const fn = reader.file.functions.find(
		({line, column}, index) => index > 0 && line === place.line && column === place.column,
	);
	for (const [line, column] of starts) {
		for (const point of pointsOf(reader, line, column)) {
			const own = ownRange(reader, point, fn);
			if (own) return exactly(own.count);
		}
	}
	if (!reader.tally.complete) return fn ? countUnlisted(reader, fn, starts) : cannotSay;
	// V8 does not list what stands in a function that was never compiled, that is, called.
	const around = countPoint(reader, place);
	return around.most === 0 ? around : cannotSay;
}

function ownRange({index, tally, module}: RangeReader, start: number, fn: FunctionFact | undefined): Range | undefined {
	const found = index.startingIn(start, start).filter(range => range !== module);
	if (tally.complete) return found.find(range => range.function);
	if (!fn) return undefined;
	// A branch may start at the same token where a source map moved it there: the function ends where it ends.
	const distance = ({end}: Range) => Math.abs(end - at(fn.endLine, fn.endColumn));
	return found.sort((a, b) => distance(a) - distance(b))[0];
}

function countUnlisted(reader: RangeReader, fn: FunctionFact, starts: ReadonlyArray<readonly [number, number]>): Count {
	// Under source maps a function may start between its modifiers and its name: `export function f`.
	const start = at(fn.line, fn.column);
	const header = Math.max(...starts.map(([line, column]) => at(line, column)));
	const own = reader.index
		.startingIn(start, header)
		.find(({end}) => lineOf(end) === fn.endLine && Math.abs(columnOf(end) - fn.endColumn) <= 2);
	if (own && own !== reader.module) return exactly(own.count);
	const around = reader.index.innermost(start);
	return around ? countDropped(reader, fn, around, header) : cannotSay;
}

function pointsOf({tally, file}: RangeReader, line: number, column: number): number[] {
	if (tally.positions === 'at') return [at(line, column)];
	if (tally.positions !== 'offset') return tally.positions.offsets.get(at(line, column)) ?? [];
	const offset = offsetOf(file, line, column);
	return offset === undefined ? [] : [offset];
}

/** V8 counts no lines: a line of code ran if its first statement did. */
function linesOf(reader: RangeReader): Map<number, number> {
	const lines = new Map<number, number>();
	for (const anchor of reader.file.anchors) {
		const position = atOffset(reader.file, anchor);
		const line = lineOf(position);
		if (lines.has(line)) continue;
		lines.set(
			line,
			countPoint(reader, {file: reader.file.file, kind: 'statement', line, column: columnOf(position)}).least,
		);
	}
	return lines;
}
