import type {Counters, CoverageSource, FileState} from '../model/evidence.ts';
import {type Count, cannotSay, exactly, type Place, placeKey} from '../model/place.ts';
import {type AskedPlaces, placeId} from './asked-places.ts';
import type {FileSum} from './file-sum.ts';

const STATES: readonly FileState[] = ['measured', 'stale', 'unmapped', 'not-loaded'];

export interface Summed {
	sums: ReadonlyMap<string, FileSum>;
	asked: AskedPlaces;
	sources: CoverageSource[];
	/** A document that held counters of some file or other is lost. */
	lost: boolean;
}

/** Answers from what all tallies of a file add up to. Throws where a place is asked that was not asked before reading. */
export function createCounters({sums, asked, sources, lost}: Summed): Counters {
	const state = (file: string): FileState =>
		STATES.find(candidate => (sums.get(file)?.states as Set<FileState>)?.has(candidate)) ?? 'absent';
	const isPartial = (file: string): boolean => {
		const sum = sums.get(file);
		// What one process counted cannot be placed, and may be what the others do not show.
		const isUnplaced = sum?.states.has('unmapped') && sum.states.has('measured');
		return lost || isUnplaced || sum?.lost === true;
	};
	return {
		sources,
		state,
		isPartial,
		count(place) {
			const count = countAsked(place, state(place.file), asked, sums);
			// What is lost can only have counted more.
			return isPartial(place.file) ? {least: count.least, most: Number.POSITIVE_INFINITY} : count;
		},
		sees: (file, sight) => sums.get(file)?.sees?.has(sight) ?? false,
		lines(file) {
			if (state(file) !== 'measured' && state(file) !== 'not-loaded') return undefined;
			const ran = [...sums.get(file)!.lines.values()];
			return {total: ran.length, covered: ran.filter(Boolean).length};
		},
	};
}

function countAsked(place: Place, state: FileState, asked: AskedPlaces, sums: Summed['sums']): Count {
	const id = placeId(place);
	// Unknown would be a quiet lie: tallies are dropped once they are summed, so a place must be known before.
	if (!asked.get(place.file)?.has(id)) throw new Error(`${placeKey(place)} was not asked for before coverage was read`);
	if (state === 'not-loaded') return exactly(0);
	return sums.get(place.file)?.counts.get(id) ?? cannotSay;
}
