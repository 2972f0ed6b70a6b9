import test from 'ava';
import {linkCalls} from '../../src/link/calls.ts';
import {linkEntryPoints} from '../../src/link/entry-points.ts';
import type {Project} from '../../src/model/project.ts';
import {factsOf, packageOf, projectOf} from './facts-of.ts';

/** `kind name -> function` of every entry point. */
function entriesOf(files: Record<string, string>, over: Partial<Project> = {}): string[] {
	const facts = factsOf(files);
	const project = projectOf({packages: [], ...over});
	const linked = linkCalls(facts, project);
	return linkEntryPoints(facts, project, linked).map(
		({kind, name, node}) => `${kind} ${name} -> ${linked.graph.getNodeAttribute(node, 'name')}`,
	);
}

test('routes of express: every handler, wrapped ones too, chained and on a router passed as parameter', t => {
	const main = `
		import express, {Router} from 'express';
		import {wrap} from './wrap.js';
		const app = express();
		app.get('/orders', auth, wrap(list));
		app.route('/one').get(one).post(two);
		app.get('view engine');
		module.exports = router => { router.delete('/gone', gone); };
		function auth() {} function list() {} function one() {} function two() {} function gone() {}
		new Map().get('/orders', auth);
	`;
	t.deepEqual(entriesOf({'main.ts': main, 'wrap.ts': 'export const wrap = f => (...a) => f(...a);'}), [
		'route GET /orders -> auth',
		'route GET /orders -> list',
		'route GET /orders -> <anonymous>',
		'route GET /one -> one',
		'route POST /one -> two',
		'route DELETE /gone -> gone',
	]);
});

test('routes written as objects, koa and hono', t => {
	const main = `
		import Fastify from 'fastify';
		import Router from '@koa/router';
		const server = Fastify();
		server.route({method: 'POST', url: '/pay', handler: pay});
		new Router().put('/put', async ctx => {});
		fetch({method: 'POST', url: '/pay'});
		function pay() {}
	`;
	t.deepEqual(entriesOf({'main.ts': main}), ['route POST /pay -> pay', 'route PUT /put -> <anonymous>']);
});

test('controllers by decorators', t => {
	const main = `
		import {Controller, Get, Post} from '@nestjs/common';
		import {Cron} from '@nestjs/schedule';
		@Controller('orders')
		export class Orders {
			@Get(':id') one() {}
			@Post() create() {}
			@Cron('* * * * *') sweep() {}
			plain() {}
		}
	`;
	t.deepEqual(entriesOf({'main.ts': main}), [
		'route GET /orders/:id -> Orders.one',
		'route POST /orders -> Orders.create',
		'job cron * * * * * -> Orders.sweep',
	]);
});

test('consumers of queues', t => {
	const main = `
		import {Worker} from 'bullmq';
		import {connect} from 'amqplib';
		import {Kafka} from 'kafkajs';
		new Worker('orders', process);
		const channel = await (await connect('')).createChannel();
		channel.consume('mail', message => {});
		new Kafka({}).consumer({}).run({autoCommit: true, eachMessage: async () => {}, onCrash() {}});
		function process() {}
	`;
	t.deepEqual(entriesOf({'main.ts': main}), [
		'consumer queue orders -> process',
		'consumer queue mail -> <anonymous>',
		'consumer topic new Kafka({}).consumer({}).run -> eachMessage',
	]);
});

test('what a package exports: functions, public members, through re-exports and built entries', t => {
	const files = {
		'src/index.ts': "export * from './pool.js'; export const api = {go() {}}; export type {T} from './pool.js';",
		'src/pool.ts': `
			export class Pool extends Base { constructor() { super(); } take() {} private grow() {} #hide() {} static of() {} }
			class Base { close() {} }
			export interface T { x(): void }
			export const make: Maker = () => new Pool();
			type Maker = () => Pool;
			function inner() {}
		`,
		'src/cli.ts': 'run(); function run() {}',
	};
	const packages = [
		packageOf({name: 'x', entries: [{subpath: '.', target: './dist/index.js'}], bins: ['dist/cli.js']}),
	];
	t.deepEqual(entriesOf(files, {packages}), [
		'bin bin cli -> <module>',
		'export export api.go -> api.go',
		'export import src/index.ts -> <module>',
		'export export Pool.constructor -> Pool.constructor',
		'export export Pool.of -> Pool.of',
		'export export Pool.take -> Pool.take',
		'export export Base.close -> Base.close',
		'export export make -> make',
	]);
});

test('without exports, bins and routes: the modules that nobody imports, and what they export', t => {
	const files = {
		'main.ts': "import {used} from './lib.js'; export function start() { used(); }",
		'lib.ts': 'export function used() {}',
		'test/main.ts': "import '../main.js';",
	};
	t.deepEqual(entriesOf(files, {packages: [packageOf()]}), [
		'export export start -> start',
		'bin run main.ts -> <module>',
	]);
});

test('a file that is started as a program is a bin', t => {
	t.deepEqual(entriesOf({'tool.js': '#!/usr/bin/env node\nmain(); function main() {}'}), ['bin bin tool -> <module>']);
});

test('routes by the name of a file: Next, SvelteKit, Nitro; a Lambda by its export', t => {
	const entries = entriesOf({
		'web/app/(shop)/orders/[id]/route.ts': `export async function GET() {}
			export const POST = withAuth(async () => {});
			export const revalidate = 60; export function helper() {}
			function withAuth(f) { return f; }`,
		'web/pages/api/pay/index.ts': 'export default function pay() {}',
		'kit/src/routes/feed/+server.ts': 'export const GET = () => {};',
		'nuxt/server/api/users/[...all].ts': `export default defineEventHandler(async () => {});`,
		'lambda/resize.ts': `import type {Handler} from 'aws-lambda';
			export const handler: Handler = async event => {};
			export const other = () => {};`,
		'lib/route.ts': 'export function GET() {}',
	});
	for (const one of [
		'route GET /orders/:id -> GET',
		'route ALL /api/pay -> pay',
		'route GET /feed -> GET',
		'route ALL /api/users/:all -> <anonymous>',
		'consumer lambda lambda/resize -> handler',
	])
		t.true(entries.includes(one), `${one} of ${entries.join(', ')}`);
	t.true(
		entries.some(one => one.startsWith('route POST /orders/:id -> ')),
		'the wrapped handler counts',
	);
	t.deepEqual(
		entries.filter(one => /helper|revalidate|route\.ts|other$/.test(one) && one.startsWith('route')),
		[],
	);
});

test('GraphQL resolvers as objects and by decorators, tRPC procedures', t => {
	const main = `
		import {initTRPC} from '@trpc/server';
		import {Mutation, Query, Resolver} from 'type-graphql';
		const {router, procedure} = initTRPC.create();
		const mutations = {pay: () => {}};
		export const resolvers = {Query: {orders() {}, name: String}, Mutation: mutations, Order: {total() {}}};
		export const api = router({
			list: procedure.input(schema).query(async () => {}),
			add: procedure.mutation(add),
			other: database.query('select 1', () => {}),
		});
		function add() {}
		@Resolver() export class Orders { @Query(() => [String]) recent() {} @Mutation() drop() {} plain() {} }
	`;
	t.deepEqual(
		entriesOf({'main.ts': main}).filter(one => one.startsWith('route')),
		[
			'route mutation pay -> mutations.pay',
			'route query orders -> resolvers.Query.orders',
			'route query list -> <anonymous>',
			'route mutation add -> add',
			'route mutation drop -> Orders.drop',
			'route query recent -> Orders.recent',
		],
	);
});
