import {type Place, placeKey} from '../model/place.ts';
import {type Followed, fileOf, sequenceKey} from '../model/sequence.ts';

/** What is to be counted in one file, each thing once. */
export interface FilePlan {
	file: string;
	places: Place[];
	sequences: Followed[];
}

/** By file, in order. */
export function planProbes(places: Iterable<Place>, sequences: Iterable<Followed>): FilePlan[] {
	const plans = new Map<string, {places: Map<string, Place>; sequences: Map<string, Followed>}>();
	const planOf = (file: string) => {
		const known = plans.get(file) ?? {places: new Map(), sequences: new Map()};
		plans.set(file, known);
		return known;
	};
	for (const place of places) {
		for (const each of [place, ...(place.within ? [place.within] : [])])
			planOf(each.file).places.set(placeKey(each), each);
	}
	for (const sequence of sequences) planOf(fileOf(sequence)).sequences.set(sequenceKey(sequence), sequence);
	return [...plans]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([file, {places, sequences}]) => ({
			file,
			places: [...places.values()],
			sequences: [...sequences.values()],
		}));
}
