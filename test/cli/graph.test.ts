import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {run} from '../../src/cli/run.ts';
import type {DescribedGraph} from '../../src/model/described-graph.ts';
import {makeFolder} from '../make-folder.ts';
import {fakeWorld} from './fake-world.ts';

const FILES = {
	'package.json': '{"name": "shop", "main": "src/api.js", "type": "module"}',
	'src/api.js': `import {fetchOrder} from './orders.js';
export async function order(id) {
	try { return await fetchOrder(id); } catch (error) { console.error(error); throw error; }
}`,
	'src/orders.js': `import {Client} from './client.js';
const client = new Client();
export const fetchOrder = id => client.get('/orders/' + id);
export function unused() {}`,
	'src/client.js': `export class Client {
	get(path) { return this.send(path); }
	send(path) { return fetch(path); }
}`,
};

async function graph(t: ExecutionContext, ...argv: string[]) {
	const root = makeFolder(t, FILES);
	const world = fakeWorld(['graph', ...argv], {cwd: root});
	const code = await run(world);
	return {root, code, out: world.out.join(''), said: world.err.join('')};
}

const namesIn = (text: string) =>
	(JSON.parse(text) as DescribedGraph).nodes.map(({name}) => name).filter(name => name !== '<module>');

test('the whole graph, with entries, figures and sites', async t => {
	const {code, out} = await graph(t);
	t.is(code, 0);
	const {nodes, edges, project} = JSON.parse(out) as DescribedGraph;
	t.is(project, 'shop');
	const order = nodes.find(({name}) => name === 'order')!;
	t.is(order.file, 'src/api.js');
	t.is(order.line, 2);
	t.is(order.sites.length, 1);
	t.deepEqual(order.entries, [{kind: 'export', name: 'export order'}]);
	const send = nodes.find(({name}) => name === 'Client.send')!;
	// Two entries, the function and the file that exports it: loading the file calls nothing.
	t.is(nodes.flatMap(({entries}) => entries).length, 2);
	t.is(send.reach, 0.5);
	const idOf = (name: string) => nodes.find(node => node.name === name)!.id;
	t.deepEqual(
		edges.filter(({from}) => from === idOf('Client.get')),
		[{from: idOf('Client.get'), to: idOf('Client.send'), how: 'exact', calls: 1, fanOut: 1}],
	);
});

test('what a function leads to, what leads to it, what is near it', async t => {
	t.deepEqual(namesIn((await graph(t, '--from', 'fetchOrder')).out), ['Client.get', 'Client.send', 'fetchOrder']);
	t.deepEqual(namesIn((await graph(t, '--to', 'Client.get')).out), ['order', 'Client.get', 'fetchOrder']);
	t.deepEqual(namesIn((await graph(t, '--from', 'fetchOrder', '--to', 'Client.get')).out), [
		'Client.get',
		'fetchOrder',
	]);
	t.deepEqual(namesIn((await graph(t, '--around', 'src/client.js:3', '--depth', '1')).out), [
		'Client.get',
		'Client.send',
	]);
});

test('GraphML and DOT', async t => {
	const graphml = (await graph(t, '--format', 'graphml', '--from', 'Client.get')).out;
	t.regex(graphml, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<graphml /);
	t.regex(graphml, /<node id="src\/client\.js#\d">.*<data key="name">Client\.get<\/data>/);
	t.regex(graphml, /<edge source="src\/client\.js#\d" target="src\/client\.js#\d"><data key="how">exact<\/data>/);
	const dot = (await graph(t, '--format', 'dot', '--from', 'Client.get')).out;
	t.regex(dot, /^digraph calls \{/);
	t.regex(dot, /"src\/client\.js#\d" -> "src\/client\.js#\d";/);
});

test('a file to write; and what cannot be asked is said', async t => {
	const {root, out} = await graph(t, '--out', 'out/graph.dot', '--format', 'dot');
	t.is(out, '');
	t.true(existsSync(join(root, 'out/graph.dot')));
	t.regex(readFileSync(join(root, 'out/graph.dot'), 'utf8'), /^digraph/);
	for (const [argv, said] of [
		[['--format', 'svg'], /There is no graph format "svg"/],
		[['--from', 'nobody'], /There is no function "nobody"/],
		[['--from', 'src/none.js:3'], /There is no source file "src\/none\.js"/],
		[['--around', 'order', '--depth', '0'], /--depth must be a whole number/],
		[['--out', 'src/api.js/graph.json'], /could not be written/],
	] as const) {
		const {code, said: told} = await graph(t, ...argv);
		t.is(code, 2);
		t.regex(told, said);
	}
});

test('with --precise the type checker tells what a call leads to', async t => {
	const cwd = makeFolder(t, {
		'a.ts': `class Db { query() {} }
type All = {db: Db};
function of<Name extends keyof All>(name: Name): All[Name] { return globalThis[name as never]; }
export const run = () => of('db').query();`,
	});
	const edgesWith = async (...argv: string[]) => {
		const world = fakeWorld(['graph', ...argv], {cwd});
		await run(world);
		return (JSON.parse(world.out.join('')) as DescribedGraph).edges.map(({from, to, how}) => `${from} ${to} ${how}`);
	};
	const edge = 'a.ts#3 a.ts#1 declared';
	t.false((await edgesWith()).includes(edge));
	t.true((await edgesWith('--precise')).includes(edge));
});
