import type {CompactGraph} from './centrality-graph.ts';

/** Entry points handled at once: a bit each, 32 words a node. */
const BATCH = 1024;

/** From which entries a way of sure edges leads to which nodes. */
export interface Reach {
	/** For each node the share of the entries that lead to it, or of what enters there. */
	shares(): Float64Array;
	/** For each entry the sum of what the nodes hold that it leads to. */
	sums(held: ReadonlyMap<number, Held>): Held[];
}

/** What sites in a function are exposed by, together, and how many they are. */
export interface Held {
	exposure: number;
	sites: number;
}

export function reachOf(graph: CompactGraph): Reach {
	const {entries, entering, nodes} = graph;
	const components = componentsOf(graph);
	const batches = function* () {
		for (let from = 0; from < entries.length; from += BATCH)
			yield {from, bits: carryBits(graph, components, entries.slice(from, from + BATCH))};
	};
	const isEven = entering.every(share => share === entering[0]);
	return {
		shares() {
			const sums = new Float64Array(nodes.length);
			for (const {from, bits} of batches()) {
				const {words} = bits;
				const ofWord = isEven
					? (word: number) => bitCount(word)
					: (word: number, at: number) => sumOfBits(word, entering, from + at * 32);
				const byComponent = new Float64Array(components.count);
				for (let i = 0; i < bits.of.length; i++) byComponent[Math.floor(i / words)]! += ofWord(bits.of[i]!, i % words);
				for (let node = 0; node < sums.length; node++) sums[node]! += byComponent[components.of[node]!]!;
			}
			return isEven ? sums.map(count => count / Math.max(1, entries.length)) : sums;
		},
		sums(held) {
			const sums = entries.map((): Held => ({exposure: 0, sites: 0}));
			for (const {from, bits} of batches()) {
				for (const [node, value] of held) {
					const start = components.of[node]! * bits.words;
					for (let at = from; at < Math.min(from + BATCH, entries.length); at++) {
						const bit = at - from;
						if ((bits.of[start + (bit >> 5)]! & (1 << (bit & 31))) === 0) continue;
						sums[at]!.exposure += value.exposure;
						sums[at]!.sites += value.sites;
					}
				}
			}
			return sums;
		},
	};
}

function sumOfBits(word: number, shares: readonly number[], from: number): number {
	let sum = 0;
	for (let bit = 0; bit < 32; bit++) if (word & (1 << bit)) sum += shares[from + bit]!;
	return sum;
}

interface Components {
	/** By node. */
	of: Int32Array;
	/** Nodes in order of component; the components that a component calls have lower numbers. */
	members: Int32Array;
	count: number;
}

interface Bits {
	/** Words a component. */
	words: number;
	of: Int32Array;
}

/** Carries a bit for each entry point along the edges, callers before callees. */
function carryBits(graph: CompactGraph, components: Components, entries: readonly number[]): Bits {
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
	return {words, of: bits};
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
