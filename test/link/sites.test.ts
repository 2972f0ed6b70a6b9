import test from 'ava';
import {linkProject} from '../../src/link/link-project.ts';
import type {FileFacts} from '../../src/model/facts.ts';
import type {Site, SiteDraft} from '../../src/model/site.ts';
import {factsOf, projectOf} from './facts-of.ts';

/** A draft in the function `owner` of a file that guards the call whose callee is written `text`. */
function draftOf({functions, code}: FileFacts, text: string, over: Partial<SiteDraft> = {}): SiteDraft {
	const call = code.calls.findIndex(one => one.text === text);
	const span = {line: 1, column: 1, endLine: 1, endColumn: 2};
	return {
		...span,
		kind: 'handler',
		mechanism: 'hand-rolled',
		name: 'run',
		certainty: 'sure',
		guards: [{...span, text, callee: text, ...(call >= 0 && {call})}],
		arcs: [],
		owner: functions.findIndex(({name}) => name === 'run'),
		fingerprint: text,
		...over,
	};
}

function sitesOf(main: string, drafts: (fact: FileFacts) => SiteDraft[], more: Record<string, string> = {}): Site[] {
	const facts = factsOf({'main.ts': main, ...more});
	facts[0]!.sites = drafts(facts[0]!);
	return linkProject(facts, projectOf()).sites;
}

const operationOf = (body: string, text: string, more: Record<string, string> = {}): string =>
	sitesOf(`${body}`, fact => [draftOf(fact, text)], more)[0]!.operation;

test('what computes is local: parsing, validation, optional modules, project code that does no more', t => {
	t.is(operationOf('function run(x) { JSON.parse(x); }', 'JSON.parse'), 'local');
	t.is(operationOf('function run(x) { new URL(x); }', 'URL'), 'local');
	t.is(operationOf("function run() { require('bufferutil'); }", 'require'), 'local');
	t.is(operationOf("import z from 'zod'; function run(x) { z.parse(x); }", 'z.parse'), 'local');
	const lib = {'lib.ts': 'export function parse(x) { return inner(x); } const inner = x => JSON.parse(x);'};
	t.is(operationOf("import {parse} from './lib.js'; function run(x) { parse(x); }", 'parse', lib), 'local');
});

test('what leaves the process is external, directly, through the project or through a callback', t => {
	t.is(
		operationOf("import fs from 'node:fs'; function run() { fs.readFileSync('x'); }", 'fs.readFileSync'),
		'external',
	);
	t.is(
		operationOf("import {Pool} from 'pg'; async function run(p: Pool) { await p.query(''); }", 'p.query'),
		'external',
	);
	const lib = {'lib.ts': "export const get = () => inner(); const inner = async () => fetch('x');"};
	t.is(operationOf("import {get} from './lib.js'; function run() { get(); }", 'get', lib), 'external');
	const wrapped = "function with_(f) { return f(); } function run() { with_(() => fetch('x')); }";
	t.is(operationOf(wrapped, 'with_'), 'external');
});

test('what cannot be said is external', t => {
	t.is(operationOf('async function run(x) { await x.save(); } class A { save() {} }', 'x.save'), 'external');
	t.is(sitesOf('function run() {}', fact => [draftOf(fact, '', {guards: []})])[0]!.operation, 'external');
});

test('the operation that the draft knows is kept', t => {
	const sites = sitesOf('function run() { fetch(""); }', fact => [draftOf(fact, 'fetch', {operation: 'local'})]);
	t.is(sites[0]!.operation, 'local');
});

test('an open end is closed where the call leads back, over the project or what it is given; else the draft goes', t => {
	const reaches = (fact: FileFacts, text: string) =>
		draftOf(fact, text, {
			open: [
				{
					kind: 'reaches',
					call: fact.code.calls.findIndex(one => one.text === text),
					to: fact.functions.findIndex(({name}) => name === 'run'),
				},
			],
		});
	const main = `
		import {later} from './lib.js';
		export function run() { back(); away(); setTimeout(() => run(), 10); later(run); }
		function back() { step(); }
		function step() { run(); }
		function away() {}
	`;
	const texts = ['back', 'away', 'setTimeout', 'later'];
	const sites = sitesOf(main, fact => texts.map(text => reaches(fact, text)), {
		'lib.ts': 'export function later(f) {}',
	});
	t.deepEqual(
		sites.map(({fingerprint}) => fingerprint),
		['back', 'setTimeout', 'later'],
	);
	t.false('open' in sites[0]!);
});

test('ids rest on kind, file, name and fingerprint, and on the order of those alike', t => {
	const main = 'function run() { a(); } function a() {}';
	const two = (fact: FileFacts) => [draftOf(fact, 'a', {line: 4}), draftOf(fact, 'a', {line: 9})];
	const before = sitesOf(main, two).map(({id}) => id);
	const after = sitesOf(`\n\n${main}`, two).map(({id}) => id);
	t.deepEqual(before, after);
	t.is(new Set(before).size, 2);
	t.regex(before[0]!, /^handler:[0-9a-f]{12}$/);
	t.is(sitesOf(main, two)[0]!.node, 'main.ts#1');
});

test('an option given to a package counts only if the module is none of the project', t => {
	const draft = (module: string) => (fact: FileFacts) => [draftOf(fact, 'ask', {open: [{kind: 'outside', module}]})];
	const run = (module: string) => `import {ask} from '${module}'; async function run() { await ask(); }`;
	t.is(sitesOf(run('asker'), draft('asker')).length, 1);
	t.is(sitesOf(run('./ask.js'), draft('./ask.js'), {'ask.ts': 'export const ask = () => {};'}).length, 0);
});

const dependenciesOf = (body: string, text: string, more: Record<string, string> = {}): string[] =>
	sitesOf(body, fact => [draftOf(fact, text)], more)[0]!.dependencies!.map(({kind, name}) => `${kind} ${name}`);

test('what guarded operations talk to: packages, the platform, and what is written in the call', t => {
	const get = "import axios from 'axios'; async function run() { await axios.get('https://api.Stripe.com/v1'); }";
	t.deepEqual(dependenciesOf(get, 'axios.get'), ['host api.stripe.com', 'package axios']);
	const options =
		"import axios from 'axios'; async function run() { await axios.request({baseURL: 'http://u:p@db.local:80/'}); }";
	t.deepEqual(dependenciesOf(options, 'axios.request'), ['host db.local', 'package axios']);
	const file = "import fs from 'node:fs'; function run() { fs.readFileSync('x'); }";
	t.deepEqual(dependenciesOf(file, 'fs.readFileSync'), ['platform file system']);
	const queue = "import {Queue} from 'bullmq'; async function run() { await new Queue('mails').add('x', {}); }";
	t.deepEqual(dependenciesOf(queue, 'Queue'), ['package bullmq', 'queue mails']);
	const table = "import knex from 'knex'; const db = knex({}); async function run() { await db('users').insert({}); }";
	t.deepEqual(dependenciesOf(table, 'db'), ['package knex', 'table users']);
});

test('also behind functions of the project, but not what only protects, logs, computes or is not waited for', t => {
	const lib = {
		'lib.ts': `import pg from 'pg'; import winston from 'winston'; import other from 'other';
			const pool = new pg.Pool();
			export async function save() { winston.info('x'); other.count(); JSON.parse('{}'); setTimeout(() => {}, 5); await pool.query(''); }`,
	};
	const run =
		"import {save} from './lib.js'; import pRetry from 'p-retry'; async function run() { await pRetry(() => save()); }";
	t.deepEqual(dependenciesOf(run, 'pRetry', lib), ['package pg']);
	t.deepEqual(dependenciesOf('async function run(x) { await x.save(); }', 'x.save'), []);
});
