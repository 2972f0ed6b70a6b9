import test from 'ava';
import {lines, standIns} from './mocks-read.ts';

const outcomes = (fn: string) => lines(`it('a', () => { run({op: ${fn}}); });`)[0]?.split(': ')[1];

test('reads what a function comes to', t => {
	t.is(outcomes('() => 1'), 'success');
	t.is(outcomes('() => Promise.reject(new Error())'), 'reject');
	t.is(outcomes('async () => { throw new Error(); }'), 'reject');
	t.is(outcomes('function () { throw new Error(); }'), 'throw');
	t.is(outcomes('async () => { await other(); return 1; }'), 'success, unknown');
	t.is(outcomes('() => other()'), 'unknown');
});

test('a body that sometimes throws does both', t => {
	t.is(outcomes('() => { if (n++ < 2) throw new Error(); return 1; }'), 'throw, success');
	t.is(outcomes('() => { if (a) { return 1; } else { throw new Error(); } }'), 'throw, success');
	t.is(outcomes('() => ok ? 1 : Promise.reject(e)'), 'success, reject');
});

test('a caught throw stays inside; "not implemented" is no fault', t => {
	t.is(outcomes('() => { try { throw new Error(); } catch {} }'), 'success');
	t.is(outcomes(`() => { throw new Error('Method not implemented.'); }`), 'unknown');
	t.is(outcomes(`() => Promise.reject(new Error('Not implemented'))`), 'unknown');
});

test('promises: executors, chains, pauses, and those that never settle', t => {
	t.is(outcomes('() => new Promise(resolve => setTimeout(resolve, 50))'), 'success, after 50');
	t.is(outcomes('() => new Promise((_, reject) => reject(new Error()))'), 'reject');
	t.is(outcomes('() => new Promise(() => {})'), 'after ?');
	t.is(outcomes('() => sleep(10).then(() => Promise.reject(new Error()))'), 'after 10, reject');
	t.is(outcomes('() => sleep(10).then(() => 1)'), 'after 10, success');
	t.is(outcomes('() => Promise.reject(e).catch(() => 1)'), 'success');
	t.is(outcomes('async () => { await sleep(5); throw new Error(); }'), 'reject, after 5');
});

test('error-first callbacks', t => {
	t.is(outcomes('(query, callback) => callback(new Error())'), 'reject');
	t.is(outcomes('(query, cb) => { cb(null, 1); }'), 'success');
	t.is(outcomes('(query, cb) => { process.nextTick(() => cb(err)); }'), 'reject');
});

test('one look into functions of the same file', t => {
	t.deepEqual(
		lines(`
import CircuitBreaker from '../index.js';
const fail = () => { throw new Error(); };
function passFail(x) { return new Promise((resolve, reject) => { x > 0 ? resolve(x) : reject(new Error()); }); }
it('a', () => {
	run({load: fail});
	run({load: () => fail()});
	new CircuitBreaker(passFail);
});`),
		[
			'option option run#load: throw',
			'option option run#load: throw',
			'argument argument CircuitBreaker#0: success, reject',
		],
	);
});

test('options, members of fake objects, assignments', t => {
	t.deepEqual(
		lines(`
const client = {query: async () => { throw new Error(); }};
it('a', () => {
	create({db: {find() { return 1; }}});
	client.end = () => {};
	Object.assign(client, {ping: () => 1});
	global.fetch = async () => new Response('', {status: 500});
	ws.onmessage = () => {};
	module.exports = () => {};
	[1].map(x => x);
	expect(() => run()).toThrow();
	t.deepEqual(a, {f: () => 1});
	emitter.on('x', () => {});
});`),
		[
			'object client.query: reject',
			'object db.find: success',
			'assignment client.end: success',
			'object client.ping: success',
			'assignment global fetch: status500',
		],
	);
});

test('an object knows its class or its module', t => {
	const [typed, made, imported] = standIns(`
import db from './db';
const store: Store = {load: () => 1};
const client = new Client();
it('a', () => { client.send = () => 1; db.query = () => 1; });`);
	t.like(typed?.seam, {object: 'store', class: 'Store'});
	t.like(made?.seam, {object: 'client', class: 'Client'});
	t.like(imported?.seam, {object: 'db', module: './db'});
});

test('classes of the test: one entry a method', t => {
	t.deepEqual(
		lines(`
class BrokenStore extends Store { async load() { throw new Error(); } save() {} }
class FakeClock implements Clock { now() { return 0; } }
class MockMailer { send() { return Promise.reject(new Error()); } }
class MyError extends Error { describe() {} }
class Plain { a() {} }`),
		[
			'class class Store#load: reject',
			'class class Store#save: success',
			'class class Clock#now: success',
			'class class Mailer#send: reject',
		],
	);
});

test('servers, fakes and factories are known by name only', t => {
	t.deepEqual(
		lines(`
import http from 'node:http';
import test from 'ava';
test('a', withServer, t => { http.createServer(() => {}); new FakeStore(); createFakeService(); new MockServer(30001); });`),
		['server ?: unknown', 'server ?: unknown', 'fake class Store#: unknown', 'factory ?: unknown', 'server ?: unknown'],
	);
});

test('where a stand-in is set up', t => {
	const found = standIns(`
const a = {f: () => 1};
function setUp() { return {g: () => 1}; }
describe('x', () => {
	beforeEach(() => { a.h = () => 1; });
	const b = {i: () => 1};
	it('t', () => { a.j = () => 1; });
});`);
	t.deepEqual(
		found.map(({line, test, suite, helper}) => ({line, test, suite, helper})),
		[
			{line: 2, test: -1, suite: undefined, helper: undefined},
			{line: 3, test: -1, suite: undefined, helper: 'setUp'},
			{line: 5, test: -2, suite: {line: 4, endLine: 8}, helper: undefined},
			{line: 6, test: -1, suite: {line: 4, endLine: 8}, helper: undefined},
			{line: 7, test: 0, suite: undefined, helper: undefined},
		],
	);
});

test('what a test expects never to be called is no stand-in', t => {
	const left = (expectation: string) =>
		standIns(`it('a', () => { api.send = jest.fn(); api.get = jest.fn(); run(api); ${expectation}; });`).length;
	for (const none of [
		'expect(api.send).not.toHaveBeenCalled()',
		'expect(api.send).toHaveBeenCalledTimes(0)',
		'expect(api.send).toBeCalledTimes(0)',
		'expect(api.send).to.not.have.been.called',
		'expect(api.send.called).to.be.false',
		'sinon.assert.notCalled(api.send)',
		't.false(api.send.called)',
		't.is(api.send.callCount, 0)',
		'assert.equal(api.send.mock.callCount(), 0)',
		'assert(!api.send.called)',
		'expect(api.send.mock.calls.length).toBe(0)',
	])
		t.is(left(none), 1, none);
	for (const some of [
		'expect(api.send).toHaveBeenCalledTimes(10)',
		'expect(api.send).not.toHaveBeenCalledWith(1)',
		't.is(api.send.callCount, 1)',
		'assert(api.send.called)',
		't.false(api.send)',
	])
		t.is(left(some), 2, some);
});
