import type {FunctionFact} from '../../model/facts.ts';
import {type Count, cannotSay, exactly, type Place} from '../../model/place.ts';
import {at, columnOf, lineOf, type Range} from '../formats/tally.ts';
import {lineIndexOf} from './covered-text.ts';
import {countDropped} from './dropped-functions.ts';
import {pointsOf, type RangeReader, startOf} from './range-reader.ts';

/** A function has a count of its own, which that of the code around it must never stand in for. */
export function countFunction(reader: RangeReader, place: Place, countAround: () => Count): Count {
	if (reader.tally.complete) {
		const own = listedRange(reader, place);
		if (own) return exactly(own.count);
		// V8 does not list what stands in a function that was never compiled, that is, called.
		const around = countAround();
		return around.most === 0 ? around : cannotSay;
	}
	const fn = reader.file.functions.find((fact, id) => id > 0 && startOf(fact) === at(place.line, place.column));
	if (!fn) return cannotSay;
	const header = Math.max(startOf(fn), ...(place.starts ?? []).map(([line, column]) => at(line, column)));
	const own = rangeAtStart(reader, fn, place) ?? rangeInHeader(reader, fn, header);
	if (own) return exactly(own.count);
	const around = reader.index.innermost(startOf(fn));
	return around ? countDropped(reader, fn, around, header) : cannotSay;
}

/** The first function that begins between the place and its latest known start (a name, a parameter) and holds that. */
function listedRange(reader: RangeReader, place: Place): Range | undefined {
	const {index} = reader;
	const others = (place.starts ?? []).map(([line, column]) => pointsOf(reader, line, column));
	const isFunction = (range: Range) => range.function;
	for (const from of pointsOf(reader, place.line, place.column)) {
		const later = others.map(points => Math.min(...points.filter(point => point >= from)));
		const until = Math.max(from, ...later.filter(Number.isFinite));
		const own =
			index.startingIn(from, until).find(range => isFunction(range) && range.end > until) ??
			index.startingIn(from, startsUntil(reader, from)).find(isFunction);
		if (own) return own;
	}
	return pointsInHeader(reader, place)
		.flatMap(point => index.startingIn(point, point))
		.find(isFunction);
}

/** All points between the place and its latest known start: compilers may keep the position of `function` alone. */
function pointsInHeader(reader: RangeReader, place: Place): number[] {
	const {positions} = reader.tally;
	const starts = place.starts ?? [];
	if (typeof positions === 'string') return starts.flatMap(([line, column]) => pointsOf(reader, line, column));
	const last = Math.max(0, ...starts.map(([line, column]) => at(line, column)));
	return [...positions.offsets]
		.filter(([start]) => start > at(place.line, place.column) && start <= last)
		.flatMap(([, points]) => points);
}

/** What a compiler writes in front of a function (the call of a helper) has no position of its own. */
function startsUntil({tally: {positions}}: RangeReader, start: number): number {
	if (typeof positions === 'string') return start;
	const next = positions.stops[lineIndexOf(positions.stops, start) + 1];
	return next === undefined ? start : next - 1;
}

function rangeAtStart({index, module}: RangeReader, fn: FunctionFact, place: Place): Range | undefined {
	// A branch may start at the same token where a source map moved it there: the function ends where it ends.
	const distance = ({end}: Range) => Math.abs(end - at(fn.endLine, fn.endColumn));
	for (const [line, column] of [[place.line, place.column] as const, ...(place.starts ?? [])]) {
		const start = at(line, column);
		const found = index.startingIn(start, start).filter(range => range !== module);
		if (found.length > 0) return found.sort((a, b) => distance(a) - distance(b))[0];
	}
	return undefined;
}

/** Under source maps a function may start between its modifiers and its name: `export function f`. */
function rangeInHeader({index, module}: RangeReader, fn: FunctionFact, header: number): Range | undefined {
	return index
		.startingIn(startOf(fn), header)
		.find(
			range =>
				range !== module && lineOf(range.end) === fn.endLine && Math.abs(columnOf(range.end) - fn.endColumn) <= 2,
		);
}
