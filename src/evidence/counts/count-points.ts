import {atLeastOnce, type Count, cannotSay, type Place} from '../../model/place.ts';
import {type At, at, joinCounts, type PointTally, V8_ON_SYNTAX} from '../formats/tally.ts';
import type {CoveredFile} from '../request.ts';
import type {Bound} from './bound.ts';
import {enclosingFunction} from './dropped-functions.ts';
import {fitPoints} from './fit-points.ts';

/** Reads counters that stand at the starts of syntax: by line and column, never by line alone. */
export function bindPoints(tally: PointTally, file: CoveredFile): Bound {
	const bodies = bodiesByFunction(tally, file);
	const fit = fitPoints(tally, file);
	return {
		state: fit.state === 'measured' && !tally.loaded ? 'not-loaded' : fit.state,
		sees: tally.sees,
		count: place =>
			at(place.line, place.column) >= fit.doubtFrom ? cannotSay : countPoint(tally, file, bodies, place),
		lines: () => tally.lines,
	};
}

function countPoint(tally: PointTally, file: CoveredFile, bodies: Map<At, Count>, place: Place): Count {
	switch (place.kind) {
		case 'statement':
			return atStart(tally.statements, place) ?? atOtherStart(tally.statements, place) ?? atFileStart(file, place);
		case 'arm':
			return atStart(tally.arms, place) ?? cannotSay;
		case 'block':
			return (place.first && atStart(tally.statements, place.first)) ?? atStart(tally.blocks, place) ?? cannotSay;
		case 'function':
			return functionAt(tally, bodies, place) ?? cannotSay;
	}
}

/** One column on counts as well: a single character before a counter that begins there can only be a parenthesis. */
function atStart(counts: Map<number, Count>, {line, column}: Place): Count | undefined {
	return counts.get(at(line, column)) ?? counts.get(at(line, column + 1));
}

/**
 * By its start, or by the function that its body lies in where a source map moved the start. A V8 count that was put on
 * syntax may carry the position of the token before the function, so there the start says nothing.
 */
function functionAt(tally: PointTally, bodies: Map<At, Count>, place: Place): Count | undefined {
	const starts = tally.sees === V8_ON_SYNTAX ? [] : [[place.line, place.column] as const, ...(place.starts ?? [])];
	for (const [line, column] of starts) {
		const count = tally.functions.get(at(line, column));
		if (count) return count;
	}
	return bodies.get(at(place.line, place.column));
}

/** Counts by the start of the innermost function around each body. A body never starts where its function does. */
function bodiesByFunction({bodies}: PointTally, file: CoveredFile): Map<At, Count> {
	const found = new Map<At, Count>();
	for (const [start, count] of bodies) {
		const fn = enclosingFunction(file, start - 1);
		if (!fn) continue;
		const key = at(fn.line, fn.column);
		found.set(key, joinCounts(found.get(key), count));
	}
	return found;
}

/** Source maps put the counter of an initialiser at the declared name, that of an `else if` at its `else`. */
function atOtherStart(counts: Map<At, Count>, {starts = []}: Place): Count | undefined {
	const found = starts.map(([line, column]) => counts.get(at(line, column)));
	return found.find(count => count !== undefined);
}

/** The file's first token: where a file was loaded, its top-level code was entered. */
function atFileStart(file: CoveredFile, place: Place): Count {
	const [module] = file.functions;
	const first = module !== undefined && module.line === place.line && module.column === place.column;
	return first ? atLeastOnce : cannotSay;
}
