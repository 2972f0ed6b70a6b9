import {holds, offsetOf} from './covered-text.ts';
import type {CoveredFile} from './request.ts';
import {type At, at, columnOf, lineOf, type PointTally} from './tally.ts';

/**
 * Share of a file's statement counters that may fall beside its syntax. Over 211 files of seven unchanged repositories
 * two or more counters fell beside in 0.019 at most; a line put into the middle of a file moves 0.2 and more.
 */
const BESIDE = 0.025;

/** The same towards the end of the file: an edit near the end moves few counters, but most of those behind it. */
const BESIDE_FROM_HERE = 0.1;

/** Whether statement counters fall on the present syntax, and from where on they are not to be trusted. */
export function fitPoints({statements}: PointTally, file: CoveredFile): {stale: boolean; doubtFrom: At} {
	// Of tests no syntax is kept, for nothing of them is judged.
	if (file.role !== 'source') return {stale: false, doubtFrom: Number.POSITIVE_INFINITY};
	const starts = [...statements.keys()].sort((a, b) => b - a);
	let beside = 0;
	let doubtFrom = Number.POSITIVE_INFINITY;
	for (const [index, start] of starts.entries()) {
		if (fits(file, start)) continue;
		beside++;
		if (beside > (index + 1) * BESIDE_FROM_HERE) doubtFrom = at(lineOf(start), 0);
	}
	return {stale: beside > Math.max(1, starts.length * BESIDE), doubtFrom};
}

function fits(file: CoveredFile, start: At): boolean {
	const offset = offsetOf(file, lineOf(start), columnOf(start));
	return offset !== undefined && holds(file.anchors, offset);
}
