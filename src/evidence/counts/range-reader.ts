import type {FunctionFact} from '../../model/facts.ts';
import {type At, at, type Range, type RangeTally} from '../formats/tally.ts';
import type {CoveredFile} from '../request.ts';
import {offsetOf} from './covered-text.ts';
import type {RangeIndex} from './range-index.ts';

/** One tally of ranges, laid over its file. */
export interface RangeReader {
	tally: RangeTally;
	file: CoveredFile;
	index: RangeIndex;
	module: Range | undefined;
}

/** Where a position of the source lies among the ranges; several points where a compiler wrote it more than once. */
export function pointsOf({tally, file}: RangeReader, line: number, column: number): number[] {
	if (tally.positions === 'at') return [at(line, column)];
	if (tally.positions !== 'offset') return tally.positions.offsets.get(at(line, column)) ?? [];
	const offset = offsetOf(file, line, column);
	return offset === undefined ? [] : [offset];
}

export const startOf = (fn: FunctionFact | undefined): At => (fn ? at(fn.line, fn.column) : 0);
