import type {Condition} from '../../model/condition.ts';
import type {Place} from '../../model/place.ts';
import type {Reading} from '../../model/site.ts';

/** What one piece of evidence found. `proves`: which answers of `condition` are to be trusted. */
export interface Proof {
	condition: Condition;
	proves: 'both' | 'yes' | 'no';
	reading: Reading;
	witnesses: Place[];
}
