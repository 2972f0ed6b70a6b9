import test from 'ava';
import type {Target} from '../../src/model/code.ts';
import {linkOne, mocksOf} from './tests-facts.ts';

const FAIL = `async () => { throw new Error('x'); }`;
const inTest = (body: string, head = '') => ({
	'test/client.test.ts': `import {Client} from '../src/client.js';\n${head}\nit('loads', async () => { new Client(); ${body} });`,
});
const outside = (module: string, ...path: string[]): Target => ({kind: 'external', module, path});

test('an option of the name of the guarded call', t => {
	const files = inTest(`new Client({fetchPage: ${FAIL}});`);
	t.deepEqual(mocksOf({guard: 'this.options.fetchPage(1)', files}), ['option fetchPage fails named']);
	t.deepEqual(mocksOf({guard: 'this.options.other(1)', files}), []);
});

test('a common option counts if it is handed to the site or called on the options', t => {
	const files = inTest(`new Client({query: ${FAIL}}); other({query: ${FAIL}});`);
	t.deepEqual(mocksOf({guard: 'db.query(1)', files}), ['option query fails named']);
	t.deepEqual(mocksOf({guard: 'db.query(1)', files: inTest(`other({query: ${FAIL}});`)}), []);
	t.deepEqual(mocksOf({guard: 'options.query(1)', files: inTest(`other({query: ${FAIL}});`)}), [
		'option query fails named',
	]);
});

test('a member of an object of the same name; a bare common name is a homonym', t => {
	const stub = (object: string) => inTest(`vi.spyOn(${object}, 'query').mockRejectedValue(new Error('x'));`);
	t.deepEqual(mocksOf({guard: 'this.db.query(1)', files: stub('db')}), ['db.query fails named']);
	t.deepEqual(mocksOf({guard: 'this.db.query(1)', files: stub('mockDb')}), ['mockDb.query fails named']);
	t.deepEqual(mocksOf({guard: 'this.db.query(1)', files: stub('router')}), []);
});

test('an uncommon member joins without its object, weakly if it is one word', t => {
	const stub = (member: string) => inTest(`vi.spyOn(other, '${member}').mockRejectedValue(new Error('x'));`);
	t.deepEqual(mocksOf({guard: 'this.db.findActiveTokens()', files: stub('findActiveTokens')}), [
		'other.findActiveTokens fails named',
	]);
	t.deepEqual(mocksOf({guard: 'this.db.synchronise()', files: stub('synchronise')}), ['other.synchronise fails near']);
});

test('a member of the class or module that the call leads to; another class is another thing', t => {
	const target = outside('pg', 'Pool', 'new', 'query');
	const files = inTest(
		`sinon.stub(Pool.prototype, 'query').rejects(); sinon.stub(Router.prototype, 'query').rejects();`,
		`import sinon from 'sinon';`,
	);
	t.deepEqual(mocksOf({guard: 'this.inner.query(1)', target, files}), ['Pool.prototype.query fails named']);
	const byModule = inTest(
		`sinon.stub(tls, 'connect').throws();`,
		`import sinon from 'sinon'; import * as tls from 'node:tls';`,
	);
	t.deepEqual(mocksOf({guard: 'connect(1)', target: outside('tls', 'connect'), files: byModule}), [
		'tls.connect fails named',
	]);
});

test('a mocked module of the guarded call, and the members of its factory', t => {
	const target = outside('pg', 'query');
	t.deepEqual(mocksOf({guard: 'pg.query(1)', target, files: inTest('', `jest.mock('pg');`)}), [
		'module pg succeeds named',
	]);
	const factory = `jest.mock('pg', () => ({query: jest.fn().mockRejectedValue(new Error('x'))}));`;
	t.deepEqual(mocksOf({guard: 'pg.query(1)', target, files: inTest('', factory)}), ['query of module pg fails named']);
	t.deepEqual(mocksOf({guard: 'pg.query(1)', target, files: inTest('', `jest.mock('ws');`)}), []);
});

test('a module of the project', t => {
	const target: Target = {kind: 'project', to: [{file: 'src/db.ts', fn: 0, how: 'exact'}]};
	const files = {'src/db.ts': '', ...inTest('', `vi.mock('../src/db.js');`)};
	t.deepEqual(mocksOf({guard: 'query(1)', target, files}), ['module ../src/db.js succeeds named']);
});

test('a global', t => {
	const files = inTest(`global.fetch = ${FAIL};`);
	t.deepEqual(mocksOf({target: outside('global', 'fetch'), files}), ['fetch fails named']);
	t.deepEqual(mocksOf({files}), ['fetch fails named']);
	t.deepEqual(mocksOf({target: outside('node-fetch', 'default'), files}), []);
});

test('a host: named if the file of the site writes it, else weak', t => {
	const files = inTest(`nock('https://api.example.com').get('/').replyWithError('x');`, `import nock from 'nock';`);
	t.deepEqual(mocksOf({files}), ['host api.example.com fails near']);
	t.deepEqual(mocksOf({files: {...files, 'src/client.ts': `const url = 'https://api.example.com/v1';`}}), [
		'host api.example.com fails named',
	]);
	t.deepEqual(mocksOf({guard: 'db.findAll()', files}), []);
});

test('a function handed in at the place whose parameter the site calls', t => {
	const target: Target = {kind: 'parameter', fn: 0, index: 1};
	const files = {
		'test/client.test.ts': `import {retry} from '../src/client.js';\nit('a', () => retry(3, ${FAIL}));\nit('b', () => retry(3, () => 1));`,
	};
	const world = {name: 'retry', guard: 'operation()', target, files};
	t.deepEqual(mocksOf(world), ['argument 2 of retry fails named', 'argument 2 of retry succeeds named']);
	t.deepEqual(mocksOf({...world, target: {kind: 'parameter', fn: 0, index: 0}}), []);
});

test('a class that the receiver is named for', t => {
	const used = inTest(
		'new BrokenStore();',
		`class BrokenStore implements IUserStore { async getAll() { throw new Error('x'); } }`,
	);
	t.deepEqual(mocksOf({guard: 'this.userStore.getAll()', files: used}), ['IUserStore.getAll fails named']);
	t.deepEqual(mocksOf({guard: 'this.tokenStore.getAll()', files: used}), []);
});

test('outcomes: fails, mixed, delays, unknown', t => {
	const outcome = (fn: string) =>
		mocksOf({guard: 'options.fetchPage()', files: inTest(`new Client({fetchPage: ${fn}});`)})[0];
	t.is(outcome(`vi.fn().mockRejectedValueOnce(e).mockResolvedValue(1)`), 'option fetchPage mixed named');
	t.is(outcome(`() => new Promise(r => setTimeout(r, 500))`), 'option fetchPage delays named');
	t.is(outcome(`() => somewhereElse()`), 'option fetchPage unknown named');
	t.is(outcome(`() => 1`), 'option fetchPage succeeds named');
});

test('stand-ins of other tests, skipped tests and spies do not count', t => {
	const text = `import {Client} from '../src/client.js';
it('a', () => { new Client().load(); });
it('b', () => { db.findAll = ${FAIL}; });
it.skip('c', () => { new Client().load(); db.findAll = ${FAIL}; });
it('d', () => { new Client().load(); vi.spyOn(db, 'findAll'); });`;
	t.deepEqual(mocksOf({guard: 'db.findAll()', files: {'test/client.test.ts': text}}), []);
});

test('hooks of a suite stand for its tests; a helper for those that use it', t => {
	const text = `import {Client} from '../src/client.js';
function broken() { db.findAll = ${FAIL}; }
describe('one', () => {
	beforeEach(() => { db.findAll = () => 1; });
	it('a', () => { new Client().load(); });
	it('b', () => { new Client().load(); broken(); });
});
it('c', () => { new Client().load(); });`;
	const {mocks, details, failing} = linkOne({guard: 'db.findAll()', files: {'test/client.test.ts': text}});
	t.deepEqual(
		mocks.map(({line, outcome}, i) => [line, outcome, details![i]!.tests]),
		[
			[2, 'fails', 1],
			[4, 'succeeds', 2],
		],
	);
	t.is(failing, 1);
});

test('helpers in another file, one level deep', t => {
	const files = {
		'test/help.ts': `export function broken() { return {findAll: ${FAIL}}; }\nexport const unused = () => ({findAll: () => 1});`,
		...inTest('broken();', `import {broken} from './help.js';`),
	};
	t.deepEqual(
		linkOne({guard: 'options.findAll()', files}).mocks.map(({file, line, outcome}) => `${file}:${line} ${outcome}`),
		['test/help.ts:1 fails'],
	);
});

test('a body that fails under a condition is a weak join: the test may not meet it', t => {
	const body = `{findAll: id => { if (!id) throw new Error('x'); return 1; }}`;
	t.deepEqual(mocksOf({guard: 'db.findAll()', files: inTest(`const db = ${body};`)}), ['db.findAll mixed near']);
	const sequence = `{findAll: vi.fn().mockRejectedValueOnce(e).mockResolvedValue(1)}`;
	t.deepEqual(mocksOf({guard: 'db.findAll()', files: inTest(`const db = ${sequence};`)}), ['db.findAll mixed named']);
});

test('tests that name the class for another function join weakly', t => {
	const files = {'test/other.test.ts': `it('a', () => { new RedisClient().stop(); db.findAll = ${FAIL}; });`};
	const world = {guard: 'db.findAll()', files};
	t.deepEqual(mocksOf({...world, name: 'RedisClient.start'}), ['db.findAll fails near']);
	t.deepEqual(mocksOf({...world, name: 'RedisClient.stop'}), ['db.findAll fails named']);
	t.deepEqual(mocksOf({...world, name: 'RedisClient.constructor'}), ['db.findAll fails named']);
});

test('what a logger does decides nothing', t => {
	t.deepEqual(mocksOf({guard: 'logger.warn(1)', files: inTest('logger.warn = () => 1;')}), []);
});

test('what a test sets up itself stands for it instead of the default of a hook or helper', t => {
	const text = (own: string) => `import {Client} from '../src/client.js';
const db = {query: vi.fn()};
beforeEach(() => { db.query.mockResolvedValue([]); });
it('a', () => { new Client(db); ${own} });`;
	const world = (own: string) => ({guard: 'this.db.query(1)', files: {'test/client.test.ts': text(own)}});
	t.deepEqual(mocksOf(world('')), ['db.query succeeds named', 'db.query succeeds named']);
	t.deepEqual(mocksOf(world(`db.query.mockRejectedValue(new Error('x'));`)), ['db.query fails named']);
});

test('what a helper does is told by the arguments of its callers, where they are written out', t => {
	const helper = `export function stubApi({status = 200}) { nock('https://api.example.com').get('/').reply(status); }
export const mockRates = (f) => { client.fetchRates = vi.fn(f); };`;
	const text = (call: string) => ({
		'test/helpers-test.ts': `import nock from 'nock';\n${helper}`,
		'test/client.test.ts': `import {Client} from '../src/client.js';
import {stubApi, mockRates} from './helpers-test.js';
it('a', () => { ${call}; new Client().load(); });`,
	});
	const fetching = (call: string) => mocksOf({guard: 'fetch(1)', files: text(call)});
	t.deepEqual(fetching('stubApi({status: 503})'), ['host api.example.com fails near']);
	t.deepEqual(fetching('stubApi({status: 204})'), ['host api.example.com succeeds near']);
	t.deepEqual(fetching('stubApi({status: code})'), ['host api.example.com unknown near']);
	const rating = (call: string) => mocksOf({guard: 'this.client.fetchRates()', files: text(call)});
	t.deepEqual(rating(`mockRates(async () => { throw new Error('x'); })`), ['client.fetchRates fails named']);
	t.deepEqual(rating('mockRates(() => 1)'), ['client.fetchRates succeeds named']);
});

test('a setup file holds for all tests of its package', t => {
	const files = {
		...inTest(''),
		'test/setup.ts': `beforeEach(() => { vi.spyOn(db, 'query').mockRejectedValue(new Error('x')); });`,
	};
	const world = {guard: 'this.db.query(1)', files};
	t.deepEqual(mocksOf(world), []);
	t.deepEqual(mocksOf({...world, setups: [{folder: '.', file: 'test/setup.ts'}]}), ['db.query fails named']);
	t.deepEqual(mocksOf({...world, setups: [{folder: 'packages/a', file: 'test/setup.ts'}]}), []);
});

test('manual mocks: jest takes those of packages for all tests, those beside a module when it is mocked', t => {
	const target = outside('pg', 'query');
	const head = `import {jest} from '@jest/globals';`;
	const ofPackage = {...inTest('', head), '__mocks__/pg.js': 'module.exports = {};'};
	t.deepEqual(mocksOf({guard: 'pg.query(1)', target, files: ofPackage}), ['module pg unknown named']);
	const beside: Target = {kind: 'project', to: [{file: 'src/db.ts', fn: 0, how: 'exact'}]} as Target;
	const files = (manual: object) => ({...inTest('', `${head} jest.mock('../src/db.js');`), 'src/db.ts': '', ...manual});
	t.deepEqual(mocksOf({guard: 'query(1)', target: beside, files: files({})}), ['module ../src/db.js succeeds named']);
	t.deepEqual(mocksOf({guard: 'query(1)', target: beside, files: files({'src/__mocks__/db.ts': ''})}), [
		'module ../src/db.js unknown named',
	]);
});

test('what a helper sets up under a condition, or many share and fails at times, is not followed', t => {
	const helper = `function stubDb(err) { if (err) { sinon.stub(db, 'query').rejects(err); } }`;
	const head = `import sinon from 'sinon';\n${helper}`;
	const guard = 'this.db.query(1)';
	t.deepEqual(mocksOf({guard, files: inTest('stubDb(null);', head)}), ['db.query unknown named']);
	const fake = `class FakeStore extends Store { query(id) { if (!id) throw new Error('none'); return 1; } }`;
	t.deepEqual(mocksOf({guard: 'this.store.query(1)', files: inTest('new FakeStore();', fake)}), [
		'Store.query unknown near',
	]);
	const own = `db.query = async id => { if (!id) throw new Error('none'); return 1; };`;
	t.deepEqual(mocksOf({guard, files: inTest(own)}), ['db.query mixed near']);
});
