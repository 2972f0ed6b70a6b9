import type {Sight} from '../../model/condition.ts';
import type {Count} from '../../model/place.ts';

/** A position as one number that sorts as positions do: line and column 1-based. Column 0 is the end of the line before. */
export type At = number;

const LINE = 2 ** 24;
export const at = (line: number, column: number): At => line * LINE + column;
export const lineOf = (position: At): number => Math.floor(position / LINE);
export const columnOf = (position: At): number => position % LINE;

/**
 * What one coverage source says of one file: every format becomes one of these shapes, and nothing behind them knows
 * formats. Several tallies may speak of one file (processes, sources): their counts are added, never their maps.
 */
export type Tally = PointTally | RangeTally | LineTally;

interface TallyBase {
	/** As recorded. */
	path: string;
	/** False where nothing in the file ran, which no format tells from "never loaded". */
	loaded: boolean;
	sees: ReadonlySet<Sight>;
	/** The source map that the executed text names and that is not there. */
	missingMap?: string;
}

/** Counters that stand at the starts of syntax, as instrumenters put them. */
export interface PointTally extends TallyBase {
	shape: 'points';
	/** Several counters on one start (compiled code) leave an interval. */
	statements: Map<At, Count>;
	functions: Map<At, Count>;
	/** The same functions by the start of their bodies. */
	bodies: Map<At, Count>;
	/** Operands of logical expressions and sides of conditionals. */
	arms: Map<At, Count>;
	/** Branches of `if` that have a position of their own, keyed by it. */
	blocks: Map<At, Count>;
	lines: Map<number, number>;
	/** Where the positions come from a source map that the format carries. */
	map?: Pick<CompiledPositions, 'hashes' | 'fault'>;
}

/** Nested ranges, the innermost of which counts a point. */
export interface RangeTally extends TallyBase {
	shape: 'ranges';
	ranges: Range[];
	/** True if functions that were never called are listed too; false where the format drops the unnamed ones. */
	complete: boolean;
	/** What range positions are: `At` of the source, offsets of its text, or offsets of text compiled from it. */
	positions: 'at' | 'offset' | CompiledPositions;
	/** Where the format counts lines itself. */
	lines?: Map<number, number>;
	/** Length of each line that the format lists, in UTF-16 units without line break. */
	lineLengths?: Map<number, number>;
	/** Length of the text that was executed. */
	length?: number;
}

/** Counts of whole lines. Who wrote them, and so what they mean, is seen only when they are laid over the file. */
export interface LineTally extends TallyBase {
	shape: 'lines';
	/** By 1-based line; `cannotSay` for a line whose count is none. */
	lines: Map<number, Count>;
	functions: Array<{name: string; line: number; count: Count}>;
	/** Lines on which a branch begins that was not taken; absent where the report speaks of no branch at all. */
	idle?: ReadonlySet<number>;
	/** Counts above zero may be anything at all, even bytes (bun). */
	zerosOnly: boolean;
}

export interface Range {
	start: number;
	/** Exclusive. */
	end: number;
	count: number;
	/** The range of a whole function, where the format tells. */
	function: boolean;
	/** Counted as a whole only: says nothing of the points inside. */
	coarse: boolean;
}

/** A source file's points in the text compiled from it, as its source map gives them: exact points only. */
export interface CompiledPositions {
	offsets: Map<At, number[]>;
	/** Every offset of the compiled text that the map speaks of, ascending. */
	stops: readonly number[];
	/** SHA-1 of the source's text in UTF-8, where the map carries it: as it is, and with other line ends. */
	hashes?: string[] | undefined;
	/** Why the map places nothing. */
	fault?: MapFault;
}

/**
 * What shows that a source map cannot be used. `shared`: one point of the compiled text stands for several places.
 * `outside`: it speaks of positions that the compiled text lacks. `other-text`: it belongs to another text.
 * `none`: the executed text is compiled, and no map leads back.
 */
export type MapFault = 'shared' | 'outside' | 'other-text' | 'none';

export const INSTRUMENTED: ReadonlySet<Sight> = new Set<Sight>(['sync-throw', 'arms', 'loop-end']);
export const V8_ON_SYNTAX: ReadonlySet<Sight> = new Set<Sight>(['arms']);
/** Nothing tells counts of lines that V8 made from those of instrumented code. */
export const LINES: ReadonlySet<Sight> = new Set<Sight>();
export const V8_RANGES: ReadonlySet<Sight> = new Set<Sight>(['arms', 'empty-block']);

/** Both counters mean the place and nothing tells which: anything between them. */
export function joinCounts(known: Count | undefined, count: Count): Count {
	if (!known) return count;
	return {least: Math.min(known.least, count.least), most: Math.max(known.most, count.most)};
}
