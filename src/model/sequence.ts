import {type Place, placeKey, type Span} from './place.ts';
import type {Watch} from './watch.ts';

/**
 * What no counter of a place shows, and a probe can: within one run one of `first` happened, and one of `after` behind it.
 * All of it stands in one file.
 */
export interface Sequence {
	/** One run is one call of this function, or one execution of this statement (a loop). */
	scope: Place;
	/** Where there is none, the run itself is enough. */
	first: Place[];
	/** Only when it happens for the second time in a run. */
	second?: true;
	/** Calls that lead to the scope again, and go on with the run they are made in. */
	again: Span[];
	/** They lead there through other functions, perhaps not at once: what was not seen may have happened. */
	partial?: true;
	after: Ending[];
}

/** The same over the life of one object, whichever functions it goes through. */
export interface Succession {
	file: string;
	first: Step[];
	after: Step[];
	/** What ends the wait for `after`. */
	until: Step[];
}

/** A place that ran, and the object that it was about: `this` or a name that is in scope there. */
export interface Step {
	at: Place;
	of: string;
}

export type Followed = Sequence | Succession | Watch;

export const isSuccession = (followed: Followed): followed is Succession => 'until' in followed;

export const isWatch = (followed: Followed): followed is Watch => 'made' in followed;

export const isSequence = (followed: Followed): followed is Sequence => 'scope' in followed;

export const fileOf = (followed: Followed): string => (isSequence(followed) ? followed.scope.file : followed.file);

export type Ending =
	/** The place ran. */
	| {ran: Place}
	/** The block came to its end. */
	| {ends: Span}
	/** The expression gave a value; where that is a promise, it was fulfilled. */
	| {gives: Span}
	/** The expression gave something that is not false, null, undefined or empty. */
	| {yields: Span}
	/** The expression threw; where it gave a promise, that was rejected. Never one that is still pending. */
	| {fails: Span}
	/** The place ran while the promise that the expression made was still pending. */
	| {settles: Span; at: Place}
	/** The function that stands there was called by whom it was given to; with a promise, while that was still pending. */
	| {calls: Span; promise?: Span};

const at = ({line, column, endLine, endColumn}: Span): string => `${line}:${column}-${endLine}:${endColumn}`;

/** One line that is the same for the same sequence of the same source. */
export function sequenceKey(followed: Followed): string {
	if (isWatch(followed)) return watchKey(followed);
	if (isSuccession(followed)) {
		const steps = (name: string, list: readonly Step[]) =>
			`${name} ${list.map(step => `${keyInFile(step.at)} of ${step.of}`).join(' ')}`;
		return [steps('first', followed.first), steps('after', followed.after), steps('until', followed.until)].join('; ');
	}
	const {scope, first, again, after, second} = followed;
	const endings = after.map(ending => {
		if ('ran' in ending) return `ran ${keyInFile(ending.ran)}`;
		if ('ends' in ending) return `ends ${at(ending.ends)}`;
		if ('gives' in ending) return `gives ${at(ending.gives)}`;
		if ('yields' in ending) return `yields ${at(ending.yields)}`;
		if ('fails' in ending) return `fails ${at(ending.fails)}`;
		if ('settles' in ending) return `settles ${at(ending.settles)} at ${keyInFile(ending.at)}`;
		return `calls ${at(ending.calls)}${ending.promise ? ` for ${at(ending.promise)}` : ''}`;
	});
	return [
		`in ${keyInFile(scope)}`,
		`${second ? 'second' : 'first'} ${first.map(keyInFile).join(' ')}`,
		...(again.length > 0 ? [`again ${again.map(at).join(' ')}`] : []),
		...endings,
	].join('; ');
}

function watchKey({made, tells, settles}: Watch): string {
	const told = tells.map(tell =>
		Object.entries(tell)
			.map(([name, value]) => `${name} ${[value].flat().join(' ')}`)
			.join(' '),
	);
	return [`made ${at(made)}`, ...told, ...(settles ? [`settles ${at(settles)}`] : [])].join('; ');
}

/** `placeKey` without the file. */
export const keyInFile = (place: Place): string => placeKey(place).slice(place.file.length + 1);
