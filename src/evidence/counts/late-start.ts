import {type Count, exactly} from '../../model/place.ts';
import {type At, type CompiledPositions, columnOf, joinCounts, lineOf, type Range} from '../formats/tally.ts';
import {lineIndexOf} from './covered-text.ts';
import type {RangeReader} from './range-reader.ts';

/**
 * Some compilers (esbuild, and so tsx) let a map's position stand before the white space in front of the statement that
 * it means, so that the range of a `throw` behind `if (…)` begins after the point. Which it is, the next position of the map
 * tells: it lies as far behind the statement in the compiled text as in the source. Undefined where the point is right.
 */
export function countLateStart(
	{tally, index}: RangeReader,
	place: At,
	point: number,
	around: Range,
): Count | undefined {
	const {positions} = tally;
	if (typeof positions === 'string') return undefined;
	const {stops} = positions;
	const next = stops[lineIndexOf(stops, point) + 1];
	if (next === undefined) return undefined;
	const inside = index.startingIn(point + 1, next - 1).filter(({function: isFunction}) => !isFunction);
	const [own] = inside;
	if (!own) return undefined;
	const space = spaceBefore(positions, place, point, next);
	if (space !== undefined) {
		const start = point + space;
		const late = inside.find(range => range.start === start);
		if (late) return exactly(late.count);
		// Behind one character there may be white space that was written otherwise in the source.
		if (own.start > Math.max(start, point + 1)) return undefined;
	}
	return inside.map(({count}) => exactly(count)).reduce(joinCounts, exactly(around.count));
}

/** How much further the next position is away in the compiled text than in the source; undefined if on another line there. */
function spaceBefore(positions: CompiledPositions, place: At, point: number, next: number): number | undefined {
	const follower = originsOf(positions).get(next);
	if (follower === undefined || lineOf(follower) !== lineOf(place)) return undefined;
	const between = columnOf(follower) - columnOf(place);
	return between > 0 && between <= next - point ? next - point - between : undefined;
}

const known = new WeakMap<CompiledPositions, Map<number, At>>();

function originsOf(positions: CompiledPositions): Map<number, At> {
	const found = known.get(positions);
	if (found) return found;
	const origins = new Map([...positions.offsets].flatMap(([place, points]) => points.map(point => [point, place])));
	known.set(positions, origins);
	return origins;
}
