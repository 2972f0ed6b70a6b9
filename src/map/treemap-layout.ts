import {type HierarchyRectangularNode, hierarchy, treemap, treemapSquarify} from 'd3-hierarchy';
import type {TreeNode} from './tree.ts';

export interface Cell {
	node: TreeNode;
	/** A heading over what the folder holds. A folder whose files would be too small is a cell like a file. */
	isHeading: boolean;
	depth: number;
	left: number;
	top: number;
	width: number;
	height: number;
}

/** A folder shows its name above what it holds, this deep. */
const LABELLED = 2;
export const HEADING = 22;
/** More could not be told apart, and would be slow. */
const MOST = 600;
/** Smaller cells could be neither seen nor hit; the table has them. */
const LEAST = 5;

/** Rectangles by weight, folders before what they hold, so that they are drawn below. What weighs nothing has none. */
export function layoutTreemap(root: TreeNode, width: number, height: number): {cells: Cell[]; left: number} {
	if (width <= 0 || height <= 0) return {cells: [], left: 0};
	const opened = chooseOpened(root);
	const top = hierarchy<TreeNode>(root, node => (opened.has(node) ? node.children : undefined))
		.sum(node => (opened.has(node) ? 0 : node.weight))
		.sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || (a.data.path < b.data.path ? -1 : 1));
	const placed = treemap<TreeNode>()
		.tile(treemapSquarify.ratio(1.4))
		.size([width, height])
		.paddingInner(node => (node.depth <= LABELLED ? 2 : 1))
		.paddingOuter(node => (isLabelled(node) ? 3 : 0))
		.paddingTop(node => (isLabelled(node) ? HEADING : 0))
		.round(true)(top);
	const all = placed.descendants().filter(({depth, children}) => depth > 0 || !children);
	const cells = all.filter(node => isLarge(node) && (!node.children || isLabelled(node))).map(toCell);
	return {cells, left: all.filter(node => !node.children && !isLarge(node)).length};
}

/** Folders whose contents are shown: the heaviest first, as long as there is room for what they hold. */
function chooseOpened(root: TreeNode): Set<TreeNode> {
	const opened = new Set([root]);
	const isFolder = ({children}: TreeNode) => children.length > 0;
	let waiting = root.children.filter(isFolder);
	let count = root.children.length;
	while (waiting.length > 0) {
		const next = waiting.reduce((a, b) => (b.weight > a.weight ? b : a));
		waiting = waiting.filter(node => node !== next);
		if (count + next.children.length - 1 > MOST) continue;
		count += next.children.length - 1;
		opened.add(next);
		waiting.push(...next.children.filter(isFolder));
	}
	return opened;
}

const isLarge = ({x0, x1, y0, y1}: HierarchyRectangularNode<TreeNode>): boolean => x1 - x0 >= LEAST && y1 - y0 >= LEAST;

/** Before a node has its right and lower edge, its padding is asked for: only its depth is known by then. */
const isLabelled = ({depth}: {depth: number}): boolean => depth > 0 && depth <= LABELLED;

const toCell = ({data, depth, children, x0, x1, y0, y1}: HierarchyRectangularNode<TreeNode>): Cell => ({
	node: data,
	isHeading: children !== undefined,
	depth,
	left: x0,
	top: y0,
	width: x1 - x0,
	height: y1 - y0,
});

/** The nearest cell whose centre lies that way, for the arrow keys. */
export function nextCell(cells: readonly Cell[], from: Cell, key: string): Cell | undefined {
	const [dx, dy] = DIRECTIONS[key] ?? [0, 0];
	const centre = ({left, top, width, height}: Cell) => [left + width / 2, top + height / 2] as const;
	const [x, y] = centre(from);
	let best: Cell | undefined;
	let least = Number.POSITIVE_INFINITY;
	for (const cell of cells) {
		const [cx, cy] = centre(cell);
		const ahead = (cx - x) * dx + (cy - y) * dy;
		if (cell === from || ahead <= 0) continue;
		const aside = Math.abs((cx - x) * dy) + Math.abs((cy - y) * dx);
		const distance = ahead + 2 * aside;
		if (distance < least) [best, least] = [cell, distance];
	}
	return best;
}

const DIRECTIONS: Record<string, readonly [number, number]> = {
	ArrowRight: [1, 0],
	ArrowLeft: [-1, 0],
	ArrowDown: [0, 1],
	ArrowUp: [0, -1],
};
