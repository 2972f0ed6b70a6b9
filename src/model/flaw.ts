import type {SuppressedBy} from './suppression.ts';

/** What can be wrong with a construct itself, whether it fired or not. */
export const FLAWS = [
	'unguarding',
	'unbounded',
	'eager',
	'indiscriminate',
	'swallowed',
	'overbroad',
	'stateless-breaker',
	'inverted',
	'unlistened',
	'endless-wait',
	'disabled-in-tests',
] as const;
export type FlawName = (typeof FLAWS)[number];

export interface Flaw {
	flaw: FlawName;
	/** 1-based. */
	line: number;
	/** One or two sentences a person understands: what in this code shows it. */
	why: string;
	/** A comment puts it aside, with a reason. */
	suppressed?: SuppressedBy;
	/** The baseline has it: nothing new. */
	known?: true;
}

/** A flaw as one file shows it. */
export interface FlawDraft extends Flaw {
	/** What the file alone could not tell; `link` drops the flaw where the project tells otherwise, or does not tell. */
	open?: FlawEnd;
}

export type FlawEnd =
	/** Stands only if all that this call may run are asynchronous functions: a failure of theirs is a rejection. */
	| {kind: 'rejects'; call: number}
	/** Stands only if no other code listens to one of these events on what the file hands out under one of these names. */
	| {kind: 'unheard'; events: string[]; names: string[]};
