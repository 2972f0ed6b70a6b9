import type {CompactGraph} from './centrality-graph.ts';

/** The usual chance that a walk goes on (Brin and Page 1998). */
const DAMPING = 0.85;
const MOST_ROUNDS = 100;
/** Sum of changes below which the ranks stand still. */
const TOLERANCE = 1e-10;
/** Ranks are cut here, so that equals stay equal whatever the order of the sums. */
const DIGITS = 1e12;

/**
 * Personalised PageRank (Page et al. 1999; Haveliwala 2002): the chance that a walk which starts at an entry point,
 * follows calls and starts again is at the node. graphology-metrics has no personalisation and throws where it does
 * not converge. Here the error shrinks by the damping factor each round, so after the last round it is below 1e-6
 * even if the tolerance was not met, and the ranks are used as they stand.
 */
export function rankNodes(graph: CompactGraph): Float64Array {
	const restart = restartShares(graph);
	const shares = normalised(graph);
	let ranks = restart;
	for (let round = 0; round < MOST_ROUNDS; round++) {
		const next = walkOn(graph, shares, ranks, restart);
		const change = next.reduce((sum, value, i) => sum + Math.abs(value - ranks[i]!), 0);
		ranks = next;
		if (change < TOLERANCE) break;
	}
	return ranks.map(rank => Math.round(rank * DIGITS) / DIGITS);
}

/** Of the walks that start, those that start anywhere: for calls into the system that were not found. */
const ANYWHERE = 0.1;

function restartShares({nodes, entries, entering}: CompactGraph): Float64Array {
	const anywhere = entries.length === 0 ? 1 : ANYWHERE;
	const shares = new Float64Array(nodes.length).fill(anywhere / Math.max(1, nodes.length));
	for (const [i, entry] of entries.entries()) shares[entry]! += (1 - anywhere) * entering[i]!;
	return shares;
}

/** Of what flows through a node, what flows on along each of its edges. */
export function normalised({nodes, starts, shares}: CompactGraph): Float64Array {
	const result = Float64Array.from(shares);
	for (let node = 0; node < nodes.length; node++) {
		const part = result.subarray(starts[node], starts[node + 1]);
		const sum = part.reduce((total, share) => total + share, 0);
		for (let i = 0; i < part.length; i++) part[i]! /= sum;
	}
	return result;
}

function walkOn(graph: CompactGraph, shares: Float64Array, ranks: Float64Array, restart: Float64Array): Float64Array {
	const next = new Float64Array(ranks.length);
	let ended = 0;
	for (let node = 0; node < ranks.length; node++) {
		const rank = ranks[node]! * DAMPING;
		const [from, until] = [graph.starts[node]!, graph.starts[node + 1]!];
		if (from === until) ended += rank;
		for (let edge = from; edge < until; edge++) next[graph.targets[edge]!]! += rank * shares[edge]!;
	}
	const again = 1 - DAMPING + ended;
	for (let node = 0; node < ranks.length; node++) next[node]! += again * restart[node]!;
	return next;
}
