import exported from 'mnemonist/heap.js';
import type {CompactGraph} from './centrality-graph.ts';
import {normalised} from './centrality-rank.ts';

// The package's types promise a default export; what it exports is the class itself.
const Heap = exported as unknown as typeof exported.default;

/**
 * For each node the caller through which the greatest share of what enters comes to it in one way; -1 where that way begins,
 * and where no sure edge leads to the node. One search for all nodes (Dijkstra 1959, with products of shares in place of sums of
 * lengths); of equals the one with the smallest number.
 */
export function heaviestCallers(graph: CompactGraph): Int32Array {
	const {nodes, starts, targets, possible, entries, entering} = graph;
	const shares = normalised(graph);
	const flow = new Float64Array(nodes.length);
	const callers = new Int32Array(nodes.length).fill(-1);
	const isDone = new Uint8Array(nodes.length);
	const waiting = new Heap<{node: number; share: number}>((a, b) => b.share - a.share || a.node - b.node);
	for (const [i, node] of entries.entries()) {
		flow[node] = entering[i]!;
		waiting.push({node, share: flow[node]!});
	}
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		const {node} = next;
		if (isDone[node]) continue;
		isDone[node] = 1;
		for (let edge = starts[node]!; edge < starts[node + 1]!; edge++) {
			const target = targets[edge]!;
			const share = flow[node]! * shares[edge]!;
			if (possible[edge] || isDone[target] || share <= flow[target]!) continue;
			flow[target] = share;
			callers[target] = node;
			waiting.push({node: target, share});
		}
	}
	return callers;
}
