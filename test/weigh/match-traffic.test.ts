import test from 'ava';
import {DirectedGraph} from 'graphology';
import type {CallGraph, EntryPoint} from '../../src/model/graph.ts';
import {matchTraffic} from '../../src/weigh/match-traffic.ts';

const entry = (node: string, name: string, kind: EntryPoint['kind'] = 'route'): EntryPoint => ({
	node,
	file: 'a.ts',
	line: 1,
	name,
	kind,
});

function match(...names: string[]) {
	const graph: CallGraph = new DirectedGraph();
	for (const [node, name] of [
		['f', 'place'],
		['g', 'twin'],
		['h', 'twin'],
	])
		graph.addNode(node, {file: 'a.ts', line: 1, name: name!, test: false});
	graph.addNode('t', {file: 'a.test.ts', line: 1, name: 'inTest', test: true});
	const entryPoints = [
		entry('r1', 'GET /orders/:id'),
		entry('r2', 'POST /orders'),
		entry('r3', 'ALL /health'),
		entry('r4', 'GET /'),
		entry('q', 'queue mails', 'consumer'),
	];
	return matchTraffic(
		names.map(name => ({name, count: 8})),
		{graph, entryPoints},
	);
}

const matched = (...names: string[]) => Object.fromEntries(match(...names).traffic);

test('routes by method and path, whatever parameters are called and wherever the router is mounted', t => {
	t.deepEqual(matched('GET /orders/{id}'), {r1: 8});
	t.deepEqual(matched('GET /orders/:order/'), {r1: 8});
	t.deepEqual(matched('POST /api/v1/orders'), {r2: 8});
	t.deepEqual(matched('/api/orders'), {r2: 8});
	t.deepEqual(matched('DELETE /health'), {r3: 8});
	t.deepEqual(matched('GET /'), {r4: 8});
});

test('other entry points and functions by name; what several bear is shared', t => {
	t.deepEqual(matched('queue mails', 'place', 'twin'), {q: 8, f: 8, g: 4, h: 4});
});

test('what fits nothing is told, and a file of which nothing fits is a mistake', t => {
	const {traffic, diagnostics} = match('place', 'PUT /orders', 'GET /elsewhere', 'inTest');
	t.deepEqual([...traffic], [['f', 8]]);
	t.regex(diagnostics[0]!.message, /^3 of 4 names of the traffic .*"PUT \/orders", "GET \/elsewhere", "inTest"/);
	t.throws(() => match('nobody'), {message: /None of the 1 names of the traffic \("nobody"\)/});
});
