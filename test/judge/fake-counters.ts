import type {Sight} from '../../src/model/condition.ts';
import type {Counters, FileState} from '../../src/model/evidence.ts';
import {type Count, cannotSay, exactly, type Place, placeKey} from '../../src/model/place.ts';

export const FILE = 'src/a.ts';

/** A statement of `src/a.ts`. */
export const at = (line: number, column = 1, more: Partial<Place> = {}): Place => ({
	file: FILE,
	kind: 'statement',
	line,
	column,
	...more,
});

/** Counters of places, by line; a number is an exact count, what is not listed cannot be said. */
export function counters(
	counts: ReadonlyArray<readonly [Place, number | Count]> = [],
	{state = 'measured', sees = ['arms']}: {state?: FileState; sees?: readonly Sight[]} = {},
): Counters {
	const known = new Map(counts.map(([place, count]) => [placeKey(place), count]));
	return {
		state: () => state,
		sees: (_, sight) => sees.includes(sight),
		lines: () => undefined,
		sources: [],
		count(place) {
			const count = known.get(placeKey(place));
			if (typeof count === 'number') return exactly(count);
			return count ?? cannotSay;
		},
	};
}
