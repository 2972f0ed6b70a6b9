import test from 'ava';
import {indexReach} from '../../src/link/tests-reach.ts';
import {linkOne, type World} from './tests-facts.ts';

const near = (world: World) => linkOne(world).near.map(({file, line}) => `${file}:${line}`);

test('near by direct import: the tests that name the function, else the class, else all', t => {
	const head = `import {Client} from '../src/client.js';\n`;
	const one = `it('a', () => { new Client().load(); });\nit('b', () => { new Client().save(); });\nit('c', () => {});`;
	t.deepEqual(near({files: {'test/x.test.ts': head + one}}), ['test/x.test.ts:2']);
	const two = `it('a', () => { new Client().stop(); });\nit('b', () => {});`;
	t.deepEqual(near({files: {'test/x.test.ts': head + two}}), ['test/x.test.ts:2']);
	const three = `let c; beforeEach(() => { c = new Client(); });\nit('a', () => { c.stop(); });\nit('b', () => {});`;
	t.deepEqual(near({files: {'test/x.test.ts': head + three}}), ['test/x.test.ts:3', 'test/x.test.ts:4']);
});

test('near by base name', t => {
	const files = {'test/client.spec.ts': `it('a', () => {});`, 'test/other.spec.ts': `it('b', () => {});`};
	t.deepEqual(near({files}), ['test/client.spec.ts:1']);
});

test('a base name as common as index counts beside the file only', t => {
	const files = {'src/a/index.test.ts': `it('a', () => {});`, 'src/b/index.test.ts': `it('b', () => {});`};
	t.deepEqual(near({file: 'src/a/index.ts', files}), ['src/a/index.test.ts:1']);
});

test('near by a class or an uncommon function name in the text', t => {
	const files = {
		'test/a.test.ts': `it('a', () => { new RedisClient(); });`,
		'test/b.test.ts': `it('b', () => { load(); });`,
		'test/c.test.ts': `it('c', () => { loadWithRetry(); });`,
	};
	t.deepEqual(near({name: 'RedisClient.load', files}), ['test/a.test.ts:1']);
	t.deepEqual(near({name: 'loadWithRetry', files}), ['test/c.test.ts:1']);
	t.deepEqual(near({name: 'load', files}), []);
	t.deepEqual(near({name: 'OtherClient.loadWithRetry', files}), [], 'many classes may have such a method');
});

test('skipped, pending, failing and conditional tests are no evidence', t => {
	const text = `import '../src/client.js';
it.skip('a', () => {});
it.todo('b');
it.fails('c', () => {});
it.skipIf(x)('d', () => {});
it('e', () => {});`;
	t.deepEqual(near({files: {'test/x.test.ts': text}}), ['test/x.test.ts:6']);
});

test('type tests run nothing', t => {
	t.deepEqual(near({files: {'src/client.test-d.ts': `import './client.js'; it('a', () => {});`}}), []);
});

test('a test that mocks the module of the site is no evidence', t => {
	const head = `import {Client} from '../src/client.js';\n`;
	const whole = linkOne({files: {'test/x.test.ts': `${head}jest.mock('../src/client.js'); it('a', () => {});`}});
	t.deepEqual(whole.near, []);
	const other = `${head}vi.mock('../src/client.js', async o => ({...(await o()), help: vi.fn()})); it('a', () => {});`;
	t.is(linkOne({files: {'test/x.test.ts': other}}).near.length, 1);
	const own = `${head}vi.mock('../src/client.js', async o => ({...(await o()), Client: vi.fn()})); it('a', () => {});`;
	t.is(linkOne({files: {'test/x.test.ts': own}}).near.length, 0);
});

test('a name that imports do not lead to, is a homonym', t => {
	const named = `it('a', () => { loadWithRetry(); });`;
	const elsewhere = {'test/a.test.ts': `import '../src/other.js';\n${named}`, 'src/other.ts': ''};
	t.deepEqual(near({name: 'loadWithRetry', files: elsewhere}), []);
	const through = {'test/a.test.ts': `import '../src/other.js';\n${named}`, 'src/other.ts': `import './client.js';`};
	t.deepEqual(near({name: 'loadWithRetry', files: through}), ['test/a.test.ts:2']);
});

test('a function that the test declares itself is meant, and not one of the same name', t => {
	const files = {
		'test/a.test.ts': `import '../src/client.js';\nfunction retry() {}\nit('a', () => { retry(); });\nit('b', () => {});`,
	};
	t.deepEqual(near({name: 'retry', files}), ['test/a.test.ts:3', 'test/a.test.ts:4'], 'near by its import alone');
});

test('an operation of the same name as the function is not the function', t => {
	const text = (own: string) => `import * as topics from '../src/client.js';
it('a', () => { ${own} topics.createTopics(); });`;
	const world = (own: string) => ({name: 'createTopics', files: {'test/x.test.ts': text(own)}});
	t.deepEqual(near(world('broker.createTopics = async () => 1;')), ['test/x.test.ts:2']);
	t.deepEqual(near(world('client.createTopics = async () => 1;')), [], 'an object called like the file');
	t.deepEqual(near(world(`vi.spyOn(topics, 'createTopics').mockResolvedValue(1);`)), []);
});

test('of files of the same base name the one beside the test is meant', t => {
	const files = {'server/models/comment.test.ts': `it('a', () => {});`, 'server/models/comment.ts': ''};
	t.deepEqual(near({name: 'save', file: 'app/models/comment.ts', files}), []);
	t.deepEqual(near({name: 'save', file: 'server/models/comment.ts', files: {...files, 'app/models/comment.ts': ''}}), [
		'server/models/comment.test.ts:1',
	]);
});

test('a test that puts something in the place of the function itself does not run it', t => {
	const head = `import {Client} from '../src/client.js';\n`;
	const text = `it('a', () => { const c = new Client(); c.load = async () => 1; c.load(); });\nit('b', () => { new Client().load(); });`;
	t.deepEqual(near({files: {'test/x.test.ts': head + text}}), ['test/x.test.ts:3']);
});

test('reach counts test files over imports, cycles once', t => {
	const imports: Record<string, string[]> = {
		t1: ['index'],
		t2: ['b'],
		t3: [],
		index: ['a', 'b'],
		a: ['b'],
		b: ['a', 'leaf'],
		leaf: [],
		lonely: ['leaf'],
	};
	const reach = indexReach(Object.keys(imports), file => imports[file]!, ['t1', 't2', 't3']);
	t.deepEqual(
		['index', 'a', 'b', 'leaf', 'lonely', 't3'].map(file => reach.counts.get(file)),
		[1, 2, 2, 2, 0, 1],
	);
	t.true(reach.leads('t1', 'leaf'));
	t.false(reach.leads('t2', 'index'));
	t.false(reach.leads('t3', 'leaf'));
});

test('reach of more than 32 test files, and of import chains deeper than a call stack', t => {
	const tests = Array.from({length: 40}, (_, i) => `t${i}`);
	const chain = Array.from({length: 20_000}, (_, i) => `f${i}`);
	const importsOf = (file: string) => (file.startsWith('t') ? ['f0'] : [`f${Number(file.slice(1)) + 1}`]);
	t.is(indexReach([...tests, ...chain], importsOf, tests).counts.get('f19999'), 40);
});

test('a common function name counts where the file names its class, or a call is seen to lead there', t => {
	const text = (use: string) => `import x from '../src/client.js';
it('a', () => { cache.get(1); });
it('b', () => { ${use} });`;
	t.deepEqual(near({name: 'Client.get', files: {'test/x.test.ts': text('x();')}}), [
		'test/x.test.ts:2',
		'test/x.test.ts:3',
	]);
	t.deepEqual(near({name: 'Client.get', files: {'test/x.test.ts': text('new Client().get();')}}), [
		'test/x.test.ts:2',
		'test/x.test.ts:3',
	]);
});
