import test from 'ava';
import {expectSites, sitesIn} from './expect-sites.ts';

const FOUND: Record<string, string> = {
	'a class of the time before classes': `
// expect: limiter arcs=saturate
function Semaphore(max) {
	this.max = max;
	this.active = 0;
	this.waiting = [];
}
Semaphore.prototype.take = function (fn) {
	if (this.active < this.max) {
		this.active++;
		fn();
	} else {
		this.waiting.push(fn);
	}
};
Semaphore.prototype.leave = function () {
	this.active--;
	const next = this.waiting.shift();
	if (next) this.take(next);
};`,
	'state of the file': `
const waiting = [];
let active = 0;
// expect: limiter arcs=saturate
export async function run(task) {
	if (active >= MAX) await new Promise(resolve => waiting.push(resolve));
	active++;
	try {
		return await task();
	} finally {
		active--;
		waiting.shift()?.();
	}
}`,
	'running ones raced': `
// expect: limiter arcs=saturate
export async function mapLimit(items, limit, work) {
	const running = new Set();
	for (const item of items) {
		const promise = work(item).finally(() => running.delete(promise));
		running.add(promise);
		if (running.size >= limit) await Promise.race(running);
	}
	await Promise.all(running);
}`,
	'workers that share a list': `
// expect: limiter arcs=saturate
async function crawl(urls, concurrency) {
	const queue = [...urls];
	const worker = async () => {
		while (queue.length > 0) {
			await visit(queue.shift());
		}
	};
	await Promise.all(Array.from({length: concurrency}, worker));
}`,
	'workers that share a counter': `
// expect: limiter arcs=saturate
async function all(tasks, n) {
	let next = 0;
	async function run() {
		while (next < tasks.length) await tasks[next++]();
	}
	const workers = [];
	for (let i = 0; i < n; i++) workers.push(run());
	await Promise.all(workers);
}`,
	'a chain of promises': `
class Writer {
	constructor() {
		this.tail = Promise.resolve();
	}
	// expect: limiter arcs=saturate
	enqueue(task) {
		const run = this.tail.then(() => task());
		this.tail = run.catch(() => {});
		return run;
	}
}`,
	'a chain for each key': `
const locks = new Map();
// expect: limiter arcs=saturate
export function withKey(key, task) {
	const before = locks.get(key) ?? Promise.resolve();
	const run = before.then(() => task());
	locks.set(key, run);
	return run;
}`,
	'nodes that are avoided for a while': `
// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
class Cluster {
	constructor(nodes) {
		this.nodes = nodes;
		this.dead = [];
	}
	markDead(node) {
		this.dead.push(node);
		node.resurrectAt = Date.now() + 60_000;
	}
	markAlive(node) {
		this.dead = this.dead.filter(other => other !== node);
	}
	pick(now) {
		const first = this.dead[0];
		if (first && now > first.resurrectAt) this.markAlive(first);
		return this.nodes.find(node => !this.dead.includes(node));
	}
}`,
	'hosts that are avoided, in variables of the file': `
const coolingUntil = new Map();
// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
export async function get(host, path) {
	const until = coolingUntil.get(host);
	if (until && Date.now() < until) throw new Error('host is cooling down');
	try {
		return await request(host, path);
	} catch (err) {
		coolingUntil.set(host, Date.now() + 30_000);
		throw err;
	}
}`,
	'a breaker in variables of the file': `
let circuitState = 'closed';
let failures = 0;
let openedAt = 0;
// expect: circuit-breaker
export async function call(action) {
	if (circuitState === 'open') {
		if (Date.now() - openedAt < 1000) throw new Error('open');
		circuitState = 'half-open';
	}
	try {
		const result = await action();
		circuitState = 'closed';
		return result;
	} catch (err) {
		if (++failures > 3) {
			circuitState = 'open';
			openedAt = Date.now();
		}
		throw err;
	}
}`,
	'browsers with so many pages each': `
// expect: pool
class BrowserPool {
	constructor(maxPages) {
		this.maxPages = maxPages;
		this.active = new Set();
	}
	async newPage() {
		for (const browser of this.active) if (browser.activePages < this.maxPages) return browser.newPage();
		const browser = await launch();
		this.active.add(browser);
		return browser.newPage();
	}
	async closeBrowser(browser) {
		this.active.delete(browser);
		await browser.close();
	}
}`,
	'a delivery accepted or rejected': `
function consumer(handle) {
	return async ({message, delivery}) => {
		try {
			await handle(message);
			delivery.accept();
		} catch (err) {
			// expect: queue arcs=dead-letter
			delivery.reject();
		}
	};
}`,
	'a job store that decides itself': `
async function work(job, handler) {
	try {
		await job.moveToCompleted(await handler(job));
	} catch (err) {
		// expect: queue arcs=nack,dead-letter,redeliver
		await job.moveToFailed(err);
	}
}`,
	'a message that shows again later': `
async function poll(sqs, message) {
	await handle(message).catch(async () => {
		// expect: queue arcs=nack,redeliver
		await sqs.changeMessageVisibility({ReceiptHandle: message.ReceiptHandle, VisibilityTimeout: 30});
	});
}`,
	'a limit in a method of something larger': `
// expect: limiter
class Api {
	async throttle(call) {
		if (this.inFlight >= this.maxInFlight) throw new Error('busy');
		this.inFlight++;
		try {
			return await call();
		} finally {
			this.inFlight--;
		}
	}
}`,
};

const NONE: Record<string, string> = {
	'a lock is more than four letters': `
export default class ToggleBlock extends Node {
	fold(state) {
		if (state.content.size > this.maxSize) return false;
		this.open--;
	}
	unfold() {
		this.open++;
	}
}`,
	'a cache whose entries have their time': `
class Cache {
	put(key, value) {
		this.entries.set(key, {value, expiresAt: Date.now() + this.ttl});
	}
	get(key) {
		const entry = this.entries.get(key);
		if (Date.now() > entry.expiresAt) throw new Expired(key);
		return entry.value;
	}
}`,
	'a reconnect that has its time': `
class Link {
	async check() {
		if (Date.now() < this.nextReconnectAt) return;
		try {
			await this.open();
		} catch (err) {
			this.nextReconnectAt = Date.now() + 1000;
		}
	}
}`,
	'a user who is locked out': `
class Accounts {
	block(user) {
		user.lockedUntil = Date.now() + 60_000;
	}
	login(user) {
		if (Date.now() < user.lockedUntil) throw new Error('locked');
	}
}`,
	bytes: `
class BufferPool {
	constructor() {
		this.buffers = [];
		this.total = 0;
	}
	append(buffer) {
		this.buffers.push(buffer);
		this.total += buffer.length;
	}
	getInt32(maxSize) {
		if (this.total < maxSize) return null;
		return this.buffers.shift().readInt32LE(0);
	}
}`,
	'a job of a library, whose consumer is registered elsewhere': `
import type {Job} from 'job-library';
export async function process(job: Job) {
	try {
		await deliver(job.data);
	} catch (err) {
		await job.moveToDelayed(Date.now() + 1000);
	}
}`,
	'a dialog that is rejected, a job that is moved by hand': `
function onCancel(deferred) {
	deferred.reject();
}
async function admin(job) {
	await job.moveToFailed(new Error('by hand'));
}`,
	'a quota kept in a table': `
class TokenService {
	async checkLimit(project) {
		const count = await this.store.count(project);
		if (count >= this.config.maxTokens) throw new ExceedsLimitError();
	}
}`,
	'constants of the file': `
const MAX = 10;
const names = [];
export function add(name) {
	if (names.length >= MAX) names.shift();
	names.push(name);
}`,
	'a promise of the call itself': `
function tracked(handler, ctx) {
	let p = handler(ctx);
	p = p.then(result => {
		done(ctx);
		return result;
	});
	return p;
}`,
	'one flight for all': `
const flights = new Map();
function once(key, load) {
	if (flights.has(key)) return flights.get(key);
	const flight = load(key).then(value => {
		flights.delete(key);
		return value;
	});
	flights.set(key, flight);
	return flight;
}`,
	'everything at once': `
async function downloadAll(files) {
	const promises = [];
	for (const file of files) promises.push(withRetries(() => download(file), 3));
	await Promise.all(promises);
}`,
	'a race of two': `
async function first(a, b, maxSize) {
	if (a.size > maxSize) await Promise.race([a.load(), b.load()]);
}`,
	'copies that work on their own': `
async function seed(count) {
	await Promise.all(Array.from({length: count}, async (_, i) => insert(i)));
}`,
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
