import {DirectedGraph} from 'graphology';
import exported from 'graphology-metrics/centrality/betweenness.js';
import type {CompactGraph} from './centrality-graph.ts';

// The package's types promise a default export; what it exports is the function itself.
const betweenness = exported as unknown as typeof exported.default;

/** Brandes' algorithm walks the graph once a node: beyond this it would cost more than the rest of the scan. */
const MOST_NODES = 5000;

/** So many walks are made instead, from nodes drawn by chance. */
const PIVOTS = 64;

/** Normalised betweenness over sure edges; estimated above 5,000 functions. */
export function betweennessOf(compact: CompactGraph): Float64Array {
	const size = compact.nodes.length;
	if (size < 3) return new Float64Array(size);
	return size > MOST_NODES ? estimate(compact) : measure(compact);
}

function measure({nodes, starts, targets, possible}: CompactGraph): Float64Array {
	const sure = new DirectedGraph();
	for (let node = 0; node < nodes.length; node++) sure.addNode(node);
	for (let node = 0; node < nodes.length; node++) {
		for (let edge = starts[node]!; edge < starts[node + 1]!; edge++) {
			if (!possible[edge] && targets[edge] !== node) sure.mergeEdge(node, targets[edge]!);
		}
	}
	const measured = betweenness(sure, {getEdgeWeight: null});
	return Float64Array.from(nodes, (_, node) => measured[node] ?? 0);
}

/** The walks of Brandes (2001) from some of the nodes, scaled up (Brandes and Pich 2007); the same nodes for the same graph. */
export function estimate(compact: CompactGraph, pivots = PIVOTS): Float64Array {
	const size = compact.nodes.length;
	const sums = new Float64Array(size);
	const chosen = choose(size, Math.min(pivots, size));
	for (const source of chosen) addWalks(compact, source, sums);
	const scale = size / chosen.length / ((size - 1) * (size - 2));
	return sums.map(sum => sum * scale);
}

/** Without repetition (Fisher and Yates), by a generator with a fixed seed (Marsaglia's xorshift). */
function choose(size: number, count: number): number[] {
	const nodes = Uint32Array.from({length: size}, (_, node) => node);
	let state = 0x9e3779b9;
	for (let at = 0; at < count; at++) {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		const other = at + ((state >>> 0) % (size - at));
		[nodes[at], nodes[other]] = [nodes[other]!, nodes[at]!];
	}
	return [...nodes.subarray(0, count)];
}

/** What the shortest ways from one node add to each node between. */
function addWalks({nodes, starts, targets, possible}: CompactGraph, source: number, sums: Float64Array): void {
	const distance = new Int32Array(nodes.length).fill(-1);
	const ways = new Float64Array(nodes.length);
	const share = new Float64Array(nodes.length);
	const order = [source];
	distance[source] = 0;
	ways[source] = 1;
	for (let at = 0; at < order.length; at++) {
		const node = order[at]!;
		for (let edge = starts[node]!; edge < starts[node + 1]!; edge++) {
			const target = targets[edge]!;
			if (possible[edge]) continue;
			if (distance[target] === -1) {
				distance[target] = distance[node]! + 1;
				order.push(target);
			}
			if (distance[target] === distance[node]! + 1) ways[target]! += ways[node]!;
		}
	}
	for (let at = order.length - 1; at > 0; at--) {
		const node = order[at]!;
		for (let edge = starts[node]!; edge < starts[node + 1]!; edge++) {
			const target = targets[edge]!;
			if (!possible[edge] && distance[target] === distance[node]! + 1)
				share[node]! += (ways[node]! / ways[target]!) * (1 + share[target]!);
		}
		sums[node]! += share[node]!;
	}
}
