import type {ts} from '@ts-morph/common';

/** The file nests deeper than can be read for sure: only programs write such. */
export class TooDeep extends Error {
	override name = 'TooDeep';
}

/**
 * Whether a call stack takes a depth depends on how warm the engine is, and two scans must not differ in what they skip.
 * So nesting is bounded far below what overflows the smallest stack (960 KB, all code interpreted): the parser at 630
 * levels of brackets, our own walks at 1,360 levels of any kind. What begins where its parent begins (`a` in `a + b`, in
 * `a.then(f)`) costs the parser no stack.
 */
const MOST = 2400;
const LEFT = 2;
const OTHER = 5;

/** What a child has of that bound, its parent's share given. Throws `TooDeep` beyond it. */
export function depthBelow(depth: number, parent: ts.Node, child: ts.Node): number {
	const below = depth + (child.pos === parent.pos ? LEFT : OTHER);
	if (below > MOST) throw new TooDeep();
	return below;
}
