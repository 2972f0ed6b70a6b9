import type {Condition} from '../model/condition.ts';
import type {Counters} from '../model/evidence.ts';
import {evaluate} from './evaluate.ts';

/** A part of a condition that reads counters. */
export type Part = Extract<Condition, {hit: unknown} | {more: unknown}>;

/** The parts that settle a condition's answer, in order: of alternatives the one that holds, or all that do not. */
export function decidingParts(condition: Condition, counters: Counters): Part[] {
	const answer = evaluate(condition, counters);
	if (answer === 'unknown') return [];
	if ('hit' in condition) return [condition];
	// Without a second side it only asks what the engine can see.
	if ('more' in condition) return condition.more[1].length > 0 ? [condition] : [];
	if ('known' in condition) return decidingParts(condition.known, counters);
	if ('not' in condition) return decidingParts(condition.not, counters);
	const parts = 'any' in condition ? condition.any : 'all' in condition ? condition.all : [];
	const one = 'any' in condition ? 'yes' : 'no';
	if (answer !== one) return parts.flatMap(part => decidingParts(part, counters));
	const settling = parts.find(part => evaluate(part, counters) === one);
	return settling ? decidingParts(settling, counters) : [];
}

/** Whether the answer rests on a comparison of counters. */
export const isByRelation = (condition: Condition, counters: Counters): boolean =>
	decidingParts(condition, counters).some(part => 'more' in part);
