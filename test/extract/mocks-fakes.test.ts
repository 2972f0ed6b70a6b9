import test from 'ava';
import {lines, standIns} from './mocks-read.ts';

test('jest.fn: chains in order, what is said once first', t => {
	t.deepEqual(
		lines(`
it('a', () => {
	new Client({fetch: jest.fn().mockRejectedValueOnce(new Error('x')).mockResolvedValue({ok: true})});
	new Client({fetch: jest.fn(() => { throw new Error('x'); })});
	new Client({fetch: jest.fn().mockImplementation(async () => { throw new Error('x'); })});
	new Client({fetch: jest.fn().mockReturnValue(Promise.reject(new Error('x')))});
	new Client({fetch: jest.fn()});
});`),
		[
			'jest.fn option Client#fetch: reject once, success',
			'jest.fn option Client#fetch: throw',
			'jest.fn option Client#fetch: reject',
			'jest.fn option Client#fetch: reject',
			'jest.fn option Client#fetch: success',
		],
	);
});

test('a resolved error is a success, a resolved 503 is a failing answer', t => {
	t.deepEqual(
		lines(`
it('a', () => {
	api.get = vi.fn().mockResolvedValue(new Error('x'));
	api.post = vi.fn().mockResolvedValue({ok: false, status: 503});
	api.put = vi.fn().mockResolvedValue(new Response(null, {status: 429}));
	api.head = vi.fn().mockResolvedValue({status: 'active'});
});`),
		['vi.fn api.get: success', 'vi.fn api.post: status', 'vi.fn api.put: status429', 'vi.fn api.head: success'],
	);
});

test('a spy without implementation replaces nothing', t => {
	t.deepEqual(
		lines(`
it('a', () => {
	vi.spyOn(client, 'query');
	vi.spyOn(client, 'send').mockRejectedValue(new Error('x'));
	const spy = vi.spyOn(client, 'ping');
	spy.mockImplementationOnce(() => { throw new Error('x'); });
	jest.spyOn(globalThis, 'fetch').mockResolvedValue(response);
});`),
		[
			'vi.spyOn client.query: observer',
			'vi.spyOn client.send: reject',
			'vi.spyOn client.ping: throw once, unknown',
			'jest.spyOn global fetch: success',
		],
	);
});

test('a fake kept in a variable: its seams, and what each test tells it', t => {
	const found = standIns(`
const query = vi.fn();
beforeEach(() => { query.mockResolvedValue([]); });
it('fails', () => { query.mockRejectedValueOnce(new Error('x')); run({query}); });
it('works', () => { run({query}); });`);
	t.deepEqual(
		found.map(({seam, behaviours, test}) => [seam, behaviours, test]),
		[
			[{kind: 'option', name: 'query', to: 'run'}, [{kind: 'success'}], -1],
			[{kind: 'option', name: 'query', to: 'run'}, [{kind: 'success'}], -2],
			[
				{kind: 'option', name: 'query', to: 'run'},
				[{kind: 'failure', how: 'reject', once: true}, {kind: 'success'}],
				0,
			],
		],
	);
});

test('a variable filled in a hook, put over a member and behind an arrow', t => {
	t.deepEqual(
		lines(`
let send;
beforeEach(() => { send = jest.fn(); client.send = send; });
const load = jest.fn(() => 1);
it('a', () => { create({load: () => load()}); global.fetch = load; });`),
		['jest.fn client.send: success', 'jest.fn option create#load: success', 'jest.fn global fetch: success'],
	);
});

test('callbacks and counted functions only watch', t => {
	t.deepEqual(
		lines(`
it('a', () => {
	const spy = jest.fn();
	emitter.on('x', spy);
	expect(spy).toHaveBeenCalled();
	run({onError: jest.fn()});
	policy.onRetry(spy);
});`),
		['jest.fn ?: observer', 'jest.fn option run#onError: observer'],
	);
});

test('controls of fakes that are made elsewhere', t => {
	t.deepEqual(
		lines(`
import {query} from './db';
import * as api from './api';
it('a', () => {
	vi.mocked(query).mockRejectedValue(new Error('x'));
	(api.load as jest.Mock).mockResolvedValueOnce(1);
	(fetch as jest.Mock).mockImplementation(() => Promise.reject(new Error()));
});`),
		['mocked ./db.query: reject', 'mocked api.load: success once, unknown', 'mocked global fetch: reject'],
	);
});

test('module mocks and the members of their factories', t => {
	const found = standIns(`
jest.mock('./db');
vi.mock('./api', async original => ({...(await original()), load: vi.fn().mockRejectedValue(new Error('x'))}));
jest.mock('ws', () => { return {connect: () => { throw new Error('x'); }}; });`);
	t.deepEqual(
		found.map(({form, seam, behaviours}) => [form, seam, behaviours]),
		[
			['jest.mock', {kind: 'module', specifier: './db'}, [{kind: 'success'}]],
			['vi.mock', {kind: 'module', specifier: './api', members: ['load'], partial: true}, []],
			['vi.fn', {kind: 'member', object: './api', member: 'load', module: './api'}, [{kind: 'failure', how: 'reject'}]],
			['jest.mock', {kind: 'module', specifier: 'ws', members: ['connect']}, []],
			['object', {kind: 'member', object: 'ws', member: 'connect', module: 'ws'}, [{kind: 'failure', how: 'throw'}]],
		],
	);
});

test('sinon: stubs, sandboxes, sequences, fakes', t => {
	t.deepEqual(
		lines(`
import * as sinon from 'sinon';
import {stub} from 'sinon';
const sandbox = sinon.createSandbox();
it('a', async () => {
	sinon.stub(db, 'query').rejects(new Error('x'));
	sandbox.stub(Redis.prototype, 'connect').throws();
	sinon.stub(db, 'find').callsFake(() => Promise.resolve(1));
	sinon.stub(db, 'load').yields(new Error('x'));
	sinon.stub(db, 'save').callsArgWith(1, null, 'ok');
	sinon.stub(db, 'drop').callThrough();
	retry(stub().onFirstCall().throws(new Error('x')).onSecondCall().returns('ok'));
	sinon.replace(db, 'ping', sinon.fake.rejects('x'));
	sinon.replace(db, 'pong', () => 1);
	sinon.spy(db, 'other');
	await assert.rejects(run());
	sinon.mock(db).expects('end').rejects(new Error('x'));
});`),
		[
			'sinon.stub db.query: reject',
			'sinon.stub Redis.prototype.connect: throw',
			'sinon.stub db.find: success',
			'sinon.stub db.load: reject',
			'sinon.stub db.save: success',
			'sinon.stub db.drop: observer',
			'sinon.stub argument retry#0: throw once, success once, success',
			'sinon.fake db.ping: reject',
			'sinon.replace db.pong: success',
			'sinon.spy db.other: observer',
			'sinon.mock db.end: reject',
		],
	);
});

test('node:test mocks', t => {
	t.deepEqual(
		lines(`
import test, {mock} from 'node:test';
test('a', t => {
	t.mock.method(db, 'query', async () => { throw new Error('x'); });
	mock.method(db, 'find');
	const f = mock.fn(() => 1);
	f.mock.mockImplementationOnce(() => { throw new Error('x'); });
	run({load: f});
});`),
		['mock.method db.query: reject', 'mock.method db.find: observer', 'mock.fn option run#load: throw once, success'],
	);
});
