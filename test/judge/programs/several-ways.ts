import type {Program} from './run-programs.ts';

/** Sites that end, repeat or open for more than one reason: the count of one way says nothing of the others. */
const ANSWER_503 = `{fetch: async () => ({status: 503})}`;

export const answeredOrThrown: Program = {
	source: `
exports.get = async function get(api, {retries = 1, retryOn = [429, 503]} = {}) {
	for (let attempt = 0; attempt <= retries; attempt++) {
		let res;
		try {
			res = await api.fetch();
		} catch (err) {
			if (attempt === retries) throw err;
			continue;
		}
		if (!retryOn.includes(res.status) || attempt === retries) return res;
		await new Promise(resolve => setTimeout(resolve, 1));
	}
};`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		'a failure that is not repeated': {drive: `await m.get({fetch: async () => ({status: 400})});`},
		'the last answer is handed out': {
			drive: `await m.get(${ANSWER_503});`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.retry retry.recover retry.exhaust',
		},
		'no repetition allowed': {drive: `await m.get(${ANSWER_503}, {retries: 0});`},
		'throws for ever': {
			drive: `await m.get({fetch: flaky(9)}).catch(() => {});`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.retry retry.recover',
		},
	},
};

export const calledAgainTwice: Program = {
	source: `
exports.get = get;
async function get(api, left = 1) {
	let res;
	try {
		res = await api.fetch();
	} catch (err) {
		if (left <= 0) throw err;
		return get(api, left - 1);
	}
	if (res.status >= 500 && left > 0) return get(api, left - 1);
	return res;
}`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		fine: {drive: `await m.get({fetch: async () => ({status: 200})});`},
		'only answers fail': {
			drive: `await m.get(${ANSWER_503});`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.retry retry.recover retry.exhaust',
		},
		'throws once': {
			drive: `await m.get({fetch: flaky(1, {status: 200})});`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover retry.exhaust',
		},
	},
};

export const againByCode: Program = {
	source: `
exports.send = send;
async function send(op, left = 1) {
	try {
		return await op();
	} catch (err) {
		if (left === 0) throw err;
		if (err.code === 'RATE') {
			await new Promise(resolve => setTimeout(resolve, 1));
			return send(op, left - 1);
		}
		if (err.code === 'RESET') return send(op, left - 1);
		throw err;
	}
}`,
	arcs: 'retry.retry retry.recover retry.exhaust retry.refuse',
	runs: {
		'only the second reason': {
			drive: `await m.send(flaky(1, 1, () => ({code: 'RESET'})));`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover',
		},
		'used up by it': {
			drive: `await m.send(flaky(9, 1, () => ({code: 'RESET'}))).catch(() => {});`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.recover',
		},
		'neither of them': {drive: `await m.send(flaky(1)).catch(() => {});`, happens: 'retry.refuse'},
	},
};

/** A round that ends before its attempt is none. */
export const abortedBeforeAttempt: Program = {
	source: `
exports.run = async function run(op, {max = 3, signal} = {}) {
	let last;
	for (let i = 1; i <= max; i++) {
		if (signal?.aborted) break;
		try {
			return await op();
		} catch (err) {
			last = err;
		}
		await new Promise(resolve => setTimeout(resolve, 1));
	}
	throw last;
};`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		'aborted after the first': {
			drive: `const c = new AbortController(); await m.run(async () => { c.abort(); throw new Error(); }, {signal: c.signal}).catch(() => {});`,
			open: 'retry.retry retry.recover retry.exhaust',
		},
		'aborted at once': {drive: `await m.run(flaky(0), {signal: AbortSignal.abort()}).catch(() => {});`},
		'fails once': {
			drive: `await m.run(flaky(1));`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover retry.exhaust',
		},
	},
};

/** A throw from a plain call stops no count in V8. */
export const thrownIfAborted: Program = {
	source: `
exports.run = async function run(op, {retries = 2, signal} = {}) {
	for (let attempt = 0; ; attempt++) {
		signal?.throwIfAborted();
		try {
			return await op();
		} catch (err) {
			if (attempt >= retries) throw err;
		}
	}
};`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		'aborted after the first': {
			drive: `const c = new AbortController(); await m.run(async () => { c.abort(); throw new Error(); }, {signal: c.signal}).catch(() => {});`,
			open: 'retry.retry retry.recover',
		},
		'fails for ever': {
			drive: `await m.run(flaky(9)).catch(() => {});`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.retry retry.recover',
		},
		fine: {drive: `await m.run(flaky(0));`},
	},
};

export const stoppedInHeader: Program = {
	source: `
exports.Link = class Link {
	constructor(dial) { this.dial = dial; this.stopped = false; }
	async connect() {
		let tries = 0;
		while (!this.stopped && tries < 3) {
			try {
				return await this.dial();
			} catch (err) {
				tries++;
			}
		}
		throw new Error('not connected');
	}
};`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		'stopped after the second': {
			drive: `let n = 0; const l = new m.Link(async () => { if (n++) l.stopped = true; throw new Error(); }); await l.connect().catch(() => {});`,
			happens: 'retry.retry',
			open: 'retry.recover retry.exhaust',
		},
		'stopped after the first': {
			drive: `const l = new m.Link(async () => { l.stopped = true; throw new Error(); }); await l.connect().catch(() => {});`,
		},
		'used up': {
			drive: `await new m.Link(flaky(9)).connect().catch(() => {});`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.recover retry.exhaust',
		},
	},
};

export const openedByHand: Program = {
	source: `
exports.Breaker = class CircuitBreaker {
	constructor(max) { this.state = 'closed'; this.failures = 0; this.max = max; }
	async call(op) {
		if (this.state === 'open') {
			if (Date.now() < this.until) throw new Error('open');
			this.state = 'half-open';
		}
		try {
			const value = await op();
			this.state = 'closed';
			return value;
		} catch (err) {
			this.failed();
			throw err;
		}
	}
	failed() { if (++this.failures >= this.max) this.open(); }
	open() { this.state = 'open'; this.until = Date.now() + 60000; }
	forceOpen() { this.open(); }
};`,
	arcs: 'circuit-breaker.trip circuit-breaker.reject circuit-breaker.probe-recover circuit-breaker.probe-fail',
	runs: {
		'by an operator': {
			drive: `const b = new m.Breaker(1); b.forceOpen(); await b.call(flaky(0)).catch(() => {});`,
			happens: 'circuit-breaker.reject',
		},
		'by a failure': {
			drive: `await new m.Breaker(1).call(flaky(1)).catch(() => {});`,
			happens: 'circuit-breaker.trip',
		},
	},
};

export const fullBeforeAnyWait: Program = {
	source: `
exports.Queue = class Queue {
	constructor(concurrency, max) { this.concurrency = concurrency; this.max = max; this.running = 0; this.items = []; }
	push(task) {
		if (this.items.length >= this.max) return Promise.reject(new Error('full'));
		return new Promise((resolve, reject) => {
			const job = () => { this.running++; task().then(resolve, reject).finally(() => { this.running--; this.items.shift()?.(); }); };
			if (this.running < this.concurrency) job();
			else this.items.push(job);
		});
	}
};`,
	arcs: 'limiter.saturate limiter.reject handler.enter',
	runs: {
		'nothing may wait': {drive: `await new m.Queue(0, 0).push(flaky(0)).catch(() => {});`, happens: 'limiter.reject'},
		'room for it': {drive: `await new m.Queue(1, 1).push(flaky(0));`, open: 'handler.enter'},
	},
};

/** A message given back or away: nothing stands in for its handling. */
export const givenBack: Program = {
	source: `
exports.consume = async function consume(messages, handle, deadLetters) {
	for await (const message of messages) {
		try {
			await handle(message);
			await message.ack();
		} catch (err) {
			if (message.attempts >= 3) {
				await deadLetters.send(message);
				continue;
			}
			await message.nack();
		}
	}
};`,
	arcs: 'queue.nack queue.redeliver handler.enter',
	runs: {
		handled: {drive: `await m.consume([{ack: flaky(0)}], flaky(0));`, open: 'queue.redeliver'},
		'given back': {
			drive: `await m.consume([{nack: flaky(0)}], flaky(1));`,
			happens: 'queue.nack handler.enter',
			open: 'queue.redeliver',
		},
	},
};
