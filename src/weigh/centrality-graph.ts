import type {CallGraph, EdgeAttributes, EntryPoint, Traffic} from '../model/graph.ts';

/** The source part of a call graph as arrays: the edges of node i are `starts[i]` to `starts[i + 1]`. */
export interface CompactGraph {
	nodes: string[];
	starts: Int32Array;
	/** Numbers of the called nodes. */
	targets: Int32Array;
	/** How much of the caller's weight an edge carries, before the caller's edges are made to sum to 1. */
	shares: Float64Array;
	/** 1 for edges that are only possible. */
	possible: Uint8Array;
	/** Numbers of the nodes at which the system is entered, each once. */
	entries: number[];
	/** Of all that enters, what enters at each of `entries`; together 1. */
	entering: number[];
}

/** A possible call counts a quarter of a sure one: it must not lift a function above what is known to be called. */
const POSSIBLE_SHARE = 0.25;

/** Nodes and edges are sorted by key, so that sums of floating-point numbers are the same for every order of input. */
export function compactGraph(
	graph: CallGraph,
	entryPoints: readonly Pick<EntryPoint, 'node'>[],
	traffic?: Traffic,
): CompactGraph {
	const nodes = graph.filterNodes((_, {test}) => !test).sort();
	const numberOf = new Map(nodes.map((node, i) => [node, i]));
	const edges = nodes.map(node => edgesOf(graph, node, numberOf));
	const size = edges.reduce((sum, list) => sum + list.length, 0);
	const compact: CompactGraph = {
		nodes,
		starts: new Int32Array(nodes.length + 1),
		targets: new Int32Array(size),
		shares: new Float64Array(size),
		possible: new Uint8Array(size),
		...entriesOf(entryPoints, numberOf, traffic),
	};
	let at = 0;
	for (const [i, list] of edges.entries()) {
		for (const {target, attributes} of list) {
			compact.targets[at] = target;
			compact.shares[at] = shareOf(attributes);
			compact.possible[at] = attributes.how === 'may' ? 1 : 0;
			at++;
		}
		compact.starts[i + 1] = at;
	}
	return compact;
}

/** Dispatch to one of several implementations divides the weight among them, else hubs swamp the graph. */
const shareOf = ({how, fanOut}: EdgeAttributes): number => (how === 'may' ? POSSIBLE_SHARE : 1) / Math.max(1, fanOut);

interface Edge {
	target: number;
	attributes: EdgeAttributes;
}

function edgesOf(graph: CallGraph, node: string, numberOf: ReadonlyMap<string, number>): Edge[] {
	const edges: Edge[] = [];
	graph.forEachOutEdge(node, (_, attributes, __, to) => {
		const target = numberOf.get(to);
		if (target !== undefined) edges.push({target, attributes});
	});
	return edges.sort((a, b) => a.target - b.target);
}

/** Without traffic every entry counts alike; with it, what was never entered counts nothing. */
function entriesOf(
	entryPoints: readonly Pick<EntryPoint, 'node'>[],
	numberOf: ReadonlyMap<string, number>,
	traffic: Traffic | undefined,
): Pick<CompactGraph, 'entries' | 'entering'> {
	const counts = new Map<number, number>();
	for (const [node, count] of traffic ?? entryPoints.map(({node}) => [node, 1] as const)) {
		const entry = numberOf.get(node);
		if (entry !== undefined && count > 0) counts.set(entry, count);
	}
	const sorted = [...counts].sort(([a], [b]) => a - b);
	const all = sorted.reduce((sum, [, count]) => sum + count, 0);
	return {entries: sorted.map(([entry]) => entry), entering: sorted.map(([, count]) => count / all)};
}
