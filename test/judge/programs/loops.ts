import type {Program} from './run-programs.ts';

export const counted: Program = {
	source: `
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
exports.load = async function load(api, id) {
	for (let attempt = 1; attempt <= 3; attempt++) {
		try {
			return await api(id);
		} catch (err) {
			if (err.status === 404) throw err;
			await sleep(1);
		}
	}
	throw new Error('gave up');
};`,
	arcs: 'retry.retry retry.recover retry.exhaust retry.refuse',
	runs: {
		'success at once': {drive: `await m.load(flaky(0)); await m.load(flaky(0));`},
		'second attempt succeeds': {
			drive: `await m.load(flaky(1));`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover',
		},
		'all fail': {drive: `await m.load(flaky(9));`, happens: 'retry.retry retry.exhaust', open: 'retry.recover'},
		'refused at once': {
			drive: `await m.load(flaky(1, 0, () => Object.assign(new Error(), {status: 404})));`,
			happens: 'retry.refuse',
		},
		'never called': {drive: ''},
	},
};

export const limitAsOption: Program = {
	source: `
exports.send = async function send(post, body, {retries = 2, delay = 1} = {}) {
	let lastError;
	for (let i = 0; i < retries; i++) {
		try {
			return await post(body);
		} catch (error) {
			lastError = error;
			await new Promise(r => setTimeout(r, delay));
		}
	}
	throw lastError ?? new Error('not sent');
};`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		'no attempt allowed, none made': {
			drive: `await m.send(flaky(0), {}, {retries: 0}).catch(() => {}); await m.send(flaky(0));`,
		},
		'all fail': {
			drive: `await m.send(flaky(5));`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.recover retry.exhaust',
		},
		'one of two succeeds late': {
			drive: `await m.send(flaky(1)); await m.send(flaky(0));`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover',
		},
	},
};

export const hosts: Program = {
	source: `
exports.ask = async function ask(hosts, call, isDown) {
	let failure;
	for (const host of hosts) {
		if (isDown(host)) continue;
		try {
			return await call(host);
		} catch (err) {
			failure = err;
		}
	}
	throw failure ?? new Error('no host is up');
};`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		'the first host is skipped, none fails': {
			drive: `await m.ask(['a', 'b'], flaky(0), h => h === 'a');`,
			open: 'retry.retry retry.recover retry.exhaust',
		},
		'the first host fails': {
			drive: `await m.ask(['a', 'b'], flaky(1), () => false);`,
			happens: 'retry.retry retry.recover',
			open: 'retry.retry retry.recover retry.exhaust',
		},
		'no host at all': {
			drive: `await m.ask([], flaky(0), () => false).catch(() => {}); await m.ask(['a'], flaky(0), () => false);`,
			open: 'retry.exhaust',
		},
	},
};

export const emptyAnswerGoesOn: Program = {
	source: `
exports.first = async function first(mirrors, download) {
	for (const mirror of mirrors) {
		try {
			const found = await download(mirror);
			if (found) return found;
		} catch (err) {
			console.debug(String(err.message).slice(0, 0));
		}
	}
	throw new Error('nowhere');
};`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		'an empty answer is no failure': {
			drive: `let n = 0; await m.first(['a', 'b'], async () => n++ && 'x');`,
			open: 'retry.retry retry.recover retry.exhaust',
		},
		'nothing is downloaded twice': {drive: `await m.first(['a', 'b'], async () => 'x');`, open: 'retry.exhaust'},
	},
};

export const pausedLoop: Program = {
	source: `
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
exports.deliver = async function deliver(transport, message) {
	let attempt = 0;
	while (true) {
		if (transport.paused) {
			await sleep(2);
			continue;
		}
		try {
			return await transport.write(message);
		} catch (err) {
			if (++attempt >= 3) throw err;
			await sleep(1);
		}
	}
};`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		'paused, then sent at once': {
			drive: `const tr = {paused: true, write: flaky(0)}; setTimeout(() => (tr.paused = false), 10); await m.deliver(tr, 'x');`,
			open: 'retry.retry retry.recover',
		},
		'fails to the end': {
			drive: `await m.deliver({write: flaky(9)}, 'x');`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.retry retry.recover',
		},
	},
};

export const doWhile: Program = {
	source: `
exports.connect = async function connect(open) {
	let attempts = 0;
	let socket;
	do {
		attempts += 1;
		try {
			socket = await open();
			break;
		} catch (err) {
			await new Promise(resolve => setTimeout(resolve, 1));
		}
	} while (attempts < 3);
	if (!socket) throw new Error('unreachable');
	return socket;
};`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		'open at once': {drive: `await m.connect(flaky(0));`},
		'open at the second': {
			drive: `await m.connect(flaky(1));`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover retry.exhaust',
		},
		never: {
			drive: `await m.connect(flaky(9));`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.recover retry.exhaust',
		},
	},
};

export const resultLoop: Program = {
	source: `
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
exports.request = async function request(client, path) {
	for (let attempt = 0; ; attempt++) {
		const res = await client.get(path);
		if (res.ok) return res.body;
		if (attempt >= 2) throw new Error('status ' + res.status);
		await sleep(1);
	}
};`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		fine: {drive: `await m.request({get: async () => ({ok: true})});`},
		'503, then fine': {
			drive: `let n = 0; await m.request({get: async () => ({ok: n++ > 0})});`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover',
		},
		'503 for ever': {
			drive: `await m.request({get: async () => ({ok: false})});`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.recover',
		},
	},
};

export const worker: Program = {
	source: `
exports.work = async function work(queue, handle, state) {
	while (!state.stopped) {
		try {
			const job = await queue.take();
			await handle(job);
		} catch (err) {
			state.errors++;
			await new Promise(resolve => setTimeout(resolve, 1));
		}
	}
};`,
	arcs: 'retry.retry retry.recover',
	runs: {
		'three jobs, none fails': {
			drive: `const s = {errors: 0}; let n = 0; await m.work({take: async () => 1}, async () => { if (++n === 3) s.stopped = true; }, s);`,
			open: 'retry.retry retry.recover',
		},
	},
};

/** Whether a predicate was given at all is no question of how many attempts are left. */
export const predicateIfGiven: Program = {
	source: `
exports.read = async function read(op, retryIf) {
	for (let attempt = 0; attempt < 2; attempt++) {
		try {
			return await op();
		} catch (err) {
			if (typeof retryIf === 'function' && !retryIf(err)) throw err;
			await new Promise(resolve => setTimeout(resolve, 1));
		}
	}
	throw new Error('gave up');
};`,
	arcs: 'retry.retry retry.recover retry.exhaust retry.refuse',
	runs: {
		fine: {drive: `await m.read(flaky(0));`, open: 'retry.exhaust'},
		'no predicate, fails for ever': {
			drive: `await m.read(flaky(9));`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.recover retry.exhaust',
		},
		'refused at once': {drive: `await m.read(flaky(1), () => false);`, happens: 'retry.refuse', open: 'retry.exhaust'},
	},
};
