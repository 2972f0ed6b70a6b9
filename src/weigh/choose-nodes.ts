import type {CallGraph} from '../model/graph.ts';

export interface NodeChoice {
	/** What these functions lead to, themselves included. */
	from?: readonly string[];
	/** What leads to these functions, themselves included. */
	to?: readonly string[];
	/** What is at most `depth` calls away from these functions, in either direction. */
	around?: readonly string[];
	depth: number;
}

/** The functions of source files that a choice asks for; all where it asks for nothing. What is asked for twice must hold both times. */
export function chooseNodes(graph: CallGraph, {from, to, around, depth}: NodeChoice): Set<string> {
	const sets = [
		...(from ? [reached(graph, from, 'out')] : []),
		...(to ? [reached(graph, to, 'in')] : []),
		...(around ? [reached(graph, around, 'both', depth)] : []),
	];
	const all = graph.filterNodes((_, {test}) => !test);
	return new Set(all.filter(node => sets.every(set => set.has(node))));
}

function reached(
	graph: CallGraph,
	start: readonly string[],
	way: 'in' | 'out' | 'both',
	most = Number.POSITIVE_INFINITY,
): Set<string> {
	const seen = new Set(start);
	let layer = [...start];
	for (let step = 0; layer.length > 0 && step < most; step++) {
		const next: string[] = [];
		const enter = (node: string): void => {
			if (seen.has(node)) return;
			seen.add(node);
			next.push(node);
		};
		for (const node of layer) {
			if (way !== 'in') graph.forEachOutNeighbor(node, enter);
			if (way !== 'out') graph.forEachInNeighbor(node, enter);
		}
		layer = next;
	}
	return seen;
}
