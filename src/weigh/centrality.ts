import type {CallGraph, EntryPoint} from '../model/graph.ts';
import {betweennessOf} from './centrality-betweenness.ts';
import {compactGraph} from './centrality-graph.ts';
import {rankNodes} from './centrality-rank.ts';
import {reachShares} from './centrality-reach.ts';

export {type Way, waysTo} from './centrality-ways.ts';

/** How much of the system flows through a function; every figure from 0 to 1. */
export interface NodeWeight {
	/** Share of the entry points from which the function can be reached by sure edges. */
	reach: number;
	/** Personalised PageRank from the entry points, as a share of the greatest. */
	pagerank: number;
	/** Share of the shortest ways between two functions that lead through it; 0 where the graph is too large to tell. */
	betweenness: number;
	/** See `docs/weight.md`. */
	weight: number;
}

/**
 * Weighs every function of source files; code of tests is left out. `weight` is the mean of `reach` and of the share
 * of functions whose PageRank is smaller: never smaller for a function that has more of either.
 */
export function weighNodes(graph: CallGraph, entryPoints: readonly EntryPoint[]): Map<string, NodeWeight> {
	const compact = compactGraph(graph, entryPoints);
	const reach = reachShares(compact);
	const rank = rankNodes(compact);
	const smaller = shareOfSmaller(rank);
	const betweenness = betweennessOf(compact);
	const greatest = rank.reduce((most, value) => Math.max(most, value), 0);
	return new Map(
		compact.nodes.map((node, i) => [
			node,
			{
				reach: reach[i]!,
				pagerank: greatest > 0 ? rank[i]! / greatest : 0,
				betweenness: betweenness[i]!,
				weight: (reach[i]! + smaller[i]!) / 2,
			},
		]),
	);
}

/** For each value the share of the other values that are smaller. */
function shareOfSmaller(values: Float64Array): Float64Array {
	const sorted = Float64Array.from(values).sort();
	const shares = new Float64Array(values.length);
	const first = new Map<number, number>();
	for (const [i, value] of sorted.entries()) if (!first.has(value)) first.set(value, i);
	for (const [i, value] of values.entries()) shares[i] = first.get(value)! / Math.max(1, values.length - 1);
	return shares;
}
