import type {Program} from './run-programs.ts';

/** The deadline is not the only reason to stop. */
export const deadlineOrClosed: Program = {
	source: `
exports.until = async function until(check, state, timeoutMs) {
	const deadline = Date.now() + timeoutMs;
	while (!(await check())) {
		if (Date.now() > deadline || state.closed) throw new Error('stopped');
		await new Promise(resolve => setTimeout(resolve, 1));
	}
};`,
	arcs: 'timeout.fire',
	runs: {
		'closed long before': {drive: `await m.until(async () => false, {closed: true}, 1000);`, open: 'timeout.fire'},
		'too late': {drive: `await m.until(async () => false, {}, 4);`, happens: 'timeout.fire', open: 'timeout.fire'},
		neither: {drive: `await m.until(async () => true, {}, 4);`},
	},
};

/** A test for the callback's presence does not ask whether the work was done. */
export const presenceIsNoGuard: Program = {
	source: `
exports.ask = function ask(bus, question, callback) {
	bus.once('answer', answer => callback(null, answer));
	bus.emit('question', question);
	setTimeout(() => {
		if (callback) callback(new Error('no answer'));
	}, 10);
};`,
	arcs: 'timeout.fire',
	runs: {
		'answered at once': {
			drive: `const {EventEmitter} = require('node:events'); const b = new EventEmitter(); b.on('question', () => b.emit('answer', 1)); m.ask(b, 1, () => {}); await sleep(20);`,
			open: 'timeout.fire',
		},
		'no answer': {
			drive: `const {EventEmitter} = require('node:events'); m.ask(new EventEmitter(), 1, () => {}); await sleep(20);`,
			happens: 'timeout.fire',
			open: 'timeout.fire',
		},
	},
};

export const keptAfterProviders: Program = {
	source: `
exports.rates = async function rates(sources, kept) {
	for (const source of sources) {
		try {
			return await source.fetchRates();
		} catch (err) {
			source.broken = true;
		}
	}
	if (kept) return kept.value;
	throw new Error('no rates');
};`,
	arcs: 'fallback.engage fallback.fail fallback#2.engage',
	runs: {
		'no source at all, so none failed': {
			drive: `await m.rates([], {value: 1});`,
			open: 'fallback.fail fallback#2.engage',
		},
		'the only source fails, the kept value is used': {
			drive: `await m.rates([{fetchRates: flaky(1)}], {value: 1});`,
			happens: 'fallback#2.engage',
			open: 'fallback.fail fallback#2.engage',
		},
		'the source answers': {drive: `await m.rates([{fetchRates: flaky(0)}], {value: 1});`},
	},
};

export const switchOnCode: Program = {
	source: `
exports.read = async function read(store, key) {
	try {
		return await store.get(key);
	} catch (err) {
		switch (err.code) {
			case 'NotFound':
				return null;
			default:
				throw err;
		}
	}
};`,
	arcs: 'fallback.engage',
	runs: {
		'not found': {
			drive: `await m.read({get: flaky(1, 0, () => Object.assign(new Error(), {code: 'NotFound'}))});`,
			happens: 'fallback.engage',
		},
		'another error': {drive: `await m.read({get: flaky(1)});`},
		found: {drive: `await m.read({get: flaky(0)});`},
	},
};

/** Many items, each with attempts of its own: rounds of the outer loop are no attempts. */
export const itemsWithAttempts: Program = {
	source: `
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
exports.sync = async function sync(items, push) {
	const lost = [];
	for (const item of items) {
		let done = false;
		for (let attempt = 0; attempt < 2 && !done; attempt++) {
			try {
				await push(item);
				done = true;
			} catch (err) {
				await sleep(1);
			}
		}
		if (!done) lost.push(item);
	}
	return lost;
};`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		'three items, none fails': {
			drive: `await m.sync([1, 2, 3], flaky(0));`,
			open: 'retry.retry retry.recover retry.exhaust',
		},
		'one fails once': {
			drive: `await m.sync([1, 2], flaky(1));`,
			happens: 'retry.retry retry.recover',
			open: 'retry.retry retry.recover retry.exhaust',
		},
		'one fails twice': {
			drive: `await m.sync([1, 2], flaky(2));`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.retry retry.recover retry.exhaust',
		},
	},
};

/** One helper, several callers: its own arcs are those of all. */
export const methodWithOptions: Program = {
	source: `
class Client {
	constructor(send, {retries = 1, isTransient = () => true} = {}) {
		this.send = send;
		this.retries = retries;
		this.isTransient = isTransient;
	}
	async call(method, attempt = 0) {
		try {
			return await this.send(method);
		} catch (err) {
			if (attempt < this.retries && this.isTransient(err)) {
				await new Promise(resolve => setTimeout(resolve, 1));
				return this.call(method, attempt + 1);
			}
			throw err;
		}
	}
}
exports.Client = Client;`,
	arcs: 'retry.retry retry.recover retry.exhaust retry.refuse',
	runs: {
		fine: {drive: `await new m.Client(flaky(0)).call('a');`},
		refused: {
			drive: `await new m.Client(flaky(1), {isTransient: () => false}).call('a');`,
			happens: 'retry.refuse',
			open: 'retry.exhaust retry.refuse',
		},
		'used up': {
			drive: `await new m.Client(flaky(9)).call('a');`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.recover retry.exhaust retry.refuse',
		},
		recovered: {
			drive: `await new m.Client(flaky(1)).call('a');`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover',
		},
	},
};

/** A cache of the same shape as an attempt: what is kept is answered without asking. */
export const cachedRecursion: Program = {
	source: `
const kept = new Map();
exports.token = token;
async function token(issuer, id) {
	if (kept.has(id)) return kept.get(id);
	try {
		const fresh = await issuer(id);
		kept.set(id, fresh);
		return fresh;
	} catch (err) {
		if (err.taken) kept.set(id, err.taken);
		return token(issuer, id);
	}
}`,
	arcs: 'retry.retry retry.recover',
	runs: {
		'somebody else has it: nothing is asked again': {
			drive: `await m.token(flaky(1, 0, () => Object.assign(new Error(), {taken: 'x'})), 1);`,
			open: 'retry.retry retry.recover',
		},
		'asked again': {
			drive: `await m.token(flaky(1), 1);`,
			happens: 'retry.retry retry.recover',
			open: 'retry.retry retry.recover',
		},
		fine: {drive: `await m.token(flaky(0), 1); await m.token(flaky(0), 1);`},
	},
};

export const interceptor: Program = {
	source: `
exports.install = function install(http, login) {
	http.interceptors.response.use(
		response => response,
		async error => {
			if (error.status !== 401 || error.config.again) return Promise.reject(error);
			error.config.again = true;
			await login();
			return http.request(error.config);
		},
	);
};`,
	arcs: 'handler.enter',
	runs: {
		'an error': {
			drive: `let f; m.install({interceptors: {response: {use: (_, g) => (f = g)}}}, flaky(0)); await f({status: 500, config: {}});`,
			happens: 'handler.enter',
		},
		none: {drive: `m.install({interceptors: {response: {use: ok => ok(1)}}}, flaky(0));`},
	},
};
