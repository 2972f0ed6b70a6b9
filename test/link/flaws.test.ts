import test from 'ava';
import {loadRules} from '../../src/catalogue/index.ts';
import {extractFile} from '../../src/extract/extract-file.ts';
import {linkProject} from '../../src/link/link-project.ts';
import {projectOf} from './facts-of.ts';

const {book} = loadRules();

/** `file:line flaw` of every flaw that the project bears out. Files below `test/` are tests. */
function flawsIn(files: Record<string, string>): string[] {
	const facts = Object.entries(files).map(([file, text]) =>
		extractFile({file, role: /(^|\/)(test|__mocks__)\//.test(file) ? 'test' : 'source', text}, book),
	);
	const {sites} = linkProject(facts, projectOf());
	return sites.flatMap(({file, flaws = []}) => flaws.map(({flaw, line}) => `${file}:${line} ${flaw}`));
}

const caller = (call: string): string => `
import {post} from './post.js';
export async function send(url) {
	try {
		${call}
	} catch (err) {
		throw new DeliveryError(url, err);
	}
}`;

test('unguarding: the callee of another file is async, so its failure is a rejection', t => {
	const post = 'export async function post(url) { await fetch(url); }';
	t.deepEqual(flawsIn({'a.ts': caller('return post(url);'), 'post.ts': post}), ['a.ts:5 unguarding']);
	t.deepEqual(flawsIn({'a.ts': caller('return await post(url);'), 'post.ts': post}), []);
});

test('unguarding: a callee that may throw at once, or that nobody knows, is guarded', t => {
	const post = 'export function post(url) { if (!url) throw new TypeError(); return fetch(url); }';
	t.deepEqual(flawsIn({'a.ts': caller('return post(url);'), 'post.ts': post}), []);
	t.deepEqual(flawsIn({'a.ts': caller('return post(url);')}), []);
	t.deepEqual(flawsIn({'a.ts': caller('return JSON.parse(url);')}), []);
});

const pool = `import {Pool} from 'pg';
export const store = new Pool({connectionTimeoutMillis: 500});
export const find = id => store.query('select', [id]);`;

test('unlistened: nobody in the project listens', t => {
	t.deepEqual(flawsIn({'db.ts': pool}), ['db.ts:2 unlistened']);
	const others = "server.on('error', report); store.on('connect', count); $(image).on('error', hide);";
	t.deepEqual(flawsIn({'db.ts': pool, 'main.ts': others}), ['db.ts:2 unlistened']);
	t.deepEqual(flawsIn({'db.ts': pool, 'test/db.ts': "store.on('error', report);"}), ['db.ts:2 unlistened']);
});

test('unlistened: another file listens, by this name, by one that clients have, or to what cannot be read', t => {
	const listen = ["store.on('error', report)", "this.pool.on('error', report)", "open().on('error', report)"];
	for (const call of listen) t.deepEqual(flawsIn({'db.ts': pool, 'main.ts': `${call};`}), [], call);
});

test('unlistened: handed to something that may listen, or returned', t => {
	const hand = ['new Adapter(store)', 'createStore({pool: store})', 'drizzle(db.store, {schema})'];
	for (const call of hand)
		t.deepEqual(flawsIn({'db.ts': pool, 'main.ts': `import {store} from './db.js'; ${call};`}), [], call);
	t.deepEqual(flawsIn({'db.ts': `${pool}\nexport const open = () => store;`}), []);
});

test('unlistened: handed to code of the project that does not listen', t => {
	const own = 'export class Store { constructor(source) { this.source = source; } }';
	const use =
		"import {store} from './db.js'; import {Store} from './store.js'; export const orders = new Store(store);";
	t.deepEqual(flawsIn({'db.ts': pool, 'main.ts': use, 'store.ts': own}), ['db.ts:2 unlistened']);
	const listens = own.replace('this.source = source;', "this.pool = source; this.pool.on('error', report);");
	t.deepEqual(flawsIn({'db.ts': pool, 'main.ts': use, 'store.ts': listens}), []);
	const adapter = own.replace('this.source = source;', 'this.adapter = new Adapter(source);');
	t.deepEqual(flawsIn({'db.ts': pool, 'main.ts': use, 'store.ts': adapter}), []);
});

test('unlistened: what a package makes under such a name is another thing', t => {
	const other = "import {WebSocket} from 'ws'; const client = new WebSocket('/'); client.on('error', report);";
	t.deepEqual(flawsIn({'db.ts': pool, 'main.ts': other}), ['db.ts:2 unlistened']);
});

const charge = `import pRetry from 'p-retry';
export const charge = order => pRetry(() => fetch('/pay', order), {retries: 3});`;

test('disabled-in-tests: the setup of the tests takes the library away', t => {
	const mock = "jest.mock('p-retry', () => fn => fn());";
	t.deepEqual(flawsIn({'pay.ts': charge, 'test/setup.ts': mock}), ['pay.ts:2 disabled-in-tests']);
	t.deepEqual(flawsIn({'pay.ts': charge, 'test/jest.setup.js': mock}), ['pay.ts:2 disabled-in-tests']);
	const manual = 'module.exports = fn => fn();';
	t.deepEqual(flawsIn({'pay.ts': charge, '__mocks__/p-retry.js': manual}), ['pay.ts:2 disabled-in-tests']);
});

test('disabled-in-tests: one test file, other packages, deeper folders and tests that ask for the real thing', t => {
	const mock = "jest.mock('p-retry', () => fn => fn());";
	const single = `${mock} test('charges', () => {});`;
	t.deepEqual(flawsIn({'pay.ts': charge, 'test/pay.test.ts': single}), []);
	t.deepEqual(flawsIn({'pay.ts': charge, 'test/setup.ts': "jest.mock('p-limit', () => fn => fn());"}), []);
	t.deepEqual(flawsIn({'pay.ts': charge, 'src/__mocks__/p-retry.js': 'module.exports = 1;'}), []);
	const real = "test('retries', () => { jest.requireActual('p-retry'); });";
	t.deepEqual(flawsIn({'pay.ts': charge, 'test/setup.ts': mock, 'test/pay.test.ts': real}), []);
});

test('disabled-in-tests: the setup takes the file of the site away', t => {
	const mock = "jest.mock('../pay', () => ({charge: jest.fn()}));";
	t.deepEqual(flawsIn({'pay.ts': charge, 'test/setup.ts': mock}), ['pay.ts:2 disabled-in-tests']);
	t.deepEqual(flawsIn({'web/pay.ts': charge, 'web/test/setup.ts': mock}), ['web/pay.ts:2 disabled-in-tests']);
	const real = "jest.unmock('../pay'); test('charges', () => {});";
	t.deepEqual(flawsIn({'pay.ts': charge, 'test/setup.ts': mock, 'test/pay.test.ts': real}), []);
	const another = "jest.mock('../../pay', () => ({charge: jest.fn()}));";
	t.deepEqual(flawsIn({'pay.ts': charge, 'web/test/setup.ts': another}), []);
	t.deepEqual(flawsIn({'pay.ts': charge, 'test/setup.ts': "jest.mock('../log');", 'log.ts': 'export {};'}), []);
});
