import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {findSites} from '../../src/find-sites.ts';
import type {PlaceKind} from '../../src/model/place.ts';
import {writeProbes} from '../../src/record/probes/write-probes.ts';
import {makeFolder} from '../make-folder.ts';

const COLLECTOR = resolve('bench/edge-collector.cjs');

/** Runs a program whose functions tell who called them, and holds what happened against our graph. */
function edgesOf(t: ExecutionContext, code: string): {found: number; all: number; missed: string[]} {
	const root = makeFolder(t, {'package.json': '{"name": "p", "type": "module"}', 'src/main.js': code});
	const asked = {dir: root, cwd: root, coverage: [], coveragePerTest: [], traces: [], implicit: false};
	const {facts, linked} = findSites(asked, () => {});
	const [{functions}] = facts as [(typeof facts)[0]];
	const kind: PlaceKind = 'function';
	const places = functions.map(({line, column}, at) => ({file: 'src/main.js', kind, line: at && line, column}));
	const output = join(root, 'edges');
	const probed = writeProbes({file: 'src/main.js', text: code, places, collector: COLLECTOR, output})!;
	mkdirSync(join(root, 'run'));
	writeFileSync(join(root, 'run/main.mjs'), probed.text);
	execFileSync(process.execPath, [join(root, 'run/main.mjs')]);
	const lines = existsSync(output)
		? readdirSync(output).flatMap(name => readFileSync(join(output, name), 'utf8').trim().split('\n'))
		: [];
	// The probe that counts loads bears the number behind those of the functions: it is the top level's.
	const nodeOf = (key: string) => (Number(key.split('#')[1]) < functions.length ? key : 'src/main.js#0');
	const edges = [...new Set(lines)]

		.map(line => JSON.parse(line) as [string, string])

		.filter(([from]) => from !== '')
		.map(([from, to]) => [nodeOf(from), nodeOf(to)] as const)
		.filter(([from, to]) => from !== to);
	const missed = edges.filter(([from, to]) => !linked.graph.hasEdge(from, to));
	const nameOf = (key: string) => functions[Number(key.split('#')[1])]!.name;
	return {
		found: edges.length - missed.length,
		all: edges.length,
		missed: missed.map(([from, to]) => `${nameOf(from)} → ${nameOf(to)}`),
	};
}

interface Program {
	code: string;
	/** Edges that ran, counted by hand; one more is the top level's, which calls `use`. */
	all: number;
	/** What is known to be missed. */
	missed?: string[];
}

const PROGRAMS: Record<string, Program> = {
	'getters and setters, of a class, its base and an object': {
		code: `class Base { get url() { return this.path; } get path() { return '/'; } set path(value) { note(value); } }
class Options extends Base { static get all() { return note(1); } }
const plain = { get size() { return note(2); } };
function note(value) { return value; }
function use() { const options = new Options(); options.path = options.url; const {size} = plain; return Options.all + size; }
use();`,
		// use → url, path=, all, size; url → path; path=, all and size → note
		all: 9,
	},
	'what lists, sets and maps are copied into': {
		code: `const steps = [one, two];
function one() {} function two() {} function three() {}
function ofSet() { for (const step of new Set(steps)) step(); }
function ofMap() { for (const [, step] of new Map([['a', three]])) step(); }
function ofCopy() { for (const step of Array.from(steps).concat([three]).slice(1)) step(); }
function use() { ofSet(); ofMap(); ofCopy(); }
use();`,
		// use → ofSet → one, two; use → ofMap → three; use → ofCopy → two, three
		all: 9,
	},
	'arguments spread and gathered': {
		code: `const steps = [one, two];
function one() {} function two() {} function three() {}
function gather(first, ...others) { first(); for (const other of others) other(); }
function forward(...all) { gather(...all); }
function use() { gather(...steps); forward(two, three); }
use();`,
		// use → gather → one, two, three; use → forward → gather
		all: 7,
	},
	'what generators yield and promises become': {
		code: `const table = {one, two, three};
function one() {} function two() {} function three() {}
function* steps() { yield table.one; yield* [table.two]; }
function walk() { for (const step of steps()) step(); }
function later() { return new Promise(function executor(resolve) { resolve(table.three); }); }
function settle() { return later().then(function settled(step) { step(); }); }
function use() { walk(); settle(); }
use();`,
		// use → walk → steps, one, two; use → settle → later → executor; settle is gone when settled → three runs
		all: 9,
	},
	'constructor functions: a prototype written as an object, borrowed and copied members': {
		code: `function Base() { this.close = function close() {}; }
function Pool() { Base.call(this); this.items = make(); }
Pool.prototype = { drain: function drain() { this.close(); this.items.forEach(show); this.report(); } };
const extras = { report: function report() {} };
function copy(target, source) { for (const key in source) target[key] = source[key]; }
const tools = { extend: copy };
tools.extend(Pool.prototype, extras);
function make() { return [1]; } function show() {}
function use() { new Pool().drain(); }
use();`,
		// top → copy; use → Pool → Base, make; use → drain → close, show, report
		all: 9,
	},
	'functions called where they are written, and few namesakes': {
		code: `const registry = {};
class Alpha { begin() { step(); } }
class Beta { begin() { step(); } }
function step() {}
(function (api) { api.opened = function opened() { step(); }; })(registry);
function use(names) { for (const one of unknowable(names)) one.begin(); registry.opened(); }
function unknowable(names) { return JSON.parse(names).map(name => new ({Alpha, Beta}[name])()); }
use('["Alpha", "Beta"]');`,
		// top → the unnamed function; use → unknowable → its callback; use → both begins and opened → step
		all: 10,
	},
	'members by computed names': {
		code: `class Options { set a(value) { note(value); } set b(value) { note(value); }
	merge(other) { for (const key of Object.keys(other)) this[key] = other[key]; } }
function note(value) { return value; }
function use() { new Options().merge({a: 1, b: 2}); }
use();`,
		// use → merge → a=, b= → note
		all: 6,
	},
	'events by name, of one class': {
		code: `import {EventEmitter} from 'node:events';
class Queue extends EventEmitter { push() { this.emit('added', 1); } }
class Other extends EventEmitter { listen() { this.on('added', wrong); } }
function wrong() {}
function use() { const queue = new Queue(); queue.on('added', function heard() { done(); }); new Other().listen(); queue.push(); }
function done() {}
use();`,
		// use → listen, push; push → heard; heard → done
		all: 5,
	},
	'parameters, through several hands': {
		code: `function outer(act) { return inner(act); }
function inner(act) { return act(); }
function later(act) { return [1].map(() => act()); }
function first() { return 1; }
function second() { return 2; }
function use() { outer(first); later(second); }
use();`,
		// use → outer, later; outer → inner; inner → first; later → its arrow → second
		all: 7,
	},
	'what a list, a map and a queue of queues hold': {
		code: `class Jobs { #list = []; #byName = new Map(); #buckets = {};
	add(name, job) { this.#list.push(job); this.#byName.set(name, job); const bucket = this.#buckets[name] ??= []; bucket.push(job); }
	run(name) { for (const job of this.#list) job(); this.#byName.get(name)(); while (this.#buckets[name].length > 0) this.#buckets[name].shift()(); } }
const cancelers = [];
function first() {}
function cancel() {}
function use() { const jobs = new Jobs(); jobs.add('a', first); jobs.run('a'); cancelers.push(cancel); cancelers.forEach(one => one()); }
use();`,
		// use → add, run, the arrow; run → first; the arrow → cancel
		all: 6,
	},
	'functions in objects that are handed over': {
		code: `function connect(options) { options.onReady(); return send([{run: options.log}]); }
function send(commands) { commands.map(({run}) => run()); const {run} = commands[0]; run(); }
function use() { connect({onReady() { note(1); }, log: () => note(2)}); }
function note(value) { return value; }
use();`,
		// use → connect; connect → onReady, send; send → its arrow, log; the arrow → log; onReady and log → note
		all: 9,
	},
	'methods of what is handed over without a type': {
		code: `class Client { constructor() { this.helper = new Helper(this); } start(self) { setUp(this); } send() {} get options() { return {retry() { return 1; }}; } }
class Helper { constructor(client) { this.client = client; } go() { this.client.send(); } }
function setUp(self) { const later = () => self.send(); later(); self.helper.go(); return self.options.retry(); }
function use() { new Client().start(); }
use();`,
		// use → Client, start; Client → Helper; start → setUp; setUp → later, go, options, retry; later and go → send
		all: 11,
		missed: ['setUp → Client.options'],
	},
	'methods that a loop puts on a prototype': {
		code: `class Commander { send() {} }
class Client extends Commander { start() { this.get('a'); } }
function make(name) { return function (key) { return note(key, name); }; }
function note() {}
for (const name of ['get', 'set']) Commander.prototype[name] = make(name);
function use() { new Client().start(); }
use();`,
		// the top level → make; use → start; start → the function; that → note
		all: 5,
	},
	'events by a name that callers give, and those that emitters emit themselves': {
		code: `import {EventEmitter} from 'node:events';
class Source extends EventEmitter { tell(name) { this.emit(name); } pass() { return this.emit.apply(this, arguments); } }
function proxy(from, to, names) { for (const name of names) from.on(name, function again() { to.emit(name); }); }
function use() {
	const [from, to] = [new Source(), new Source()];
	to.on('end', function ended() {}); from.on('newListener', function added() {});
	proxy(from, to, ['end']); from.tell('end'); from.pass('end');
}
use();`,
		// use → proxy, tell, pass; proxy → added, for it listens; tell and pass → again; again → ended
		all: 8,
	},
	'what streams call': {
		code: `import {Writable} from 'node:stream';
class Sink extends Writable { _write(chunk, encoding, done) { note(); done(); } _destroy(error, done) { note(); done(error); } }
function note() {}
function use() { const sink = new Sink(); sink.write('a'); sink.destroy(); }
use();`,
		// use → _write, _destroy; both → note
		all: 5,
	},
	'callbacks, bound and applied functions': {
		code: `function twice(value) { return value * 2; }
function add(a, b) { return a + twice(b); }
const bound = add.bind(null, 1);
function use() { [1, 2].map(twice); add.call(null, 1, 2); add.apply(null, [1, 2]); return bound(2); }
use();`,
		// use → twice, add; add → twice
		all: 4,
	},
};

for (const [name, {code, all, missed = []}] of Object.entries(PROGRAMS)) {
	test(`edges that ran are ours: ${name}`, t => {
		const edges = edgesOf(t, code);
		t.deepEqual(edges.missed, missed);
		t.is(edges.all, all);
		t.is(edges.found, all - missed.length);
	});
}
