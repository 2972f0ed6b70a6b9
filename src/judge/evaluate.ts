import {type Condition, placesOf} from '../model/condition.ts';
import type {Counters} from '../model/evidence.ts';
import {type Count, cannotSay, exactly, type Place} from '../model/place.ts';

export type Answer = 'yes' | 'no' | 'unknown';

/**
 * Evaluates a condition in three-valued logic over counts that are intervals. `more(a, b)` is yes where even the least
 * of a is above the most of b, and no where even the most of a is not above the least of b.
 */
export function evaluate(condition: Condition, counters: Counters): Answer {
	if ('hit' in condition) return isHit(countOf(condition.hit, counters));
	if ('more' in condition) return isMore(condition, counters);
	if ('any' in condition) return strongest(condition.any, counters, 'yes', 'no');
	if ('all' in condition) return strongest(condition.all, counters, 'no', 'yes');
	if ('not' in condition) return negate(evaluate(condition.not, counters));
	if ('known' in condition) {
		const counted = evaluate(condition.known, counters);
		return counted === 'unknown' && counters.happened ? isHit(counters.happened(condition.followed)) : counted;
	}
	return 'unknown';
}

/**
 * How often a place ran. A place in a function that was never called never ran, whatever the counter beside it says;
 * behind some loops V8 counts something else.
 */
export function countOf(place: Place, counters: Counters): Count {
	if (place.within && countOf(place.within, counters).most === 0) return exactly(0);
	if (place.behindRounds && counters.state(place.file) === 'measured' && !counters.sees(place.file, 'loop-end'))
		return cannotSay;
	return counters.count(place);
}

function isHit({least, most}: Count): Answer {
	if (least > 0) return 'yes';
	return most === 0 ? 'no' : 'unknown';
}

function isMore({more: [above, below], sees}: Extract<Condition, {more: unknown}>, counters: Counters): Answer {
	const blind = sees?.some(sight => [...above, ...below].some(place => !counters.sees(place.file, sight)));
	if (blind) return 'unknown';
	const a = sumOf(above, counters);
	const b = sumOf(below, counters);
	if (a.least > b.most) return 'yes';
	return a.most <= b.least ? 'no' : 'unknown';
}

export function sumOf(places: readonly Place[], counters: Counters): Count {
	return places
		.map(place => countOf(place, counters))
		.reduce((sum, {least, most}) => ({least: sum.least + least, most: sum.most + most}), exactly(0));
}

/** `any` is yes as soon as one is, `all` is no as soon as one is; with neither, one unknown makes the whole unknown. */
function strongest(conditions: readonly Condition[], counters: Counters, decisive: Answer, otherwise: Answer): Answer {
	const answers = conditions.map(condition => evaluate(condition, counters));
	if (answers.includes(decisive)) return decisive;
	return answers.includes('unknown') ? 'unknown' : otherwise;
}

const negate = (answer: Answer): Answer => (answer === 'unknown' ? 'unknown' : answer === 'yes' ? 'no' : 'yes');

/** The count of the first place that a condition reads; unknown where it reads none. */
export function firstCount(condition: Condition, counters: Counters): Count {
	const [place] = placesOf(condition);
	return place ? countOf(place, counters) : cannotSay;
}
