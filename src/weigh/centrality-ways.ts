import type {CallGraph, EntryPoint} from '../model/graph.ts';
import {addToList} from '../util/add-to-list.ts';

/** How a function is reached from outside. */
export interface Way {
	entry: EntryPoint;
	/** Nodes from the entry point's to the function's, both included. */
	nodes: string[];
}

/**
 * The shortest way from each entry point to a node, the shortest first, at most `most`; ways of equal length in the
 * order of the entry points' nodes and names. One search backwards from the node finds them all. Ways over edges that
 * are only possible are left out: they might not exist.
 */
export function findWays(graph: CallGraph, entryPoints: readonly EntryPoint[]): (node: string, most: number) => Way[] {
	const waiting = entriesByNode(entryPoints);
	return (node, most) => (graph.hasNode(node) && most > 0 ? waysTo(graph, waiting, node, most) : []);
}

function waysTo(graph: CallGraph, waiting: ReadonlyMap<string, EntryPoint[]>, node: string, most: number): Way[] {
	const next = new Map<string, string | undefined>([[node, undefined]]);
	const ways: Way[] = [];
	let layer = [node];
	while (layer.length > 0 && ways.length < most) {
		for (const at of layer.sort()) {
			for (const entry of waiting.get(at) ?? []) ways.push({entry, nodes: wayFrom(at, next)});
		}
		layer = layer.flatMap(at => callersOf(graph, at, next));
	}
	return ways.slice(0, most);
}

function entriesByNode(entryPoints: readonly EntryPoint[]): Map<string, EntryPoint[]> {
	const found = new Map<string, EntryPoint[]>();
	for (const entry of entryPoints) addToList(found, entry.node, entry);
	for (const list of found.values()) list.sort((a, b) => (a.name < b.name ? -1 : 1));
	return found;
}

/** Callers not seen before, entered with the callee through which they lead on. */
function callersOf(graph: CallGraph, node: string, next: Map<string, string | undefined>): string[] {
	const found: string[] = [];
	graph.forEachInEdge(node, (_, {how}, from) => {
		if (how === 'may' || next.has(from) || graph.getNodeAttribute(from, 'test')) return;
		next.set(from, node);
		found.push(from);
	});
	return found;
}

function wayFrom(node: string, next: ReadonlyMap<string, string | undefined>): string[] {
	const nodes: string[] = [];
	for (let at: string | undefined = node; at !== undefined; at = next.get(at)) nodes.push(at);
	return nodes;
}
