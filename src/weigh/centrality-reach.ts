import type {CompactGraph} from './centrality-graph.ts';

/** Entry points handled at once: a bit each, 32 words a node. */
const BATCH = 1024;

/** For each node the share of entry points from which a way of sure edges leads to it. */
export function reachShares(graph: CompactGraph): Float64Array {
	const {entries, nodes} = graph;
	const counts = new Float64Array(nodes.length);
	if (entries.length === 0) return counts;
	const components = componentsOf(graph);
	for (let from = 0; from < entries.length; from += BATCH) {
		addBatch(graph, components, entries.slice(from, from + BATCH), counts);
	}
	return counts.map(count => count / entries.length);
}

interface Components {
	/** By node. */
	of: Int32Array;
	/** Nodes in order of component; the components that a component calls have lower numbers. */
	members: Int32Array;
	count: number;
}

/** Carries a bit for each entry point along the edges, callers before callees. */
function addBatch(graph: CompactGraph, components: Components, entries: number[], counts: Float64Array): void {
	const words = Math.ceil(entries.length / 32);
	const bits = new Int32Array(components.count * words);
	for (const [i, entry] of entries.entries()) bits[components.of[entry]! * words + (i >> 5)]! |= 1 << (i & 31);
	for (let at = components.members.length - 1; at >= 0; at--) {
		const node = components.members[at]!;
		const from = components.of[node]! * words;
		for (let edge = graph.starts[node]!; edge < graph.starts[node + 1]!; edge++) {
			if (graph.possible[edge]) continue;
			const to = components.of[graph.targets[edge]!]! * words;
			if (to !== from) for (let word = 0; word < words; word++) bits[to + word]! |= bits[from + word]!;
		}
	}
	const sums = new Int32Array(components.count);
	for (let i = 0; i < bits.length; i++) sums[Math.floor(i / words)]! += bitCount(bits[i]!);
	for (let node = 0; node < counts.length; node++) counts[node]! += sums[components.of[node]!]!;
}

function bitCount(word: number): number {
	let n = word - ((word >>> 1) & 0x55555555);
	n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
	return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Tarjan's strongly connected components with a stack of its own: call chains are longer than the call stack. */
function componentsOf(graph: CompactGraph): Components {
	const size = graph.nodes.length;
	const state = {
		of: new Int32Array(size).fill(-1),
		order: new Int32Array(size).fill(-1),
		low: new Int32Array(size),
		next: Int32Array.from(graph.starts.subarray(0, size)),
		open: [] as number[],
		members: [] as number[],
		seen: 0,
		count: 0,
	};
	for (let root = 0; root < size; root++) if (state.order[root] === -1) visitFrom(graph, state, root);
	return {of: state.of, members: Int32Array.from(state.members), count: state.count};
}

interface Search {
	of: Int32Array;
	order: Int32Array;
	low: Int32Array;
	next: Int32Array;
	open: number[];
	members: number[];
	seen: number;
	count: number;
}

function visitFrom(graph: CompactGraph, search: Search, root: number): void {
	const path = [root];
	enter(search, root);
	while (path.length > 0) {
		const node = path.at(-1)!;
		const edge = search.next[node]!;
		if (edge < graph.starts[node + 1]!) {
			search.next[node]!++;
			const target = graph.targets[edge]!;
			if (graph.possible[edge]) continue;
			if (search.order[target] === -1) {
				enter(search, target);
				path.push(target);
			} else if (search.of[target] === -1) {
				search.low[node] = Math.min(search.low[node]!, search.order[target]!);
			}
			continue;
		}
		path.pop();
		const caller = path.at(-1);
		if (caller !== undefined) search.low[caller] = Math.min(search.low[caller]!, search.low[node]!);
		if (search.low[node] === search.order[node]) close(search, node);
	}
}

function enter(search: Search, node: number): void {
	search.order[node] = search.low[node] = search.seen++;
	search.open.push(node);
}

function close(search: Search, root: number): void {
	for (let node = -1; node !== root; ) {
		node = search.open.pop()!;
		search.of[node] = search.count;
		search.members.push(node);
	}
	search.count++;
}
