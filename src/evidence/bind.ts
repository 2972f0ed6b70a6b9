import type {Bound} from './bound.ts';
import {bindPoints} from './count-points.ts';
import {bindRanges} from './count-ranges.ts';
import type {CoveredFile} from './request.ts';
import type {Tally} from './tally.ts';

export const bindTally = (tally: Tally, file: CoveredFile): Bound =>
	tally.shape === 'points' ? bindPoints(tally, file) : bindRanges(tally, file);
