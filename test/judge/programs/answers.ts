import type {Program} from './run-programs.ts';

/** Failures that come back as answers, and what stands behind a try. `say(…)` answers with one status after the other. */
const SAY = `
const say = (...codes) => async () => { await sleep(1); const status = codes.shift() ?? 200; return {status, ok: status < 400}; };`;

export const askedInCondition: Program = {
	source: `
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
exports.post = async function post(send, message) {
	let res = await send(message);
	let tries = 0;
	while (!res.ok && tries < 2) {
		tries++;
		await sleep(1);
		res = await send(message);
	}
	return res;
};`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		fine: {drive: `${SAY} await m.post(say(200)); await m.post(say(200));`},
		'fails once': {
			drive: `${SAY} await m.post(say(500));`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover retry.exhaust',
		},
		'always fails': {
			drive: `${SAY} await m.post(say(500, 500, 500));`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.recover retry.exhaust',
		},
	},
};

export const askedAtTheEnd: Program = {
	source: `
exports.post = async function post(send, message) {
	let res;
	let tries = 0;
	do {
		res = await send(message);
	} while (res.status === 429 && ++tries < 3);
	return res;
};`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		'fine, and another failure': {drive: `${SAY} await m.post(say(200)); await m.post(say(500));`},
		'too many once': {
			drive: `${SAY} await m.post(say(429));`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover retry.exhaust',
		},
	},
};

export const recursionOnStatus: Program = {
	source: `
exports.get = get;
async function get(send, url, tries = 2) {
	const res = await send(url);
	if (res.status === 503 && tries > 0) {
		await new Promise(resolve => setTimeout(resolve, 1));
		return get(send, url, tries - 1);
	}
	return res;
}`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		fine: {drive: `${SAY} await m.get(say(200));`},
		'no attempt left': {drive: `${SAY} await m.get(say(503), '', 0);`},
		'fails once': {
			drive: `${SAY} await m.get(say(503));`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover retry.exhaust',
		},
	},
};

export const writtenOnceMore: Program = {
	source: `
exports.save = async function save(db, doc) {
	try {
		return await db.put(doc);
	} catch (err) {
		await db.reconnect();
		return await db.put(doc);
	}
};`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		fine: {drive: `await m.save({put: flaky(0), reconnect: flaky(0)});`},
		'the connection stays away': {drive: `await m.save({put: flaky(1), reconnect: flaky(1)});`},
		'fails once': {
			drive: `await m.save({put: flaky(1), reconnect: flaky(0)});`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover retry.exhaust',
		},
		'fails twice': {
			drive: `await m.save({put: flaky(2), reconnect: flaky(0)});`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.recover retry.exhaust',
		},
	},
};

/** That the batch went back does not tell that it was ever sent again. */
export const pushedBack: Program = {
	source: `
exports.Sender = class Sender {
	constructor(post) { this.post = post; this.queue = ['a', 'b']; }
	async flush() {
		const batch = this.queue.splice(0, 10);
		try {
			await this.post(batch);
		} catch (err) {
			this.queue.unshift(...batch);
		}
	}
};`,
	arcs: 'retry.retry retry.recover',
	runs: {
		fine: {drive: `await new m.Sender(flaky(0)).flush();`},
		'pushed back, never sent again': {
			drive: `await new m.Sender(flaky(1)).flush();`,
			open: 'retry.retry retry.recover',
		},
	},
};

export const defaultForStatus: Program = {
	source: `
exports.rates = async function rates(get) {
	const res = await get();
	if (!res.ok) {
		return [];
	}
	const body = res.body ?? res.status;
	return body;
};`,
	arcs: 'fallback.engage',
	runs: {
		fine: {drive: `${SAY} await m.rates(say(200));`},
		failed: {drive: `${SAY} await m.rates(say(500));`, happens: 'fallback.engage'},
	},
};

export const nextStatement: Program = {
	source: `
exports.read = async function read(get, fallback) {
	try {
		const value = await get();
		if (value !== null) return value;
	} catch (err) {
		Object(err);
	}
	return fallback;
};`,
	arcs: 'fallback.engage',
	runs: {
		fine: {drive: `await m.read(flaky(0), 1);`},
		'nothing there is no failure': {drive: `await m.read(flaky(0, null), 1);`},
		failed: {drive: `await m.read(flaky(1), 1);`, happens: 'fallback.engage'},
	},
};

export const rightSide: Program = {
	source: `
exports.config = async function config(load, defaults) {
	let found;
	try {
		found = await load();
	} catch (err) {
		Object(err);
	}
	return found ?? defaults;
};`,
	arcs: 'fallback.engage',
	runs: {
		fine: {drive: `await m.config(flaky(0), 1);`},
		'nothing there is no failure': {drive: `await m.config(flaky(0, null), 1);`},
		failed: {drive: `await m.config(flaky(1), 1);`, happens: 'fallback.engage'},
	},
};

/** No line runs only because one of them failed. */
export const someOfThem: Program = {
	source: `
exports.all = async function all(loads) {
	const results = await Promise.allSettled(loads.map(load => load()));
	return results.filter(r => r.status === 'fulfilled').map(r => r.value);
};
exports.first = loads => Promise.any(loads.map(load => load()));`,
	arcs: 'fallback.engage fallback#2.engage fallback#2.fail',
	runs: {
		'none fails': {
			drive: `await m.all([flaky(0)]); await m.first([flaky(0)]);`,
			open: 'fallback.engage fallback#2.engage fallback#2.fail',
		},
		'one fails': {
			drive: `await m.all([flaky(1), flaky(0)]); await m.first([flaky(1), flaky(0)]);`,
			happens: 'fallback.engage fallback#2.engage',
			open: 'fallback.engage fallback#2.engage fallback#2.fail',
		},
	},
};
