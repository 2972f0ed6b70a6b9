import test from 'ava';
import {linkCalls} from '../../src/link/calls.ts';
import {factsOf, projectOf, showEdges} from './facts-of.ts';

const edgesOf = (files: Record<string, string>): string[] => showEdges(linkCalls(factsOf(files), projectOf()).graph);

test('whoever passes a function on is its caller', t => {
	const main = `
		import {on} from 'elsewhere';
		function tick() {}
		function start(list) {
			setTimeout(tick, 10);
			on('x', () => stop());
			list.map(function each() {});
			on('y', {done() {}, more: [tick]});
		}
		function stop() {}
	`;
	t.deepEqual(edgesOf({'main.ts': main}), [
		'<anonymous> -> stop (exact)',
		'start -> <anonymous> (callback)',
		'start -> done (callback)',
		'start -> each (callback)',
		'start -> tick (callback)',
	]);
});

test('a function declared inside another is no callee unless it is called, passed or handed out', t => {
	const main = `
		function outer(socket) {
			function unused() {}
			function used() {}
			used();
			socket.onclose = () => {};
			return {close: () => {}};
		}
	`;
	t.deepEqual(edgesOf({'main.ts': main}), [
		'outer -> outer.close (may)',
		'outer -> socket.onclose (callback)',
		'outer -> used (exact)',
	]);
});

test('a handler made by a factory is passed by whoever calls the factory', t => {
	const main =
		"import {app} from 'web'; const make = () => function handler() {}; function start() { app.use(make()); }";
	t.deepEqual(edgesOf({'main.ts': main}), ['start -> handler (callback)', 'start -> make (exact)']);
});

test('fan-out and number of calls stand on the edges', t => {
	const main = `
		interface S { load(): void }
		class A implements S { load() {} }
		class B implements S { load() {} }
		function use(s: S) { s.load(); s.load(); }
	`;
	const {graph} = linkCalls(factsOf({'main.ts': main}), projectOf());
	const to = graph.findNode((_, {name}) => name === 'A.load')!;
	const from = graph.findNode((_, {name}) => name === 'use')!;
	t.deepEqual(graph.getEdgeAttributes(from, to), {how: 'hierarchy', calls: 2, fanOut: 2});
});

test('an import runs the top-level code of the imported file', t => {
	t.deepEqual(edgesOf({'a.ts': "import './b.js'; import type {T} from './c.js';", 'b.ts': '', 'c.ts': ''}), [
		'<module> -> <module> (exact)',
	]);
});

test('an element runs its component, and what stands in its attributes', t => {
	const main = `
		const Panel: FC<Props> = () => null;
		function App() { const save = () => {}; return <Panel onSave={save} onClose={() => close()}><b/></Panel>; }
		function close() {}
	`;
	t.deepEqual(edgesOf({'main.tsx': main}), [
		'<anonymous> -> close (exact)',
		'App -> <anonymous> (callback)',
		'App -> Panel (callback)',
		'App -> save (callback)',
	]);
});

test('a list that a function in plain JavaScript returns by its JSDoc', t => {
	const main = `
		/** @returns {Array<() => void>} */
		function jobs() { const list = []; list.push(first); return list; }
		function first() {}
		function run() { for (const job of jobs()) job(); }
	`;
	t.true(edgesOf({'main.js': main}).includes('run -> jobs (exact)'));
});
