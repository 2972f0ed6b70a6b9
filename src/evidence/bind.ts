import type {Bound} from './bound.ts';
import {bindLines} from './count-lines.ts';
import {bindPoints} from './count-points.ts';
import {bindRanges} from './count-ranges.ts';
import type {CoveredFile} from './request.ts';
import type {Tally} from './tally.ts';

export function bindTally(tally: Tally, file: CoveredFile): Bound {
	switch (tally.shape) {
		case 'points':
			return bindPoints(tally, file);
		case 'ranges':
			return bindRanges(tally, file);
		case 'lines':
			return bindLines(tally, file);
	}
}
