import test from 'ava';
import {DirectedGraph} from 'graphology';
import type {CallGraph, EdgeHow, EntryPoint} from '../../src/model/graph.ts';
import {findWays, weighNodes} from '../../src/weigh/centrality.ts';
import {estimate} from '../../src/weigh/centrality-betweenness.ts';
import {compactGraph} from '../../src/weigh/centrality-graph.ts';

/** `a>b` is a call; `a?b` a possible one; `a:3>b` one of three that an interface fans out to. */
function graphOf(edges: string[], tests: string[] = []): CallGraph {
	const graph: CallGraph = new DirectedGraph();
	const node = (name: string) => graph.mergeNode(name, {file: name, line: 1, name, test: tests.includes(name)});
	for (const edge of edges) {
		const [, from, fanOut, sign, to] = /^(\w+)(?::(\d+))?([>?])(\w+)$/.exec(edge)!;
		node(from!);
		node(to!);
		const how: EdgeHow = sign === '?' ? 'may' : fanOut ? 'hierarchy' : 'exact';
		graph.addDirectedEdge(from, to, {how, calls: 1, fanOut: Number(fanOut ?? 1)});
	}
	return graph;
}

const entriesOf = (...nodes: string[]): EntryPoint[] =>
	nodes.map(node => ({node, file: node, line: 1, name: node.toUpperCase(), kind: 'route'}));

test('reach is the share of entry points that lead to a function; cycles and possible calls are minded', t => {
	const graph = graphOf(['a>x', 'b>x', 'x>y', 'y>x', 'c?y', 'c>z', 'y>w']);
	const {of: weights} = weighNodes(graph, entriesOf('a', 'b', 'c', 'c'));
	const reach = (node: string) => weights.get(node)!.reach;
	t.deepEqual(['a', 'x', 'y', 'w', 'z'].map(reach), [1 / 3, 2 / 3, 2 / 3, 2 / 3, 1 / 3]);
});

test('reach over more entry points than one batch holds', t => {
	const names = Array.from({length: 1100}, (_, i) => `e${i}`);
	const {of: weights} = weighNodes(graphOf([...names.map(name => `${name}>x`), 'e0>y']), entriesOf(...names));
	t.is(weights.get('x')!.reach, 1);
	t.is(weights.get('y')!.reach, 1 / 1100);
});

test('PageRank flows from the entry points: what they do not reach ranks below, and has no reach', t => {
	const {of: weights} = weighNodes(graphOf(['a>x', 'b>x', 'a>y', 'lost>z']), entriesOf('a', 'b'));
	const rank = (node: string) => weights.get(node)!.pagerank;
	t.true(rank('x') > rank('y'));
	t.true(rank('y') > rank('z'));
	t.is(weights.get('z')!.reach, 0);
	t.true(weights.get('z')!.weight <= 0.5);
	t.is(weights.get('lost')!.weight, 0);
	t.is(Math.max(...[...weights.values()].map(({pagerank}) => pagerank)), 1);
});

test('PageRank of a chain as worked out by hand', t => {
	// Restart r = 0.15 + 0.85 y, of it 28/30 at a and 1/30 at x and y each: a = 28 r/30, x = r/30 + 0.85 a, y = r/30 + 0.85 x.
	const [a, x] = [28 / 30, 1 / 30 + (0.85 * 28) / 30];
	const y = 1 / 30 + 0.85 * x;
	const greatest = Math.max(a, x, y);
	const {of: weights} = weighNodes(graphOf(['a>x', 'x>y']), entriesOf('a'));
	const ranks = ['a', 'x', 'y'].map(node => weights.get(node)!.pagerank.toFixed(6));
	t.deepEqual(
		ranks,
		[a, x, y].map(rank => (rank / greatest).toFixed(6)),
	);
});

test('a call through an interface divides its weight, a possible one carries a quarter', t => {
	const {of: weights} = weighNodes(graphOf(['a:2>x', 'a:2>y', 'a>z', 'a?w', 'q>u']), entriesOf('a'));
	const rank = (node: string) => weights.get(node)!.pagerank;
	// What restarts give to every node, entry points apart, is taken off.
	const carried = (node: string) => rank(node) - rank('q');
	t.true(Math.abs(carried('z') / carried('x') - 2) < 1e-6);
	t.true(Math.abs(carried('z') / carried('w') - 4) < 1e-6);
	t.is(rank('x'), rank('y'));
});

test('tests weigh nothing and carry nothing', t => {
	const {of: weights} = weighNodes(graphOf(['t>x', 't>y', 'a>y'], ['t']), entriesOf('a', 't'));
	t.false(weights.has('t'));
	t.is(weights.get('x')!.reach, 0);
	t.is(weights.get('y')!.reach, 1);
});

test('more reach and more rank never weigh less', t => {
	const weights = [
		...weighNodes(graphOf(['a>x', 'b>x', 'a>y', 'x>z', 'b>z', 'z>w', 'q>r']), entriesOf('a', 'b')).of.values(),
	];
	for (const one of weights) {
		for (const other of weights) {
			if (one.reach >= other.reach && one.pagerank >= other.pagerank) t.true(one.weight >= other.weight);
		}
		t.true(one.weight >= 0 && one.weight <= 1);
	}
});

test('betweenness is highest where all ways meet', t => {
	const {of: weights} = weighNodes(graphOf(['a>m', 'b>m', 'm>x', 'm>y']), entriesOf('a', 'b'));
	t.true(weights.get('m')!.betweenness > 0);
	t.is(weights.get('x')!.betweenness, 0);
});

test('an empty graph and a graph without entry points', t => {
	t.is(weighNodes(graphOf([]), []).of.size, 0);
	t.is(weighNodes(graphOf(['a>b']), []).of.get('b')!.reach, 0);
});

test('ways: the shortest from each entry point, shortest first, none over possible calls', t => {
	const graph = graphOf(['a>x', 'x>s', 'a>y', 'y>s', 'b>s', 'c?s', 's>a']);
	const show = (most: number) =>
		findWays(graph, entriesOf('a', 'b', 'c'))('s', most).map(({entry, nodes}) => `${entry.name}: ${nodes.join(' ')}`);
	t.deepEqual(show(5), ['B: b s', 'A: a x s']);
	t.deepEqual(show(1), ['B: b s']);
	t.deepEqual(findWays(graph, entriesOf('s'))('s', 1)[0]!.nodes, ['s']);
	t.deepEqual(findWays(graph, entriesOf('a'))('gone', 1), []);
});

test('betweenness from some nodes is that from all where all are drawn, and the same every time', t => {
	const graph = graphOf(['a>m', 'b>m', 'm>x', 'm>y', 'x>z', 'y>z', 'z>a', 'a?q', 'q>z']);
	const compact = compactGraph(graph, []);
	const {of: exact} = weighNodes(graph, []);
	const whole = estimate(compact, compact.nodes.length);
	for (const [i, node] of compact.nodes.entries())
		t.true(Math.abs(whole[i]! - exact.get(node)!.betweenness) < 1e-12, node);
	t.deepEqual(estimate(compact, 3), estimate(compact, 3));
});

test('traffic takes the place of one count for each entry point', t => {
	const graph = graphOf(['a>x', 'b>y']);
	const {of: weights} = weighNodes(graph, entriesOf('a', 'b'), {
		traffic: new Map([
			['a', 3],
			['b', 1],
		]),
	});
	t.is(weights.get('x')!.reach, 0.75);
	t.is(weights.get('y')!.reach, 0.25);
	t.true(weights.get('x')!.pagerank > weights.get('y')!.pagerank);
	const inner = weighNodes(graph, entriesOf('a', 'b'), {traffic: new Map([['y', 1]])}).of;
	t.is(inner.get('y')!.reach, 1, 'a function that is no entry point is entered where traffic says so');
	t.is(inner.get('x')!.reach, 0);
});

test('a weight of one figure alone', t => {
	const graph = graphOf(['a>m', 'b>m', 'm>x', 'c>x']);
	const of = (by: 'reach' | 'pagerank' | 'betweenness', node: string) =>
		weighNodes(graph, entriesOf('a', 'b', 'c'), {by}).of.get(node)!.weight;
	t.is(of('reach', 'm'), 2 / 3);
	t.is(of('pagerank', 'x'), 1);
	t.is(of('betweenness', 'm'), 1);
	t.is(of('betweenness', 'x'), 0);
});

test('the heaviest way is the one by which most comes, not the shortest', t => {
	const graph = graphOf(['a>s', 'a>q', 'a>r', 'b>m', 'm>s', 'c?s', 'lost>z']);
	const {heaviestTo} = weighNodes(graph, entriesOf('a', 'b', 'c'));
	t.deepEqual(heaviestTo('s'), ['b', 'm', 's'], 'a divides what enters in three');
	t.deepEqual(heaviestTo('a'), ['a']);
	t.deepEqual(heaviestTo('z'), []);
	t.deepEqual(heaviestTo('gone'), []);
});

test('what nodes hold is summed for the entries that lead there by sure calls', t => {
	const graph = graphOf(['a>x', 'b>x', 'b>y', 'c?y', 'x>z']);
	const {sumsByEntry} = weighNodes(graph, entriesOf('a', 'b', 'c'));
	const sums = sumsByEntry(
		new Map([
			['z', {exposure: 0.5, sites: 1}],
			['y', {exposure: 0.25, sites: 2}],
			['gone', {exposure: 9, sites: 1}],
		]),
	);
	t.deepEqual(sums.get('a'), {exposure: 0.5, sites: 1});
	t.deepEqual(sums.get('b'), {exposure: 0.75, sites: 3});
	t.deepEqual(sums.get('c'), {exposure: 0, sites: 0});
});
