import type {MapFile, MapRow} from '../model/map.ts';
import {hasFired, isDecided} from './verdicts.ts';

/** What is said of a file, and summed for a folder. */
export interface Sums {
	weight: number;
	exposure: number;
	sites: number;
	fired: number;
	decided: number;
	undecided: number;
	lines: number;
	covered: number;
}

export interface TreeNode extends Sums {
	/** Relative to the scanned root; empty for the root. */
	path: string;
	/** Without the folders around it; `src/lib` where a folder holds nothing but another. */
	name: string;
	children: TreeNode[];
}

export type Measure = 'errors' | 'lines';

/** Null where nothing is known of it. */
export const shareOf = ({fired, decided, covered, lines}: Sums, measure: Measure): number | null =>
	measure === 'errors' ? (decided === 0 ? null : fired / decided) : lines === 0 ? null : covered / lines;

/** The folders and files that hold sites. A folder that holds one folder alone is one with it. */
export function buildTree(files: readonly MapFile[], rows: readonly MapRow[]): TreeNode {
	const sums = sumByFile(files, rows);
	const root = createNode('', '');
	const folders = new Map([['', root]]);
	for (const [index, {file}] of files.entries()) {
		const parts = file.split('/');
		const parent = folderOf(parts.slice(0, -1), folders);
		parent.children.push({...createNode(file, parts.at(-1)!), ...sums[index]!});
	}
	return finish(root);
}

export function findNode(root: TreeNode, path: string): TreeNode | undefined {
	if (root.path === path) return root;
	for (const child of root.children) {
		if (child.path !== path && !path.startsWith(`${child.path}/`)) continue;
		const found = findNode(child, path);
		if (found) return found;
	}
	return undefined;
}

/** From the root to a node, the root included. */
export function ancestorsOf(root: TreeNode, path: string): TreeNode[] {
	if (root.path === path) return [root];
	const child = root.children.find(each => each.path === path || path.startsWith(`${each.path}/`));
	return child ? [root, ...ancestorsOf(child, path)] : [root];
}

export const filesOf = (node: TreeNode): TreeNode[] =>
	node.children.length === 0 && node.path !== '' ? [node] : node.children.flatMap(filesOf);

const createNode = (path: string, name: string): TreeNode => ({path, name, children: [], ...emptySums()});

const emptySums = (): Sums => ({
	weight: 0,
	exposure: 0,
	sites: 0,
	fired: 0,
	decided: 0,
	undecided: 0,
	lines: 0,
	covered: 0,
});

function sumByFile(files: readonly MapFile[], rows: readonly MapRow[]): Sums[] {
	const sums = files.map(({lines}) => ({...emptySums(), lines: lines?.total ?? 0, covered: lines?.covered ?? 0}));
	for (const {file, weight, exposure, arcs} of rows) {
		const sum = sums[file]!;
		sum.weight += weight;
		sum.exposure += exposure;
		sum.sites++;
		for (const [, verdict] of arcs) {
			if (!isDecided(verdict)) sum.undecided++;
			else sum.decided++;
			if (hasFired(verdict)) sum.fired++;
		}
	}
	return sums;
}

function folderOf(parts: readonly string[], folders: Map<string, TreeNode>): TreeNode {
	const path = parts.join('/');
	const known = folders.get(path);
	if (known) return known;
	const node = createNode(path, parts.at(-1)!);
	folders.set(path, node);
	folderOf(parts.slice(0, -1), folders).children.push(node);
	return node;
}

function finish(node: TreeNode): TreeNode {
	if (node.children.length === 0) return node;
	node.children = node.children.map(finish).map(joinOnly);
	for (const child of node.children)
		for (const key of Object.keys(emptySums()) as Array<keyof Sums>) node[key] += child[key];
	return node;
}

function joinOnly(node: TreeNode): TreeNode {
	const [only, ...others] = node.children;
	if (!only || others.length > 0 || only.children.length === 0) return node;
	return {...only, name: `${node.name}/${only.name}`};
}
