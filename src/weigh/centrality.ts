import type {CallGraph, EntryPoint, Traffic} from '../model/graph.ts';
import type {WeightKind} from '../model/weight.ts';
import {betweennessOf} from './centrality-betweenness.ts';
import {type CompactGraph, compactGraph} from './centrality-graph.ts';
import {heaviestCallers} from './centrality-heaviest.ts';
import {rankNodes} from './centrality-rank.ts';
import {type Held, reachOf} from './centrality-reach.ts';

export {findWays, type Way} from './centrality-ways.ts';

/** How much of the system flows through a function; every figure from 0 to 1. */
export interface NodeWeight {
	/** Share of the entry points from which the function can be reached by sure edges. */
	reach: number;
	/** Personalised PageRank from the entry points, as a share of the greatest. */
	pagerank: number;
	/** Share of the shortest ways between two functions that lead through it; estimated in large graphs. */
	betweenness: number;
	/** See `docs/weight.md`. */
	weight: number;
}

export interface WeighOptions {
	/** Default: `blend`. */
	by?: WeightKind;
	/** How often the system was entered where; without it every entry point counts alike. */
	traffic?: Traffic;
}

export interface Weights {
	of: Map<string, NodeWeight>;
	/** The nodes of the heaviest way to a node, from an entry point on; empty where none leads to it. */
	heaviestTo(node: string): string[];
	/** By node at which the system is entered: the sum of what the nodes hold that sure ways lead to from there. */
	sumsByEntry(held: ReadonlyMap<string, Held>): Map<string, Held>;
}

/**
 * Weighs every function of source files; code of tests is left out. The blend is the mean of `reach` and of the share
 * of functions whose PageRank is smaller: never smaller for a function that has more of either.
 */
export function weighNodes(
	graph: CallGraph,
	entryPoints: readonly EntryPoint[],
	{by = 'blend', traffic}: WeighOptions = {},
): Weights {
	const compact = compactGraph(graph, entryPoints, traffic);
	const reach = reachOf(compact);
	const shares = reach.shares();
	const rank = rankNodes(compact);
	const smaller = shareOfSmaller(rank);
	const betweenness = betweennessOf(compact);
	const weights = {
		blend: () => smaller.map((share, i) => (shares[i]! + share) / 2),
		reach: () => shares,
		pagerank: () => smaller,
		betweenness: () => shareOfSmaller(betweenness),
	}[by]();
	const greatest = rank.reduce((most, value) => Math.max(most, value), 0);
	const of = new Map(
		compact.nodes.map((node, i) => [
			node,
			{
				reach: shares[i]!,
				pagerank: greatest > 0 ? rank[i]! / greatest : 0,
				betweenness: betweenness[i]!,
				weight: weights[i]!,
			},
		]),
	);
	const numberOf = new Map(compact.nodes.map((node, i) => [node, i]));
	return {
		of,
		heaviestTo: createHeaviest(compact, numberOf),
		sumsByEntry(held) {
			const numbered = new Map(
				[...held].flatMap(([node, value]) => {
					const number = numberOf.get(node);
					return number === undefined ? [] : [[number, value] as const];
				}),
			);
			const sums = reach.sums(numbered);
			return new Map(compact.entries.map((entry, i) => [compact.nodes[entry]!, sums[i]!]));
		},
	};
}

function createHeaviest(compact: CompactGraph, numberOf: ReadonlyMap<string, number>): (node: string) => string[] {
	const callers = heaviestCallers(compact);
	const entries = new Set(compact.entries);
	return node => {
		const way: string[] = [];
		let at = numberOf.get(node) ?? -1;
		if (at === -1 || (callers[at] === -1 && !entries.has(at))) return [];
		for (; at !== -1; at = callers[at]!) way.unshift(compact.nodes[at]!);
		return way;
	};
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
