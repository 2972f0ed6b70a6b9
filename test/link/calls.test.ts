import test from 'ava';
import {linkCalls} from '../../src/link/calls.ts';
import {factsOf, projectOf, showTarget} from './facts-of.ts';

/** What the call whose callee is written `text` (the last one in `main.ts`) calls. */
function targetOf(text: string, files: Record<string, string>): string {
	const facts = factsOf(files);
	const main = facts.find(({file}) => file.startsWith('main'))!;
	const linked = linkCalls(facts, projectOf());
	const id = main.code.calls.findLastIndex(call => call.text === text);
	return showTarget(facts, linked.targetOf(main.file, id));
}

test('a local function, a method of this, and one that is inherited', t => {
	const main = `
		import {Base} from './base.js';
		function helper() {}
		class A extends Base { run() { this.own(); this.inherited(); super.inherited(); helper(); } own() {} }
	`;
	const files = {'main.ts': main, 'base.ts': 'export class Base { inherited() {} }'};
	t.is(targetOf('this.own', files), 'A.own');
	t.is(targetOf('this.inherited', files), 'Base.inherited');
	t.is(targetOf('super.inherited', files), 'Base.inherited');
	t.is(targetOf('helper', files), 'helper');
});

test('imports through renaming, re-exports, stars and a cycle of stars', t => {
	const files = {
		'main.ts': "import {b as c, d} from './index.js'; import * as all from './index.js'; c(); d(); all.d();",
		'index.ts': "export {a as b} from './a.js'; export * from './star.js';",
		'a.ts': 'export function a() {}',
		'star.ts': "export * from './index.js'; export const d = () => {};",
	};
	t.is(targetOf('c', files), 'a');
	t.is(targetOf('d', files), 'd');
	t.is(targetOf('all.d', files), 'd');
});

test('CommonJS: require, exports, module.exports and functions with a prototype', t => {
	const files = {
		'main.js': "const {a} = require('./lib'); const Pool = require('./pool'); const p = new Pool(); a(); p.query();",
		'lib.js': 'exports.a = function () {};',
		'pool.js':
			'function Pool() { this.log(); } Pool.prototype.query = function () {}; Pool.prototype.log = function () {}; module.exports = Pool;',
	};
	t.is(targetOf('a', files), 'exports.a');
	t.is(targetOf('p.query', files), 'Pool.query');
	t.is(targetOf('Pool', files), 'Pool');
});

test('a receiver by annotation, field, parameter property and returned value', t => {
	const main = `
		class Db { query() {} }
		const make = () => new Db();
		async function open(): Promise<Db> { return new Db(); }
		class Service {
			private cache = new Map<string, Db>();
			constructor(private readonly db: Db) {}
			async run(other: Db[]) {
				this.db.query();
				make().query();
				(await open()).query();
				this.cache.get('x')!.query();
				for (const one of other) one.query();
				other.map(each => each.query());
			}
		}
	`;
	const all = factsOf({'main.ts': main});
	const linked = linkCalls(all, projectOf());
	const found = all[0]!.code.calls.flatMap((call, id) =>
		call.name === 'query' ? showTarget(all, linked.targetOf('main.ts', id)) : [],
	);
	t.deepEqual(found, ['Db.query~declared', 'Db.query', 'Db.query~declared', ...Array(3).fill('Db.query~declared')]);
});

test('a call through an interface reaches what implements it, and overriding methods', t => {
	const main = `
		interface Store { load(): void }
		class Disk implements Store { load() {} }
		class Fast extends Disk { load() {} }
		const memory: Store = { load() {} };
		function use(store: Store, disk: Disk) { store.load(); disk.load(); }
	`;
	t.is(targetOf('store.load', {'main.ts': main}), 'Disk.load~hierarchy Fast.load~hierarchy memory.load~hierarchy');
	t.is(targetOf('disk.load', {'main.ts': main}), 'Disk.load~declared Fast.load~hierarchy');
});

test('a stand-in of a test implements nothing that sources call', t => {
	const files = {
		'main.ts': 'export interface Store { load(): void } export function use(store: Store) { store.load(); }',
		'test/fake.ts': "import type {Store} from '../main.js'; class Fake implements Store { load() {} }",
	};
	t.is(targetOf('store.load', files), 'declared');
});

test('generics are filled by arguments, annotations and inheritance', t => {
	const main = `
		class User { save() {} }
		class Box<T> { constructor(readonly value: T) {} get(): T { return this.value; } }
		class UserBox extends Box<User> {}
		function first<T>(list: T[]): T { return list[0]!; }
		function use(box: Box<User>, mine: UserBox) { box.get().save(); mine.get().save(); first([new User()]).save(); }
	`;
	t.is(targetOf('box.get().save', {'main.ts': main}), 'User.save~declared');
	t.is(targetOf('mine.get().save', {'main.ts': main}), 'User.save~declared');
	t.is(targetOf('first([new User()]).save', {'main.ts': main}), 'User.save');
});

test('outside: by import, by global, by a type of a package, by what a package returns', t => {
	const main = `
		import {readFile} from 'node:fs/promises';
		import {Pool} from 'pg';
		const client = await new Pool().connect();
		function use(pool: Pool) { readFile('x'); pool.query(''); client.release(); JSON.parse(''); }
	`;
	t.is(targetOf('readFile', {'main.ts': main}), 'external node:fs/promises:readFile');
	t.is(targetOf('pool.query', {'main.ts': main}), 'external pg:Pool.new.query');
	t.is(targetOf('client.release', {'main.ts': main}), 'external pg:Pool.new.connect.().release');
	t.is(targetOf('JSON.parse', {'main.ts': main}), 'external global:JSON.parse');
});

test('what is not known stays unknown, unless nothing in the project bears the name', t => {
	const main = 'class A { save() {} } function use(x) { x.y.save(); x.y.other(); }';
	t.is(targetOf('x.y.save', {'main.ts': main}), 'unknown');
	t.is(targetOf('x.y.other', {'main.ts': main}), 'external :other');
});

test('a union with an unknown arm is not external; with a known function it is that function', t => {
	const main = `
		import {a} from 'pkg';
		function f() {}
		function use(x, flag) { const g = flag ? a : x.save; g(); const h = flag ? f : x.save; h(); }
		class Has { save() {} }
	`;
	t.is(targetOf('g', {'main.ts': main}), 'unknown');
	t.is(targetOf('h', {'main.ts': main}), 'f');
});

test('a call of a parameter is a call of what was passed', t => {
	t.is(targetOf('fn', {'main.ts': 'function run(fn: () => void) { fn(); }'}), 'parameter');
});

test('names of every object do not confuse the tables', t => {
	const main =
		"const table = {constructor() {}, __proto__: null}; table.constructor(); table.toString(); table['hasOwnProperty']('x');";
	t.is(targetOf('table.constructor', {'main.ts': main}), 'table.constructor');
	t.is(targetOf('table.toString', {'main.ts': main}), 'external global:Object.new.toString');
});

test('values that depend on themselves come to an end', t => {
	const main = `
		function loop(n) { return n > 0 ? loop(n - 1) : make(); }
		function make() { return {go() {}}; }
		type Tree = Tree[] | Leaf;
		class Leaf { go() {} }
		let a = a || a.b;
		function use(tree: Tree) { loop(3).go(); a.go(); }
	`;
	t.is(targetOf('loop(3).go', {'main.ts': main}), 'make.go');
	t.is(targetOf('a.go', {'main.ts': main}), 'unknown');
});

test('calls of sources are counted, and those that are unknown', t => {
	const facts = factsOf({
		'main.ts': 'class A { save() {} } function use(x) { x.save(); use(1); }',
		'test/a.ts': 'function t(x) { x.save(); }',
	});
	t.deepEqual(linkCalls(facts, projectOf()).calls, {all: 2, unknown: 1});
});

test('objects that are spread into themselves', t => {
	const files = {
		'main.ts': `
			let options;
			options = {own() {}};
			options = {...options, more: 1};
			options.own();
			options.none();
		`,
	};
	t.is(targetOf('options.own', files), 'options.own');
	t.is(targetOf('options.none', files), 'external :none');
});

test('a module that is set to its own exports', t => {
	const files = {
		'main.js': "const a = require('./a'); a.own(); a.none();",
		'a.js': 'exports.own = function own() {}; module.exports = exports;',
	};
	t.is(targetOf('a.own', files), 'exports.own');
	t.is(targetOf('a.none', files), 'external :none');
});

test('a type of a module that is set to its own exports', t => {
	const files = {
		'main.js': "import None from './a'; export function run(none: None) { none.go(); }",
		'a.js': 'module.exports = exports;',
	};
	t.regex(targetOf('none.go', files), /^(unknown|external)/);
});

test('interfaces that extend themselves or each other: their elements and promises', t => {
	const files = {
		'main.ts': `
			interface Own extends Own {}
			interface A extends B {}
			interface B extends A {}
			export async function run(own: Own, a: A) {
				for (const each of own) each.first();
				Object.entries(a).map(([, value]) => value.second());
				(await own).third();
				(await a).fourth();
			}
		`,
	};
	for (const call of ['each.first', 'value.second', '(await own).third', '(await a).fourth'])
		t.regex(targetOf(call, files), /^(unknown|external)/);
});
