import type {FunctionFact} from '../../model/facts.ts';
import {type Count, cannotSay, exactly} from '../../model/place.ts';
import {type At, at, type Range} from '../formats/tally.ts';
import type {CoveredFile} from '../request.ts';
import type {RangeReader} from './range-reader.ts';

/** The innermost function around a position; undefined at top level. */
export function enclosingFunction(file: CoveredFile, point: At): FunctionFact | undefined {
	let found: FunctionFact | undefined;
	for (const [index, fn] of file.functions.entries()) {
		if (index === 0 || at(fn.line, fn.column) > point || at(fn.endLine, fn.endColumn) <= point) continue;
		if (!found || at(fn.line, fn.column) >= at(found.line, found.column)) found = fn;
	}
	return found;
}

/**
 * Count of a point in a function that has no range around that point, in a format that drops unnamed functions which
 * were never called: the innermost range is that of the code outside, and taking it would be false comfort.
 */
export function countDropped(reader: RangeReader, fn: FunctionFact, outside: Range, point: number): Count {
	if (outside.count === 0) return exactly(0);
	// Named functions are always listed, so this one is, at a place that a source map moved.
	if (fn.name !== '<anonymous>') return cannotSay;
	// It is listed, and its range ends too early.
	if (reader.index.startingIn(at(fn.line, fn.column), point).length > 0) return cannotSay;
	return linesRan(reader, fn) ? cannotSay : exactly(0);
}

/** Lines inside a dropped function all count 0; one that ran means that the function is listed somewhere else. */
function linesRan({tally}: RangeReader, fn: FunctionFact): boolean {
	for (let line = fn.line + 1; line < fn.endLine; line++) {
		if ((tally.lines?.get(line) ?? 0) > 0) return true;
	}
	return false;
}
