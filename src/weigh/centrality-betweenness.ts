import {DirectedGraph} from 'graphology';
import exported from 'graphology-metrics/centrality/betweenness.js';
import type {CompactGraph} from './centrality-graph.ts';

// The package's types promise a default export; what it exports is the function itself.
const betweenness = exported as unknown as typeof exported.default;

/** Brandes' algorithm walks the graph once a node: beyond this it would cost more than the rest of the scan. */
const MOST_NODES = 5000;

/** Normalised betweenness over sure edges; all 0 where the graph is too large, for it enters no weight. */
export function betweennessOf(compact: CompactGraph): Float64Array {
	const {nodes, starts, targets, possible} = compact;
	const result = new Float64Array(nodes.length);
	if (nodes.length > MOST_NODES || nodes.length < 3) return result;
	const sure = new DirectedGraph();
	for (let node = 0; node < nodes.length; node++) sure.addNode(node);
	for (let node = 0; node < nodes.length; node++) {
		for (let edge = starts[node]!; edge < starts[node + 1]!; edge++) {
			if (!possible[edge] && targets[edge] !== node) sure.mergeEdge(node, targets[edge]!);
		}
	}
	const measured = betweenness(sure, {getEdgeWeight: null});
	for (let node = 0; node < nodes.length; node++) result[node] = measured[node] ?? 0;
	return result;
}
