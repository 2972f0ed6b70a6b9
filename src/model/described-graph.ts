import type {EdgeHow, EntryPoint} from './graph.ts';

/** The call graph with its figures, as `unfired graph` prints it. Version 1: fields may be added, never renamed. */
export interface DescribedGraph {
	version: 1;
	tool: {name: 'unfired'; version: string};
	/** Name of the project. */
	project: string;
	/** Functions of source files, by file and line. */
	nodes: DescribedNode[];
	edges: DescribedEdge[];
}

export interface DescribedNode {
	/** `file#index`: index 0 is the file's top level. */
	id: string;
	file: string;
	/** 1-based. */
	line: number;
	name: string;
	/** How it is entered from outside; empty where it is not. */
	entries: Array<Pick<EntryPoint, 'kind' | 'name'>>;
	/** From 0 to 1, see `docs/weight.md`. */
	reach: number;
	pagerank: number;
	betweenness: number;
	weight: number;
	/** Ids of the sites in it. */
	sites: string[];
}

export interface DescribedEdge {
	from: string;
	to: string;
	how: EdgeHow;
	/** Number of call places. */
	calls: number;
	/** Number of functions that the call fans out to. */
	fanOut: number;
}
