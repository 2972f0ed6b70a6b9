import type {Sight} from '../../model/condition.ts';
import type {FileState} from '../../model/evidence.ts';
import type {Count, Place} from '../../model/place.ts';

/** One tally laid over the file that it is about. */
export interface Bound {
	state: Extract<FileState, 'measured' | 'not-loaded' | 'stale' | 'unmapped'>;
	sees: ReadonlySet<Sight>;
	count(place: Place): Count;
	/** Count of each line that has code, by 1-based line. Lines whose count nobody needs any more may be left out. */
	lines(isKnown?: (line: number) => boolean): ReadonlyMap<number, number>;
}
