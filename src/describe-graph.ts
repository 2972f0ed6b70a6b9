import {findSites} from './find-sites.ts';
import type {DescribedEdge, DescribedGraph, DescribedNode} from './model/described-graph.ts';
import type {FileFacts} from './model/facts.ts';
import {type LinkedProject, nodeKey} from './model/graph.ts';
import type {Progress} from './progress.ts';
import {addToList} from './util/add-to-list.ts';
import {byText} from './util/compare.ts';
import {InputError} from './util/input-error.ts';
import {VERSION} from './util/version.ts';
import {weighNodes} from './weigh/centrality.ts';
import {chooseNodes} from './weigh/choose-nodes.ts';

export interface GraphOptions {
	dir: string;
	cwd: string;
	/** A function as `FILE:LINE` or by name: what it leads to. */
	from?: string;
	/** What leads to it. */
	to?: string;
	/** What is at most `depth` calls away from it. */
	around?: string;
	depth: number;
	/** Ask the type checker about calls whose target stays unknown. */
	precise?: boolean;
}

/** The call graph of source files with its figures, or a part of it. Throws an InputError where a function is not found. */
export function describeGraph(
	{dir, cwd, from, to, around, depth, precise = false}: GraphOptions,
	onProgress: (progress: Progress) => void = () => {},
): DescribedGraph {
	const asked = {dir, cwd, coverage: [], coveragePerTest: [], traces: [], implicit: false, precise};
	const {project, facts, linked} = findSites(asked, onProgress);
	onProgress({phase: 'weigh'});
	const named = (name: string | undefined) => (name === undefined ? undefined : nodesNamed(name, facts));
	const [start, end, middle] = [named(from), named(to), named(around)];
	const chosen = chooseNodes(linked.graph, {
		...(start && {from: start}),
		...(end && {to: end}),
		...(middle && {around: middle}),
		depth,
	});
	return {
		version: 1,
		tool: {name: 'unfired', version: VERSION},
		project: project.name,
		nodes: nodesOf(linked, chosen),
		edges: edgesOf(linked, chosen),
	};
}

function nodesOf({graph, entryPoints, sites}: LinkedProject, chosen: ReadonlySet<string>): DescribedNode[] {
	const {of: weights} = weighNodes(graph, entryPoints);
	const entries = groupByNode(entryPoints);
	const within = groupByNode(sites);
	return [...chosen]
		.map((id): DescribedNode => {
			const {file, line, name} = graph.getNodeAttributes(id);
			const {reach, pagerank, betweenness, weight} = weights.get(id)!;
			const ways = (entries.get(id) ?? []).map(entry => ({kind: entry.kind, name: entry.name}));
			const own = (within.get(id) ?? []).map(site => site.id).sort();
			return {
				id,
				file,
				line,
				name,
				entries: ways,
				reach: rounded(reach),
				pagerank: rounded(pagerank),
				betweenness: rounded(betweenness),
				weight: rounded(weight),
				sites: own,
			};
		})
		.sort((a, b) => byText(a.file, b.file) || a.line - b.line || byText(a.id, b.id));
}

function edgesOf({graph}: LinkedProject, chosen: ReadonlySet<string>): DescribedEdge[] {
	const edges: DescribedEdge[] = [];
	graph.forEachEdge((_, {how, calls, fanOut}, from, to) => {
		if (chosen.has(from) && chosen.has(to)) edges.push({from, to, how, calls, fanOut});
	});
	return edges.sort((a, b) => byText(a.from, b.from) || byText(a.to, b.to));
}

function groupByNode<T extends {node: string}>(list: readonly T[]): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of list) addToList(groups, one.node, one);
	return groups;
}

/** `src/http.ts:40`: the innermost function around the line. `Client.fetch` or `fetch`: every function of that name. */
function nodesNamed(name: string, facts: readonly FileFacts[]): string[] {
	const sources = facts.filter(({role}) => role === 'source');
	const place = /^(.+):(\d+)$/.exec(name);
	const file = place && sources.find(one => one.file === place[1]!.replaceAll('\\', '/').replace(/^\.\//, ''));
	if (file) return [nodeKey(file.file, innermost(file, Number(place[2])))];
	const found = sources.flatMap(({file, functions}) =>
		functions.flatMap((fn, at) => (fn.name === name || fn.name.endsWith(`.${name}`) ? nodeKey(file, at) : [])),
	);
	if (found.length > 0) return found;
	throw new InputError(
		place
			? `There is no source file ${JSON.stringify(place[1])}. Name a function as FILE:LINE, with the file relative to the scanned folder.`
			: `There is no function ${JSON.stringify(name)} in the sources. Name it as FILE:LINE, or by the name that the report gives it.`,
	);
}

function innermost({functions}: FileFacts, line: number): number {
	let best = 0;
	for (const [at, fn] of functions.entries()) {
		const {line: from, endLine: to} = functions[best]!;
		const isAround = at > 0 && fn.line <= line && line <= fn.endLine;
		if (isAround && (best === 0 || fn.endLine - fn.line <= to - from)) best = at;
	}
	return best;
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
