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
		const timer = setTimeout(() => this.cancel(), 15);
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
			drive: `await new m.Download(() => sleep(30)).run();`,
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
