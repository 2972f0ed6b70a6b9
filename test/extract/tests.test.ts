import test from 'ava';
import {loadTestRules} from '../../src/catalogue/test-rules.ts';
import {extractTests} from '../../src/extract/tests.ts';
import {indexFile} from '../../src/extract/walk.ts';

const {rules} = loadTestRules();

const read = (text: string, file = 'a.test.ts') => extractTests(indexFile(file, text), rules);
const cases = (text: string) => read(text).tests.map(({title, mode}) => `${title}: ${mode}`);

test('names the runner by its import', t => {
	t.is(read(`import {it} from 'vitest'; it('a', () => {});`).runner, 'vitest');
	t.is(read(`import {test} from '@jest/globals';`).runner, 'jest');
	t.is(read(`const test = require('tape'); test('a', t => t.end());`).runner, 'tape');
	t.is(read(`const {test} = require('tap');`).runner, 'tap');
	t.is(read(`import test from 'node:test';`).runner, 'node:test');
	t.is(read(`import test from 'ava';`).runner, 'ava');
});

test('names the runner by its globals where nothing is imported', t => {
	t.is(read(`it('a', () => { jest.fn(); });`).runner, 'jest');
	t.is(read(`it('a', () => { vi.fn(); });`).runner, 'vitest');
	t.is(read(`import {expect} from 'chai'; describe('a', () => { it('b', () => {}); });`).runner, 'mocha');
	t.is(read(`before(() => {}); it('b', () => {});`).runner, 'mocha');
	t.is(read(`test('b', () => { expect(1).toBe(1); });`).runner, 'jest');
	t.is(read(`export const helper = () => 1;`).runner, 'unknown');
});

test('reads tests of describe and it with their lines', t => {
	const {tests} = read(`
describe('pool', () => {
	it('acquires', async () => {
		await pool.acquire();
	});
	specify('releases', function () {});
});`);
	t.deepEqual(
		tests.map(({title, line, endLine, mode, table}) => ({title, line, endLine, mode, table})),
		[
			{title: 'acquires', line: 3, endLine: 5, mode: 'run', table: false},
			{title: 'releases', line: 6, endLine: 6, mode: 'run', table: false},
		],
	);
});

test('inherits skip, todo and expected failure', t => {
	t.deepEqual(
		cases(`
describe.skip('off', () => { it('a', () => {}); describe('in', () => { it('b', () => {}); }); });
xdescribe('off', () => { it('c', () => {}); });
it.todo('d');
it('pending');
xit('e', () => {});
test.fails('f', () => {});
it('g', () => {});`),
		['a: skip', 'b: skip', 'c: skip', 'd: todo', 'pending: todo', 'e: skip', 'f: fails', 'g: run'],
	);
});

test('what depends on the environment is conditional', t => {
	t.deepEqual(
		cases(`
import {describe, it, test} from 'vitest';
const maybe = process.env.REDIS ? describe : describe.skip;
maybe('redis', () => { it('a', () => {}); });
it.skipIf(isWindows)('b', () => {});
if (process.env.CI) { test('c', () => {}); }
test('d', {skip: !process.env.REDIS}, () => {});
test('e', {skip: true}, () => {});
test('f', {skip: false}, () => {});
it('g', function () { if (!ok) this.skip(); });
it('h', () => {});`),
		[
			'a: conditional',
			'b: conditional',
			'c: conditional',
			'd: conditional',
			'e: skip',
			'f: run',
			'g: conditional',
			'h: run',
		],
	);
});

test('a hook that skips makes the tests of its suite conditional', t => {
	t.deepEqual(
		cases(`
describe('a', () => { before(function () { if (!redis) this.skip(); }); it('in', () => {}); });
it('out', () => {});`),
		['in: conditional', 'out: run'],
	);
});

test('tape skips single assertions with t.skip', t => {
	t.deepEqual(cases(`const test = require('tape'); test('a', t => { t.skip('later'); t.end(); });`), ['a: run']);
});

test('tables and loops', t => {
	const {tests} = read(`
it.each([1, 2])('row %s', n => {});
it.each\`a | b\`('tagged', () => {});
for (const n of [1, 2]) it('loop ' + n, () => {});
[1, 2].forEach(n => { it(\`each number\`, () => {}); });
it('plain', () => {});`);
	t.deepEqual(
		tests.map(({table}) => table),
		[true, true, true, true, false],
	);
	t.deepEqual(
		tests.map(({title}) => title),
		['row %s', 'tagged', "'loop ' + n", 'each number', 'plain'],
	);
});

test('ava: serial, failing, macros and hooks', t => {
	t.deepEqual(
		cases(`
import test from 'ava';
import withServer from './with-server.js';
test.before(() => {});
test.serial('a', withServer, async t => {});
test.failing('b', t => {});
const macro = test.macro({exec(t) {}});
test(macro, 1);
test('c', macro);`),
		['a: run', 'b: fails', 'macro: run', 'c: run'],
	);
});

test('node:test: subtests, suites and options', t => {
	const {tests} = read(`
import {describe, it, test} from 'node:test';
test('outer', async t => { await t.test('inner', async () => { send(); }); });
describe('s', {skip: 'flaky'}, () => { it('x', () => {}); });`);
	t.deepEqual(
		tests.map(({title, mode}) => `${title}: ${mode}`),
		['outer: run', 'inner: run', 'x: skip'],
	);
});

test('what only looks like a test', t => {
	t.deepEqual(
		cases(`
/a/.test('b');
const ok = pattern.test('text');
form.test('x', () => {});
context('2d');
suite.add('bench', () => {});`),
		[],
	);
});

test('each test knows the names that its own text uses', t => {
	const {names, tests} = read(`
import {Client} from './client';
const shared = 1;
it('a', () => { new Client().fetch(); });
it('b', () => { shared; });`);
	const of = (test: number) => tests[test]!.names.map(id => names[id]);
	t.deepEqual(of(0), ['Client', 'fetch', 'it']);
	t.deepEqual(of(1), ['it', 'shared']);
	t.true(names.includes('shared'));
});

test('an outer test has the names of its parts', t => {
	const {names, tests} = read(
		`import test from 'tape'; test('a', t => { one(); t.test('b', t => { two(); }); three(); });`,
	);
	const of = (test: number) => tests[test]!.names.map(id => names[id]);
	t.true(['one', 'two', 'three'].every(name => of(0).includes(name)));
	t.deepEqual(
		of(1).filter(name => ['one', 'two', 'three'].includes(name!)),
		['two'],
	);
});

test('fake timers: on, advanced by so much, run', t => {
	const {timers} = read(`
import sinon from 'sinon';
beforeEach(() => { vi.useFakeTimers(); });
it('a', async () => {
	await vi.advanceTimersByTimeAsync(5 * 1000);
	vi.advanceTimersByTime(delay);
	vi.runAllTimers();
	vi.setSystemTime(0);
	clock.tick(30);
	t.mock.timers.tick(40);
	iterator.next();
});`);
	t.deepEqual(
		timers.map(({kind, ms, test}) => [kind, ms, test]),
		[
			['fake', null, -2],
			['advance', 5000, 0],
			['advance', null, 0],
			['run-all', null, 0],
			['advance', 30, 0],
			['advance', 40, 0],
		],
	);
});

test('a return at top level, as CommonJS allows it, is read', t => {
	t.deepEqual(cases(`it('a', () => {});\nreturn {dispose: () => 1};`), ['a: run']);
});
