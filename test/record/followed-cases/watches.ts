import type {Tell} from '../../../src/model/watch.ts';
import type {Case, Finder} from './follow.ts';

const POOL = `import {EventEmitter} from 'node:events';
class Pool extends EventEmitter {
	used = 0; max = 1;
	numUsed() { return this.used; }
	take() { this.emit('take', this.used); this.used++; }
	fail(error) { this.emit('failed', 1, error); }
	open() { this.emit('open'); }
	half() { this.emit('half'); }
}
class Policy { listeners = []; onBreak(act) { this.listeners.push(act); } break() { for (const act of this.listeners) act(); } }
const make = () => ({client: {pool: new Pool()}});
const made = make();
const pool = made.client.pool;
const policy = new Policy();`;

const of = (made: string, ...tells: Tell[]) => ({
	code: POOL,
	sequence: (at: Finder) => ({file: 'main.mjs', made: at.span(made), tells}),
});
const inPool = 'client.pool';

const SIGNAL = `import {getEventListeners} from 'node:events';
const wait = ms => new Promise(resolve => setTimeout(resolve, ms));
let last;
const work = (ms, {signal}) => { last = signal; return wait(ms); };
const ask = ms => work(ms, {signal: AbortSignal.timeout(20)});`;

const MIDDLEWARE = `import {EventEmitter} from 'node:events';
const limit = max => { let seen = 0; return (request, response, next) => ++seen > max ? response.emit('finish') : next(); };
const mine = limit(1);
const call = async () => {
	const response = new EventEmitter();
	await new Promise(resolve => { response.on('finish', resolve); mine({}, response, () => response.emit('finish')); });
};
if (mine.length !== 3) throw new Error('length');`;

export const WATCHES: Case[] = [
	{
		name: 'an event of a member of what was made',
		...of('make()', {event: 'take', of: inPool}),
		runs: {'pool.take(); pool.take();': 2, 'pool.open();': 0},
	},
	{
		name: 'an event while a member is as large as another',
		...of('make()', {event: 'take', of: inPool, reaches: ['numUsed', 'max']}),
		runs: {'pool.take(); pool.take();': 1, 'pool.take();': 0},
	},
	{
		name: 'an event that was given something',
		...of('make()', {event: 'take', of: inPool, given: '0'}),
		runs: {'pool.take(); pool.take(); pool.take();': 2},
	},
	{
		name: 'an event with an error of a name or code',
		...of('make()', {event: 'failed', of: inPool, error: 'TypeError'}),
		runs: {
			'pool.fail(new TypeError()); pool.fail(new Error()); pool.fail();': 1,
			'pool.fail(Object.assign(new Error(), {code: "TypeError"}));': 1,
		},
	},
	{
		name: 'an event of a job that failed before',
		...of('make()', {event: 'done', of: inPool, lacks: '0.tries', told: 'failed'}),
		runs: {
			'const a = {}, b = {tries: 1}; pool.fail(a); pool.fail(b); pool.emit("done", a); pool.emit("done", b); pool.emit("done", {});': 1,
		},
	},
	{
		name: 'an event of a job that never failed',
		...of('make()', {event: 'done', of: inPool, given: '0.tries', untold: 'failed'}),
		runs: {
			'const a = {tries: 1}, b = {tries: 1}; pool.fail(a); pool.emit("done", a); pool.emit("done", b); pool.emit("done", {});': 1,
		},
	},
	{
		name: 'the first after another event',
		...of('make()', {event: 'open', of: inPool, after: 'half'}),
		runs: {'pool.open(); pool.half(); pool.open(); pool.open();': 1, 'pool.open();': 0},
	},
	{
		name: 'of an error nobody listens to, the emitter still throws',
		...of('make()', {event: 'error', of: inPool}),
		runs: {
			'let n = 0; try { pool.emit("error", new Error("a")); } catch { n++; } if (n !== 1) process.exit(1);': 1,
			'if (pool.listenerCount("error") !== 0) process.exit(1);': 0,
		},
	},
	{
		name: 'a method that takes a listener',
		...of('new Policy()', {method: 'onBreak'}),
		runs: {'policy.break();': 1, '': 0},
	},
	{
		name: 'what proves one answer leaves the other open',
		...of('make()', {event: 'take', of: inPool, proves: 'no'}),
		runs: {'pool.take();': {happened: 0, unseen: 1}, '': 0},
	},
	{
		name: 'what proves that it happened never proves that it did not',
		...of('make()', {event: 'take', of: inPool, proves: 'yes'}),
		runs: {'pool.take();': {happened: 1, unseen: 1}, '': {happened: 0, unseen: 1}},
	},
	{
		name: 'what cannot be listened to is unknown',
		...of('new Policy()', {event: 'break'}),
		runs: {'policy.break();': {happened: 0, unseen: 1}},
	},
	{
		name: 'a signal that aborts while the work goes on',
		code: SIGNAL,
		sequence: at => ({
			file: 'main.mjs',
			made: at.span('AbortSignal.timeout(20)'),
			tells: [{holds: 'aborted'}],
			settles: at.span('work(ms, {signal: AbortSignal.timeout(20)})'),
		}),
		runs: {
			'await ask(80);': 1,
			// The signal aborts later, and the work was done in time.
			'await ask(1); await wait(60);': 0,
			'await Promise.all([ask(80), ask(1), ask(80)]);': 2,
			'ask(500); await wait(60); process.exit(0);': {happened: 0, unseen: 1},
			'await ask(80); if (getEventListeners(last, "abort").length > 0) process.exit(1);': 1,
		},
	},
	{
		name: 'a middleware that answers by itself',
		code: MIDDLEWARE,
		sequence: at => ({file: 'main.mjs', made: at.span('limit(1)'), tells: [{answers: true}]}),
		runs: {'await call();': 0, 'await call(); await call(); await call();': 2},
	},
];
