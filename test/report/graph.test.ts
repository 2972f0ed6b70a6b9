import test from 'ava';
import type {DescribedGraph} from '../../src/model/described-graph.ts';
import {GRAPH_RENDERERS} from '../../src/report/graph.ts';

const hostile = 'a"<b>&\\\n\u0000\u001B[31m$x';
const graph: DescribedGraph = {
	version: 1,
	tool: {name: 'unfired', version: '1'},
	project: 'p',
	nodes: ['a.js#1', 'a.js#2'].map(id => ({
		id,
		file: 'a.js',
		line: 1,
		name: hostile,
		entries: [{kind: 'export', name: hostile}],
		reach: 0.5,
		pagerank: 1,
		betweenness: 0,
		weight: 1,
		sites: ['retry:1'],
	})),
	edges: [{from: 'a.js#1', to: 'a.js#2', how: 'may', calls: 1, fanOut: 1}],
};

test('names with markup, quotes and control characters stay text in XML', t => {
	const text = GRAPH_RENDERERS.graphml(graph);
	t.true(text.includes('<data key="name">a&quot;&lt;b&gt;&amp;\\&#10;[31m$x</data>'));
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
	t.notRegex(text, /[\u0000-\u0008\u000B-\u001F]/);
});

test('and in DOT', t => {
	const text = GRAPH_RENDERERS.dot(graph);
	t.true(text.includes('label="a\\"<b>&\\\\\\n\u0000\u001B[31m$x\\na.js:1"'));
	t.true(text.includes('"a.js#1" -> "a.js#2" [style=dashed];'));
	t.is(text.split('\n').length, 7);
});

test('JSON holds all of it', t => {
	t.deepEqual(JSON.parse(GRAPH_RENDERERS.json(graph)), graph);
});
