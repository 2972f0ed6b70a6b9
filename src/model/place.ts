/** A range of source text. Lines and columns are 1-based, columns count UTF-16 units; the end is exclusive. */
export interface Span {
	line: number;
	column: number;
	endLine: number;
	endColumn: number;
}

/**
 * What a place is, because every coverage format keeps the counters of these apart:
 * - `statement`: starts where an instrumenter puts the statement's counter (of `const x = f()` at the initialiser).
 * - `function`: its own count, not that of the code around it. `starts` lists where else a format may say it starts.
 * - `block`: a braced block that may be empty; begins at its `{`.
 * - `arm`: one operand of `||`, `&&`, `??`, one side of `?:`; begins at the operand.
 */
export type PlaceKind = 'statement' | 'function' | 'block' | 'arm';

/** A point of a source file whose execution a coverage format may have counted. */
export interface Place {
	/** Relative to the scanned root, with `/`. */
	file: string;
	kind: PlaceKind;
	/** 1-based. */
	line: number;
	/** 1-based, in UTF-16 units. */
	column: number;
	/** Further starts that mean the same: a function's name, parameter list or `async`; a statement's under source maps. */
	starts?: Array<[number, number]>;
	/** For a block: the first statement in it, whose counter stands for the block where a format has none for blocks. */
	first?: Place;
	/**
	 * The unnamed function around the place. Line-shaped V8 reports drop such functions when they were never called, so
	 * that a point inside one would read the count of the code around it: where this counts 0, so does the place.
	 */
	within?: Place;
	/** Behind a `for (let …)` loop that holds functions: there V8 counts the loop's rounds (see `loop-end` of `Sight`). */
	behindRounds?: true;
	/**
	 * What begins here goes two ways at once (`x?.close()`, `x && f()`): source maps move the start of the second way, which is
	 * counted apart, to this very place.
	 */
	forks?: true;
}

/**
 * How often a place ran, as an interval, because formats differ in what they can tell: a counter is [n, n],
 * "at least once" is [1, ∞], "cannot say" is [0, ∞].
 */
export interface Count {
	least: number;
	most: number;
}

export const exactly = (n: number): Count => ({least: n, most: n});
export const atLeastOnce: Count = Object.freeze({least: 1, most: Number.POSITIVE_INFINITY});
export const cannotSay: Count = Object.freeze({least: 0, most: Number.POSITIVE_INFINITY});

/** One line for messages and map keys. */
export const placeKey = (place: Place): string => `${place.file}:${place.line}:${place.column}:${place.kind}`;
