/**
 * What the count of a whole line says of the statements that are counted on it, as far as syntax decides that. Formats
 * that know lines alone are read by it: see `evidence/counts/count-lines.ts`. Parallel lists, one entry a counted statement.
 */
export interface LineMarks {
	/** Offsets of the statements' counters, ascending; of `const x = f()` that of the initialiser. */
	starts: number[];
	/** Sums of `LINE_BITS`. */
	bits: number[];
	/**
	 * Last line, 1-based, that V8 counts only where the statement ran: the lines behind its own in its block, or of the
	 * statement itself where it is in none. Less than the line after its own where there is no such line.
	 */
	until: number[];
}

export const LINE_BITS = {
	/** It begins its line, and whatever else is counted there is part of it or comes after it in the same block. */
	leads: 1,
	/** Nothing that begins on the line behind it (a function, a loop) can run more often than it does. */
	calm: 2,
	/** A function, class or loop begins on the line before it. */
	inner: 4,
	/** The V8 range that counts it covers its whole line, even where a source map moved the range's start by a token. */
	own: 8,
} as const;
