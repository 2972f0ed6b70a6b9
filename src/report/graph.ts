import type {DescribedGraph, DescribedNode} from '../model/described-graph.ts';
import {renderPlainJson} from './plain-json.ts';

export const GRAPH_FORMATS = ['json', 'graphml', 'dot'] as const;
export type GraphFormat = (typeof GRAPH_FORMATS)[number];

/** One pure function each. */
export const GRAPH_RENDERERS: Record<GraphFormat, (graph: DescribedGraph) => string> = {
	json: graph => renderPlainJson(graph),
	graphml: renderGraphml,
	dot: renderDot,
};

const NODE_KEYS = {
	file: 'string',
	line: 'int',
	name: 'string',
	entries: 'string',
	reach: 'double',
	pagerank: 'double',
	betweenness: 'double',
	weight: 'double',
	sites: 'string',
} as const;
const EDGE_KEYS = {how: 'string', calls: 'int', fanOut: 'int'} as const;

/** http://graphml.graphdrawing.org/primer/graphml-primer.html; lists are joined by blanks. */
function renderGraphml({nodes, edges}: DescribedGraph): string {
	const key =
		(of: 'node' | 'edge') =>
		([name, type]: [string, string]) =>
			`  <key id="${name}" for="${of}" attr.name="${name}" attr.type="${type}"/>`;
	const data = (names: object, value: (name: string) => string | number) =>
		Object.keys(names)
			.map(name => `<data key="${name}">${xml(String(value(name)))}</data>`)
			.join('');
	return `${[
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
		...Object.entries(NODE_KEYS).map(key('node')),
		...Object.entries(EDGE_KEYS).map(key('edge')),
		'  <graph edgedefault="directed">',
		...nodes.map(node => `    <node id="${xml(node.id)}">${data(NODE_KEYS, name => dataOf(node, name))}</node>`),
		...edges.map(
			edge =>
				`    <edge source="${xml(edge.from)}" target="${xml(edge.to)}">${data(EDGE_KEYS, name => edge[name as keyof typeof EDGE_KEYS])}</edge>`,
		),
		'  </graph>',
		'</graphml>',
	].join('\n')}\n`;
}

function dataOf(node: DescribedNode, name: string): string | number {
	if (name === 'entries') return node.entries.map(entry => entry.name).join(' ');
	if (name === 'sites') return node.sites.join(' ');
	return node[name as Exclude<keyof typeof NODE_KEYS, 'entries' | 'sites'>];
}

/** Control characters but tab and line breaks, halves of pairs, and two that are no characters. */
const NOT_IN_XML = /(?![\t\n\r\u0080-\u009F])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu;

/** What XML 1.0 does not allow at all, written as any reference or not, is left out. */
const xml = (text: string): string =>
	text
		.replaceAll(NOT_IN_XML, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll(/[\t\n\r]/g, character => `&#${character.codePointAt(0)};`);

/** For Graphviz: functions with sites have a thick border, the greater the weight the darker; calls that are only possible are dashed. */
function renderDot({nodes, edges}: DescribedGraph): string {
	return `${[
		'digraph calls {',
		'  node [shape=box, style=filled, fontname="sans-serif"];',
		...nodes.map(({id, file, line, name, weight, sites}) => {
			const label = quoted(`${name}\n${file}:${line}`);
			const fill = `"0.58 ${(weight * 0.6).toFixed(2)} 1.0"`;
			return `  ${quoted(id)} [label=${label}, fillcolor=${fill}${sites.length > 0 ? ', penwidth=3' : ''}];`;
		}),
		...edges.map(({from, to, how}) => `  ${quoted(from)} -> ${quoted(to)}${how === 'may' ? ' [style=dashed]' : ''};`),
		'}',
	].join('\n')}\n`;
}

/** In quoted text a backslash begins an escape, and a line break is written as one. */
const quoted = (text: string): string =>
	`"${text
		.replaceAll('\\', '\\\\')
		.replaceAll('"', '\\"')
		.replaceAll(/\r\n|\r|\n/g, '\\n')}"`;
