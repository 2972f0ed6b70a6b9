import {type Place, placeKey, type Span} from './place.ts';

/**
 * What no counter of a place shows, and a probe can: within one run one of `first` happened, and one of `after` behind it.
 * All of it stands in one file.
 */
export interface Sequence {
	/** One run is one call of this function, or one execution of this statement (a loop). */
	scope: Place;
	first: Place[];
	/** Calls of the scope by itself that go on with the run they are made in. */
	again: Span[];
	after: Ending[];
}

export type Ending =
	/** The place ran. */
	| {ran: Place}
	/** The block came to its end. */
	| {ends: Span}
	/** The expression gave a value; where that is a promise, it was fulfilled. */
	| {gives: Span}
	/** The expression threw; where it gave a promise, that was rejected. Never one that is still pending. */
	| {fails: Span};

const at = ({line, column, endLine, endColumn}: Span): string => `${line}:${column}-${endLine}:${endColumn}`;

/** One line that is the same for the same sequence of the same source. */
export function sequenceKey({scope, first, again, after}: Sequence): string {
	const endings = after.map(ending => {
		if ('ran' in ending) return `ran ${keyInFile(ending.ran)}`;
		if ('ends' in ending) return `ends ${at(ending.ends)}`;
		return 'gives' in ending ? `gives ${at(ending.gives)}` : `fails ${at(ending.fails)}`;
	});
	return [
		`in ${keyInFile(scope)}`,
		`first ${first.map(keyInFile).join(' ')}`,
		...(again.length > 0 ? [`again ${again.map(at).join(' ')}`] : []),
		...endings,
	].join('; ');
}

/** `placeKey` without the file. */
export const keyInFile = (place: Place): string => placeKey(place).slice(place.file.length + 1);
