import type {Place} from '../model/place.ts';

/** The places of each file that conditions read, by what makes their count. */
export type AskedPlaces = ReadonlyMap<string, ReadonlyMap<string, Place>>;

/** With the functions around them, whose counts are read first, and the first statements in them, which stand for them in words. */
export function groupPlaces(places: Iterable<Place>): AskedPlaces {
	const byFile = new Map<string, Map<string, Place>>();
	const add = (place: Place): void => {
		const known = byFile.get(place.file) ?? new Map<string, Place>();
		byFile.set(place.file, known.set(placeId(place), place));
		if (place.within) add(place.within);
		if (place.first) add(place.first);
	};
	for (const place of places) add(place);
	return byFile;
}

/** Everything that a count depends on: other starts and the first statement too, for they are asked where a format lacks the place itself. */
export const placeId = ({kind, line, column, starts, first, forks}: Place): string =>
	`${kind}:${line}:${column}${forks ? '?' : ''}${starts ? `|${starts.join(';')}` : ''}${first ? `|${placeId(first)}` : ''}`;
