import type {Program} from './run-programs.ts';

const breakerRuns = (open = ''): Program['runs'] => ({
	'stays closed': {
		drive: `const b = new m.Breaker(); await b.call(flaky(0)); await b.call(flaky(1)).catch(() => {});`,
		open,
	},
	'opens and refuses': {
		drive: `const b = new m.Breaker(); for (let i = 0; i < 3; i++) await b.call(flaky(1)).catch(() => {});`,
		happens: 'circuit-breaker.trip circuit-breaker.reject',
		open,
	},
	'opens, nothing more': {
		drive: `const b = new m.Breaker(); for (let i = 0; i < 2; i++) await b.call(flaky(1)).catch(() => {});`,
		happens: 'circuit-breaker.trip',
		open,
	},
	'the trial succeeds': {
		drive: `const b = new m.Breaker(); for (let i = 0; i < 2; i++) await b.call(flaky(1)).catch(() => {}); await sleep(30); await b.call(flaky(0));`,
		happens: 'circuit-breaker.trip circuit-breaker.probe-recover',
		open,
	},
	'the trial fails': {
		drive: `const b = new m.Breaker(); for (let i = 0; i < 2; i++) await b.call(flaky(1)).catch(() => {}); await sleep(30); await b.call(flaky(1)).catch(() => {});`,
		happens: 'circuit-breaker.trip circuit-breaker.probe-fail',
		open,
	},
});

const ARCS = 'circuit-breaker.trip circuit-breaker.reject circuit-breaker.probe-recover circuit-breaker.probe-fail';
const PROBES = 'circuit-breaker.probe-recover circuit-breaker.probe-fail';

/** One `if` opens it from both states. */
export const breakerOneOpening: Program = {
	source: `
class CircuitBreaker {
	constructor() {
		this.state = 'closed';
		this.failures = 0;
		this.threshold = 2;
	}
	async call(action) {
		if (this.state === 'open') {
			if (Date.now() < this.retryAt) throw new Error('circuit open');
			this.state = 'half-open';
		}
		try {
			const result = await action();
			this.failures = 0;
			this.state = 'closed';
			return result;
		} catch (err) {
			this.failures++;
			if (this.state === 'half-open' || this.failures >= this.threshold) {
				this.state = 'open';
				this.retryAt = Date.now() + 20;
			}
			throw err;
		}
	}
}
exports.Breaker = CircuitBreaker;`,
	arcs: ARCS,
	runs: breakerRuns(PROBES),
};

/** The states are told apart by early returns and negations. */
export const breakerByMethods: Program = {
	source: `
class Breaker {
	constructor() {
		this.state = 'CLOSED';
		this.failureCount = 0;
	}
	async call(fn) {
		if (this.state === 'OPEN') {
			if (this.nextAttempt > Date.now()) return Promise.reject(new Error('Breaker is open'));
			this.state = 'HALF_OPEN';
		}
		try {
			const value = await fn();
			this.onSuccess();
			return value;
		} catch (error) {
			this.onFailure();
			throw error;
		}
	}
	onSuccess() {
		this.failureCount = 0;
		if (this.state === 'HALF_OPEN') this.state = 'CLOSED';
	}
	onFailure() {
		this.failureCount += 1;
		if (this.state !== 'HALF_OPEN') {
			if (this.failureCount >= 2) this.open();
		} else {
			this.open();
		}
	}
	open() {
		this.state = 'OPEN';
		this.nextAttempt = Date.now() + 20;
	}
}
exports.Breaker = Breaker;`,
	arcs: ARCS,
	runs: {
		...breakerRuns(PROBES),
		'opened by hand': {
			drive: `const b = new m.Breaker(); await b.call(flaky(0)); b.open();`,
			open: `circuit-breaker.trip ${PROBES}`,
		},
	},
};

export const breakerThatRethrows: Program = {
	source: `
function createCircuitBreaker(run) {
	let state = 'closed';
	let failures = 0;
	let openedAt = 0;
	async function call(action) {
		if (state === 'open' && Date.now() - openedAt < 20) throw new Error('open');
		if (state === 'open') state = 'half-open';
		try {
			const result = await action();
			failures = 0;
			state = 'closed';
			return result;
		} catch (err) {
			failures += 1;
			if (state === 'closed' && failures < 2) throw err;
			state = 'open';
			openedAt = Date.now();
			throw err;
		}
	}
	function reset() {
		state = 'closed';
	}
	return {call, reset};
}
exports.Breaker = createCircuitBreaker;`,
	arcs: ARCS,
	runs: breakerRuns(PROBES),
};

export const semaphore: Program = {
	source: `
class Semaphore {
	constructor(max) {
		this.max = max;
		this.active = 0;
		this.waiters = [];
	}
	async acquire() {
		if (this.active < this.max) {
			this.active++;
			return;
		}
		await new Promise(resolve => this.waiters.push(resolve));
	}
	release() {
		const next = this.waiters.shift();
		if (next) next();
		else this.active--;
	}
}
exports.Semaphore = Semaphore;`,
	arcs: 'limiter.saturate',
	runs: {
		'one after the other': {drive: `const s = new m.Semaphore(1); await s.acquire(); s.release(); await s.acquire();`},
		'one has to wait': {
			drive: `const s = new m.Semaphore(1); await s.acquire(); s.acquire();`,
			happens: 'limiter.saturate',
		},
	},
};

/** Everything goes through the queue, whose length is bounded: an entry in it says nothing of waiting. */
export const boundedQueue: Program = {
	source: `
class TaskLimiter {
	constructor(concurrency, maxQueue) {
		this.concurrency = concurrency;
		this.maxQueue = maxQueue;
		this.running = 0;
		this.queue = [];
	}
	run(task) {
		if (this.queue.length >= this.maxQueue) return Promise.reject(new Error('queue full'));
		return new Promise((resolve, reject) => {
			this.queue.push({task, resolve, reject});
			this.drain();
		});
	}
	drain() {
		while (this.running < this.concurrency && this.queue.length > 0) {
			const {task, resolve, reject} = this.queue.shift();
			this.running++;
			task().then(resolve, reject).finally(() => {
				this.running--;
				this.drain();
			});
		}
	}
}
exports.TaskLimiter = TaskLimiter;`,
	arcs: 'limiter.saturate limiter.reject handler.enter',
	runs: {
		'runs at once': {
			drive: `const l = new m.TaskLimiter(2, 5); await l.run(flaky(0));`,
			open: 'limiter.saturate handler.enter',
		},
		'the queue is full': {
			drive: `const l = new m.TaskLimiter(1, 1); l.run(flaky(0)); l.run(flaky(0)); await l.run(flaky(0)).catch(() => {});`,
			happens: 'limiter.saturate limiter.reject',
			open: 'limiter.saturate handler.enter',
		},
	},
};

export const pool: Program = {
	source: `
class ConnectionPool {
	constructor(create, max) {
		this.create = create;
		this.max = max;
		this.idle = [];
		this.size = 0;
		this.waiting = [];
	}
	async acquire() {
		if (this.idle.length > 0) return this.idle.pop();
		if (this.size < this.max) {
			this.size++;
			return this.create();
		}
		return new Promise((resolve, reject) => {
			const waiter = {resolve, reject};
			waiter.timer = setTimeout(() => {
				this.waiting.splice(this.waiting.indexOf(waiter), 1);
				reject(new Error('no connection'));
			}, 15);
			this.waiting.push(waiter);
		});
	}
	release(connection) {
		const waiter = this.waiting.shift();
		if (!waiter) return void this.idle.push(connection);
		clearTimeout(waiter.timer);
		waiter.resolve(connection);
	}
	async use(work) {
		const connection = await this.acquire();
		try {
			const result = await work(connection);
			this.release(connection);
			return result;
		} catch (err) {
			if (err.fatal) {
				this.size--;
				connection.destroy();
			} else this.release(connection);
			throw err;
		}
	}
}
exports.Pool = ConnectionPool;`,
	arcs: 'pool.exhaust pool.acquire-timeout pool.resource-error pool.release-on-error timeout.fire',
	runs: {
		'one at a time': {drive: `const p = new m.Pool(() => ({}), 1); await p.use(flaky(0)); await p.use(flaky(0));`},
		'work fails, the connection is fine': {
			drive: `const p = new m.Pool(() => ({}), 1); await p.use(flaky(1)).catch(() => {});`,
			happens: 'pool.release-on-error',
			open: 'pool.resource-error',
		},
		'the connection is broken': {
			drive: `const p = new m.Pool(() => ({destroy() {}}), 1); await p.use(flaky(1, 0, () => Object.assign(new Error(), {fatal: true}))).catch(() => {});`,
			happens: 'pool.resource-error',
		},
		'one waits and is served': {
			drive: `const p = new m.Pool(() => ({}), 1); const c = await p.acquire(); const n = p.acquire(); p.release(c); await n;`,
			happens: 'pool.exhaust',
		},
		'one waits too long': {
			drive: `const p = new m.Pool(() => ({}), 1); await p.acquire(); await p.acquire().catch(() => {});`,
			happens: 'pool.exhaust pool.acquire-timeout timeout.fire',
			open: 'timeout.fire pool.acquire-timeout',
		},
	},
};

/** No list of those who wait: the loop stands still until one of those that run is done. */
export const runningRaced: Program = {
	source: `
exports.mapLimit = async function mapLimit(items, limit, work) {
	const running = new Set();
	for (const item of items) {
		const promise = work(item).finally(() => running.delete(promise));
		running.add(promise);
		if (running.size >= limit) await Promise.race(running);
	}
	await Promise.all(running);
};`,
	arcs: 'limiter.saturate',
	runs: {
		'room for all': {drive: `await m.mapLimit([1, 2], 5, () => sleep(2));`},
		'one has to wait': {drive: `await m.mapLimit([1, 2, 3], 2, () => sleep(2));`, happens: 'limiter.saturate'},
	},
};

export const moduleSemaphore: Program = {
	source: `
const MAX = 1;
const waiting = [];
let active = 0;
exports.run = run;
async function run(task) {
	if (active >= MAX) await new Promise(resolve => waiting.push(resolve));
	active++;
	try {
		return await task();
	} finally {
		active--;
		const next = waiting.shift();
		if (next) next();
	}
}`,
	arcs: 'limiter.saturate',
	runs: {
		'one after the other': {drive: `await m.run(flaky(0)); await m.run(flaky(0));`},
		'two at once': {
			drive: `await Promise.all([m.run(() => sleep(2)), m.run(flaky(0))]);`,
			happens: 'limiter.saturate',
		},
	},
};

export const chained: Program = {
	source: `
class Serial {
	constructor() {
		this.tail = Promise.resolve();
	}
	run(task) {
		const done = this.tail.then(() => task());
		this.tail = done.then(() => {}, () => {});
		return done;
	}
}
exports.Serial = Serial;`,
	arcs: 'limiter.saturate handler.enter',
	runs: {
		'one after the other': {
			drive: `const s = new m.Serial(); await s.run(flaky(0)); await s.run(flaky(0));`,
			open: 'limiter.saturate',
		},
		'two at once': {
			drive: `const s = new m.Serial(); await Promise.all([s.run(() => sleep(2)), s.run(flaky(0))]);`,
			happens: 'limiter.saturate',
			open: 'limiter.saturate',
		},
	},
};

const PROBES_OPEN = 'circuit-breaker.probe-recover circuit-breaker.probe-fail';

/** A moment instead of states: what ended the pause no counter tells. */
export const hostsAvoided: Program = {
	source: `
const coolingUntil = new Map();
exports.get = get;
async function get(host, request) {
	const until = coolingUntil.get(host);
	if (until && Date.now() < until) throw new Error('host is cooling down');
	try {
		return await request(host);
	} catch (err) {
		coolingUntil.set(host, Date.now() + 20);
		throw err;
	}
}`,
	arcs: ARCS,
	runs: {
		'it answers': {drive: `await m.get('a', flaky(0));`},
		'it fails': {
			drive: `await m.get('a', flaky(1)).catch(() => {});`,
			happens: 'circuit-breaker.trip',
			open: PROBES_OPEN,
		},
		'it is avoided': {
			drive: `for (let i = 0; i < 2; i++) await m.get('a', flaky(1)).catch(() => {});`,
			happens: 'circuit-breaker.trip circuit-breaker.reject',
			open: PROBES_OPEN,
		},
		'it comes back': {
			drive: `await m.get('a', flaky(1)).catch(() => {}); await sleep(30); await m.get('a', flaky(0));`,
			happens: 'circuit-breaker.trip circuit-breaker.probe-recover',
			open: PROBES_OPEN,
		},
	},
};
