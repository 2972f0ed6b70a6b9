import type {Range} from '../formats/tally.ts';

/** Ranges in order of their starts, outer ones first, to be looked up by point. */
export interface RangeIndex {
	/** The range around the point that starts last; of those that start together, the one that ends first. */
	innermost(point: number, counts?: (range: Range) => boolean): Range | undefined;
	/** The ranges that start between the two points, both included; outer ones first. */
	startingIn(from: number, until: number): Range[];
}

export function indexRanges(ranges: readonly Range[]): RangeIndex {
	const sorted = [...ranges].sort(
		(a, b) => a.start - b.start || b.end - a.end || Number(b.function) - Number(a.function),
	);
	return {
		innermost(point, counts = () => true) {
			for (let i = countUpTo(sorted, point) - 1; i >= 0; i--) {
				if (sorted[i]!.end > point && counts(sorted[i]!)) return sorted[i];
			}
			return undefined;
		},
		startingIn(from, until) {
			return sorted.slice(countUpTo(sorted, from - 0.5), countUpTo(sorted, until));
		},
	};
}

/** How many ranges start at or before the point. */
function countUpTo(sorted: readonly Range[], point: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (sorted[middle]!.start <= point) low = middle + 1;
		else high = middle;
	}
	return low;
}
