import type {Place} from './place.ts';
import type {Followed} from './sequence.ts';

/**
 * What an engine must be able to see for a relation of counters to be sound:
 * - `sync-throw`: a synchronous throw from a plain call stops the count of the statements behind it
 *   (instrumented code does, V8 block coverage does not).
 * - `arms`: operands of logical expressions have counts of their own.
 * - `empty-block`: a block without statements has a count (V8 ranges do, Istanbul does not).
 * - `loop-end`: how often a `for (let …)` loop that holds functions ended (V8 counts its rounds there).
 */
export type Sight = 'sync-throw' | 'arms' | 'empty-block' | 'loop-end';

/**
 * What must hold of the counters, as data, so that `extract` needs to know no coverage format and `judge` no syntax.
 * Evaluated in three-valued logic. A one-sided proof is `any(more(…), signal)` or `all(more(…), signal)`: the
 * signal is unknown unless a trace or a proof supplies it, so nothing is guessed.
 */
export type Condition =
	/** The counter at this place is above zero. */
	| {hit: Place}
	/** The first counters' sum is above the second's. `sees`: what the engine must see for that to be sound. */
	| {more: [Place[], Place[]]; sees?: Sight[]}
	/** A stand-in or a proof says so; unknown without one. */
	| {signal: string}
	/** Where the counters leave `known` open, the runs that a trace followed settle it. */
	| {known: Condition; followed: Followed}
	| {any: Condition[]}
	| {all: Condition[]}
	| {not: Condition};

export const hit = (place: Place): Condition => ({hit: place});
export const more = (above: Place[], below: Place[], sees?: Sight[]): Condition =>
	sees?.length ? {more: [above, below], sees} : {more: [above, below]};
export const any = (...conditions: Condition[]): Condition =>
	conditions.length === 1 ? conditions[0]! : {any: conditions};
export const all = (...conditions: Condition[]): Condition =>
	conditions.length === 1 ? conditions[0]! : {all: conditions};
export const not = (condition: Condition): Condition => ({not: condition});
/** No counter can say: unknown. */
export const signal = (name: string): Condition => ({signal: name});
export const followed = (known: Condition, sequence: Followed | undefined): Condition =>
	sequence ? {known, followed: sequence} : known;
export const always: Condition = Object.freeze({all: []}) as Condition;
export const never: Condition = Object.freeze({any: []}) as Condition;

/** Every place that a condition reads, in order of appearance. */
export function placesOf(condition: Condition): Place[] {
	if ('hit' in condition) return [condition.hit];
	if ('more' in condition) return condition.more.flat();
	if ('any' in condition) return condition.any.flatMap(placesOf);
	if ('all' in condition) return condition.all.flatMap(placesOf);
	if ('not' in condition) return placesOf(condition.not);
	return 'known' in condition ? placesOf(condition.known) : [];
}

/** Every sequence that a condition asks a trace for, in order of appearance. */
export function sequencesOf(condition: Condition): Followed[] {
	if ('known' in condition) return [condition.followed, ...sequencesOf(condition.known)];
	if ('any' in condition) return condition.any.flatMap(sequencesOf);
	if ('all' in condition) return condition.all.flatMap(sequencesOf);
	if ('not' in condition) return sequencesOf(condition.not);
	return [];
}
