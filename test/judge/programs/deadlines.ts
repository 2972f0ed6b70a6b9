import type {Program} from './run-programs.ts';

export const raceNeverCleared: Program = {
	source: `
exports.within = function within(ms, work) {
	return Promise.race([
		work(),
		new Promise((_, reject) => setTimeout(() => reject(new Error('timed out')), ms)),
	]);
};`,
	arcs: 'timeout.fire',
	runs: {
		'done long before; the timer runs all the same': {
			drive: `await m.within(20, flaky(0)); await sleep(40);`,
			open: 'timeout.fire',
		},
		'too slow': {drive: `await m.within(5, () => sleep(30));`, happens: 'timeout.fire', open: 'timeout.fire'},
		'never used': {drive: ''},
	},
};

export const raceCleared: Program = {
	source: `
exports.within = async function within(ms, work) {
	let timer;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error('timed out')), ms);
	});
	try {
		return await Promise.race([work(), late]);
	} finally {
		clearTimeout(timer);
	}
};`,
	arcs: 'timeout.fire',
	runs: {
		'in time': {drive: `await m.within(20, flaky(0)); await sleep(40);`},
		'the work fails': {drive: `await m.within(20, flaky(1)).catch(() => {}); await sleep(40);`},
		'too slow': {drive: `await m.within(5, () => sleep(30));`, happens: 'timeout.fire'},
	},
};

export const abortClearedOnSuccess: Program = {
	source: `
exports.get = async function get(fetch, url) {
	const controller = new AbortController();
	const timer = setTimeout(() => controller.abort(), 15);
	const response = await fetch(url, {signal: controller.signal});
	clearTimeout(timer);
	return response;
};`,
	arcs: 'timeout.fire',
	runs: {
		'in time': {drive: `await m.get(flaky(0)); await sleep(30);`},
		'the request fails first, the timer runs later': {
			drive: `await m.get(flaky(1)).catch(() => {}); await sleep(30);`,
			open: 'timeout.fire',
		},
		'too slow': {
			drive: `await m.get((u, {signal}) => new Promise((_, no) => signal.addEventListener('abort', () => no(signal.reason))));`,
			happens: 'timeout.fire',
			open: 'timeout.fire',
		},
	},
};

export const settledOnce: Program = {
	source: `
exports.ping = function ping(socket, callback) {
	let settled = false;
	const finish = (err, pong) => {
		if (settled) return;
		settled = true;
		clearTimeout(timer);
		callback(err, pong);
	};
	const timer = setTimeout(() => finish(new Error('no pong')), 10);
	socket.send('ping', pong => finish(null, pong));
};`,
	arcs: 'timeout.fire',
	runs: {
		'in time': {drive: `m.ping({send: (_, cb) => cb(1)}, () => {}); await sleep(20);`},
		'too slow': {
			drive: `m.ping({send: () => {}}, () => {}); await sleep(20);`,
			happens: 'timeout.fire',
			open: 'timeout.fire',
		},
	},
};

export const sharedAbort: Program = {
	source: `
class Download {
	constructor(source) {
		this.source = source;
		this.controller = new AbortController();
	}
	async run() {
		const timer = setTimeout(() => this.cancel(), 60);
		try {
			return await this.source(this.controller.signal);
		} finally {
			clearTimeout(timer);
		}
	}
	cancel() {
		this.controller.abort();
	}
}
exports.Download = Download;`,
	arcs: 'timeout.fire',
	runs: {
		'the user cancels': {drive: `const d = new m.Download(() => sleep(5)); const r = d.run(); d.cancel(); await r;`},
		'the deadline does': {
			drive: `await new m.Download(signal => new Promise(done => signal.addEventListener('abort', done))).run();`,
			happens: 'timeout.fire',
			open: 'timeout.fire',
		},
		neither: {drive: `await new m.Download(flaky(0)).run();`},
	},
};

export const clock: Program = {
	source: `
exports.waitFor = async function waitFor(check, timeoutMs) {
	const deadline = Date.now() + timeoutMs;
	while (!(await check())) {
		if (Date.now() > deadline) throw new Error('waited too long');
		await new Promise(resolve => setTimeout(resolve, 1));
	}
};`,
	arcs: 'timeout.fire',
	runs: {
		'true at once': {drive: `await m.waitFor(async () => true, 5);`},
		'true later': {drive: `let n = 0; await m.waitFor(async () => n++ > 2, 500);`},
		never: {drive: `await m.waitFor(async () => false, 5);`, happens: 'timeout.fire'},
	},
};

export const loopUntil: Program = {
	source: `
exports.untilReady = async function untilReady(probe, timeoutMs) {
	const deadline = Date.now() + timeoutMs;
	while (Date.now() < deadline) {
		if (await probe()) return true;
		await new Promise(resolve => setTimeout(resolve, 1));
	}
	throw new Error('not ready');
};`,
	arcs: 'timeout.fire',
	runs: {
		'ready at once': {drive: `await m.untilReady(async () => true, 50);`},
		'ready later': {drive: `let n = 0; await m.untilReady(async () => n++ > 2, 500);`},
		'the probe fails': {drive: `await m.untilReady(flaky(1), 50).catch(() => {});`},
		never: {drive: `await m.untilReady(async () => false, 5).catch(() => {});`, happens: 'timeout.fire'},
	},
};

/** The loop ends for two reasons, and what stands behind it runs for both. */
export const loopUntilOrDone: Program = {
	source: `
exports.untilDone = async function untilDone(state, timeoutMs) {
	const start = Date.now();
	while (!state.done && Date.now() - start < timeoutMs) {
		await new Promise(resolve => setTimeout(resolve, 1));
	}
	return state.done;
};`,
	arcs: 'timeout.fire',
	runs: {
		done: {drive: `await m.untilDone({done: true}, 50);`, open: 'timeout.fire'},
		late: {drive: `await m.untilDone({done: false}, 5);`, happens: 'timeout.fire', open: 'timeout.fire'},
	},
};

export const timeLeft: Program = {
	source: `
exports.call = function call(ctx, next) {
	const left = ctx.timeout - (Date.now() - ctx.startedAt);
	if (left <= 0) return Promise.reject(new Error('no time left'));
	return next(left);
};`,
	arcs: 'timeout.fire',
	runs: {
		'time enough': {drive: `await m.call({timeout: 100, startedAt: Date.now()}, flaky(0));`},
		'the work fails': {drive: `await m.call({timeout: 100, startedAt: Date.now()}, flaky(1)).catch(() => {});`},
		'none left': {
			drive: `await m.call({timeout: 5, startedAt: Date.now() - 10}, flaky(0)).catch(() => {});`,
			happens: 'timeout.fire',
		},
	},
};

export const timeLeftOrClosed: Program = {
	source: `
exports.ask = function ask(client, ctx) {
	if (client.closed || Date.now() - ctx.startedAt > ctx.timeout) throw new Error('gave up');
	return client.ask();
};`,
	arcs: 'timeout.fire',
	runs: {
		closed: {
			drive: `try { m.ask({closed: true}, {startedAt: Date.now(), timeout: 50}); } catch {}`,
			open: 'timeout.fire',
		},
		'in time': {drive: `m.ask({ask() {}}, {startedAt: Date.now(), timeout: 50});`},
	},
};

export const silentPeers: Program = {
	source: `
exports.check = function check(nodes, heartbeatTimeout) {
	const now = Date.now();
	for (const node of nodes) {
		if (node.local) continue;
		if (now - node.lastHeartbeat > heartbeatTimeout) node.registry.disconnected(node.id);
	}
};`,
	arcs: 'timeout.fire',
	runs: {
		'all alive': {drive: `m.check([{lastHeartbeat: Date.now()}], 50);`},
		'only the local one': {drive: `m.check([{local: true}], 50);`},
		'one silent': {
			drive: `m.check([{lastHeartbeat: 0, registry: {disconnected() {}}}], 50);`,
			happens: 'timeout.fire',
		},
	},
};

/** One function ends the wait for both, and only one of the timers is the deadline. */
export const idleOrLate: Program = {
	source: `
exports.waitForIdle = (page, quiet, most) => new Promise(resolve => {
	let timer;
	function onActivity() {
		clearTimeout(timer);
		timer = setTimeout(() => {
			clearTimeout(late);
			finish();
		}, quiet);
	}
	function finish() {
		clearTimeout(timer);
		page.off('request', onActivity);
		resolve();
	}
	const late = setTimeout(() => finish(), most);
	page.on('request', onActivity);
	onActivity();
});`,
	arcs: 'timeout.fire',
	runs: {
		'idle at last': {
			drive: `const page = new (require('node:events'))(); await m.waitForIdle(page, 2, 60); await sleep(80);`,
			open: 'timeout.fire',
		},
		'busy all the time': {
			drive: `const page = new (require('node:events'))(); const t = setInterval(() => page.emit('request'), 1); await m.waitForIdle(page, 30, 20); clearInterval(t);`,
			happens: 'timeout.fire',
			open: 'timeout.fire',
		},
	},
};

export const raceAgainstSleep: Program = {
	source: `
const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
exports.tryFor = (work, ms) => Promise.race([work(), sleep(ms).then(() => { throw new Error('timed out'); })]);`,
	arcs: 'timeout.fire',
	runs: {
		'done long before; the sleep goes on': {
			drive: `await m.tryFor(flaky(0), 5); await sleep(20);`,
			open: 'timeout.fire',
		},
		'too slow': {
			drive: `await m.tryFor(() => sleep(30), 5).catch(() => {});`,
			happens: 'timeout.fire',
			open: 'timeout.fire',
		},
	},
};
