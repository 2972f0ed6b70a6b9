import test from 'ava';
import {expectSites, sitesIn} from './expect-sites.ts';

const FOUND: Record<string, string> = {
	'a breaker in a class': `
// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
export class CircuitBreaker {
	private state: 'open' | 'closed' | 'half-open' = 'closed';
	private failures = 0;
	private openedAt = 0;
	async exec<T>(run: () => Promise<T>): Promise<T> {
		if (this.state === 'open') {
			if (Date.now() - this.openedAt < 10_000) throw new Error('circuit open');
			this.state = 'half-open';
		}
		try {
			const result = await run();
			this.state = 'closed';
			this.failures = 0;
			return result;
		} catch (err) {
			if (++this.failures >= 5) {
				this.state = 'open';
				this.openedAt = Date.now();
			}
			throw err;
		}
	}
}`,
	'a breaker in a closure': `
// expect: circuit-breaker
function createBreaker(action) {
	let isOpen = false;
	let failures = 0;
	async function fire(input) {
		if (isOpen) throw new Error('open');
		try {
			return await action(input);
		} catch (err) {
			failures += 1;
			if (failures > 3) {
				isOpen = true;
				setTimeout(close, 5000);
			}
			throw err;
		}
	}
	function close() {
		isOpen = false;
		failures = 0;
	}
	return {fire, close};
}`,
	'a semaphore': `
// expect: limiter arcs=saturate
class Semaphore {
	constructor(max) {
		this.max = max;
		this.active = 0;
		this.waiting = [];
	}
	acquire() {
		if (this.active < this.max) {
			this.active++;
			return Promise.resolve();
		}
		return new Promise(resolve => this.waiting.push(resolve));
	}
	release() {
		this.active--;
		const next = this.waiting.shift();
		if (next) {
			this.active++;
			next();
		}
	}
}`,
	'a limiter in a closure': `
// expect: limiter
module.exports = function limit(concurrency) {
	const queue = [];
	let running = 0;
	function next() {
		running--;
		if (queue.length > 0) queue.shift()();
	}
	async function run(fn) {
		if (running >= concurrency) await new Promise(resolve => queue.push(resolve));
		running++;
		try {
			return await fn();
		} finally {
			next();
		}
	}
	return {run};
};`,
	'a token bucket that refuses': `
// expect: limiter
export class RateLimiter {
	private tokens = 10;
	constructor(private readonly burst: number) {}
	take(): void {
		this.refill();
		if (this.tokens < 1) throw new TooManyRequests();
		this.tokens -= 1;
	}
	private refill() {
		this.tokens += 1;
		if (this.tokens > this.burst) this.tokens = this.burst;
	}
}`,
	'a pool': `
// expect: pool
class ConnectionPool {
	constructor(factory, max) {
		this.factory = factory;
		this.max = max;
		this.idle = [];
		this.size = 0;
		this.waiting = [];
	}
	async acquire() {
		const free = this.idle.pop();
		if (free) return free;
		if (this.size < this.max) {
			this.size++;
			return this.factory();
		}
		return new Promise(resolve => this.waiting.push(resolve));
	}
	release(connection) {
		const waiter = this.waiting.shift();
		if (waiter) waiter(connection);
		else this.idle.push(connection);
	}
}`,
	'sockets of node': `
import http from 'node:http';
// expect: pool arcs=exhaust,resource-error
const agent = new http.Agent({keepAlive: true, maxSockets: 10});`,
	'a consumer that gives back and gives up': `
async function consume(channel) {
	await channel.consume('mails', async msg => {
		try {
			await send(msg);
			channel.ack(msg);
		} catch (err) {
			// expect: queue arcs=nack,dead-letter,redeliver
			if (msg.fields.redelivered) channel.nack(msg, false, false);
			else channel.nack(msg);
		}
	});
}`,
};

const NONE: Record<string, string> = {
	'a connection has open and closed, too': `
class Socket {
	constructor() {
		this.state = 'closed';
	}
	open() {
		this.state = 'open';
		this.openedAt = Date.now();
	}
	close() {
		this.state = 'closed';
	}
}`,
	'requests by id are no waiters': `
class Rpc {
	constructor() {
		this.pending = new Map();
	}
	call(id, message) {
		return new Promise(resolve => {
			this.pending.set(id, resolve);
			this.socket.send(message);
		});
	}
	onMessage({id, result}) {
		this.pending.get(id)(result);
		this.pending.delete(id);
	}
}`,
	'a bounded history': `
class History {
	constructor(max) {
		this.max = max;
		this.items = [];
	}
	add(item) {
		this.items.push(item);
		if (this.items.length > this.max) this.items.shift();
	}
}`,
	'a rejected promise is no rejected message': `
function defer() {
	const deferred = {};
	deferred.promise = new Promise((resolve, reject) => Object.assign(deferred, {resolve, reject}));
	deferred.reject(new Error('x'), false);
	return deferred;
}`,
	'an agent of another library': `
import {Agent} from './agents.js';
const agent = new Agent({maxSockets: 10});`,
};

const HELD = new Set(['circuit-breaker', 'limiter', 'pool', 'queue']);

for (const [what, source] of Object.entries(FOUND)) test(`held: ${what}`, t => expectSites(t, source));
for (const [what, source] of Object.entries(NONE))
	test(`not held: ${what}`, t => {
		t.deepEqual(
			sitesIn(source).filter(({kind}) => HELD.has(kind)),
			[],
		);
	});
