import type {Counters} from '../model/evidence.ts';
import type {Place} from '../model/place.ts';
import type {Witness} from '../model/verdict.ts';
import {countOf} from './evaluate.ts';

/** The lines that show an arc, each with its count where there is one. */
export function witnessesOf(places: readonly Place[], counters: Counters): Witness[] {
	return places.map(place => {
		const {least, most} = countOf(place, counters);
		return {file: place.file, line: place.line, count: least === most ? least : null};
	});
}
