import {cannotSay, type Place} from '../../model/place.ts';
import type {Tally} from '../formats/tally.ts';
import type {CoveredFile} from '../request.ts';
import type {Bound} from './bound.ts';
import {bindLines} from './count-lines.ts';
import {bindPoints} from './count-points.ts';
import {bindRanges} from './count-ranges.ts';

export function bindTally(tally: Tally, file: CoveredFile): Bound {
	switch (tally.shape) {
		case 'points':
			return bindPoints(tally, file);
		case 'ranges':
			return tally.complete ? bindRanges(tally, file) : withoutHidden(bindRanges(tally, file), file);
		case 'lines':
			return withoutHidden(bindLines(tally, file), file);
	}
}

/**
 * Reports made from V8's counts write 1 for the lines that a comment hides, so that they pass thresholds. Instrumented code has no
 * counter there, and where such a comment is meant for another tool, its counter is true.
 */
function withoutHidden(bound: Bound, {ignored = []}: CoveredFile): Bound {
	const hints = ignored.filter(({tool}) => tool !== 'istanbul');
	if (hints.length === 0) return bound;
	const isHidden = (line: number) => hints.some(({from, until}) => line >= from && line <= until);
	const count = (place: Place) =>
		isHidden(place.line) || (place.first && isHidden(place.first.line)) ? cannotSay : bound.count(place);
	return {...bound, count};
}
