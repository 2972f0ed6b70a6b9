import type {Program} from './run-programs.ts';

export const recursion: Program = {
	source: `
exports.fetchWithRetry = fetchWithRetry;
async function fetchWithRetry(get, url, retriesLeft = 2) {
	try {
		return await get(url);
	} catch (err) {
		if (retriesLeft <= 0) throw err;
		await new Promise(resolve => setTimeout(resolve, 1));
		return fetchWithRetry(get, url, retriesLeft - 1);
	}
}`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		fine: {drive: `await m.fetchWithRetry(flaky(0));`},
		'fails once': {
			drive: `await m.fetchWithRetry(flaky(1));`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover',
		},
		'fails for ever': {
			drive: `await m.fetchWithRetry(flaky(9));`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.recover',
		},
		'no retry allowed': {drive: `await m.fetchWithRetry(flaky(1), '', 0);`},
		// Both places ran, each in a run of its own: no counter tells them from one run that used its attempts up.
		'no retry allowed in one run, another recovers': {
			drive: `await m.fetchWithRetry(flaky(1), '', 0).catch(() => {}); await m.fetchWithRetry(flaky(1));`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover',
			gap: 'retry.exhaust',
		},
	},
};

export const boundInCallee: Program = {
	source: `
exports.query = (nodes, run) => tryNode(nodes, run, 0);
function tryNode(nodes, run, at, lastError) {
	if (at >= nodes.length) return Promise.reject(lastError);
	return run(nodes[at]).catch(err => tryNode(nodes, run, at + 1, err));
}`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		'one node, which fails': {drive: `await m.query(['a'], flaky(9));`, open: 'retry.exhaust'},
		'the second node answers': {
			drive: `await m.query(['a', 'b'], flaky(1));`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover',
		},
		'the first node answers': {drive: `await m.query(['a', 'b'], flaky(0));`},
	},
};

export const reconnect: Program = {
	source: `
const {EventEmitter} = require('node:events');
class Feed extends EventEmitter {
	constructor(dial) {
		super();
		this.dial = dial;
		this.closed = false;
	}
	connect() {
		if (this.closed) return;
		this.socket = this.dial();
		this.socket.on('close', () => this.scheduleReconnect());
	}
	scheduleReconnect() {
		this.timer = setTimeout(() => this.connect(), 5);
	}
	close() {
		this.closed = true;
		this.socket.emit('close');
	}
}
exports.Feed = Feed;`,
	arcs: 'retry.retry retry.recover',
	runs: {
		'closed on purpose: the timer runs, nothing is dialled': {
			drive: `const {EventEmitter} = require('node:events'); const f = new m.Feed(() => new EventEmitter()); f.connect(); f.close();`,
			open: 'retry.retry retry.recover',
		},
		'the socket is lost once': {
			drive: `const {EventEmitter} = require('node:events'); const f = new m.Feed(() => new EventEmitter()); f.connect(); f.socket.emit('close');`,
			happens: 'retry.retry retry.recover',
			open: 'retry.retry retry.recover',
		},
		'never lost': {
			drive: `const {EventEmitter} = require('node:events'); new m.Feed(() => new EventEmitter()).connect();`,
		},
	},
};

export const cancelledSchedule: Program = {
	source: `
function createLink(dial) {
	let timer;
	let attempts = 0;
	function open() {
		const socket = dial();
		socket.on('error', err => {
			attempts++;
			timer = setTimeout(open, 20);
		});
		return socket;
	}
	return {open, stop: () => clearTimeout(timer)};
}
exports.createLink = createLink;`,
	arcs: 'retry.retry retry.recover',
	runs: {
		'scheduled, then stopped': {
			drive: `const {EventEmitter} = require('node:events'); const l = m.createLink(() => new EventEmitter()); l.open().emit('error', new Error()); l.stop();`,
			open: 'retry.retry retry.recover',
		},
		'opened again': {
			drive: `const {EventEmitter} = require('node:events'); const l = m.createLink(() => new EventEmitter()); l.open().emit('error', new Error()); await sleep(40);`,
			happens: 'retry.retry retry.recover',
			open: 'retry.retry retry.recover',
		},
		'no error': {
			drive: `const {EventEmitter} = require('node:events'); m.createLink(() => new EventEmitter()).open();`,
		},
	},
};

export const callbackStyle: Program = {
	source: `
exports.store = function store(db, row, attempts, callback) {
	db.insert(row, function (err, id) {
		if (!err) return callback(null, id);
		if (attempts <= 1) return callback(err);
		setTimeout(function () {
			store(db, row, attempts - 1, callback);
		}, 1);
	});
};`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		fine: {drive: `m.store({insert: (r, cb) => cb(null, 1)}, {}, 3, () => {});`},
		'fails once': {
			drive: `let n = 0; m.store({insert: (r, cb) => cb(n++ ? null : new Error(), 1)}, {}, 3, () => {});`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover',
		},
		'one attempt only': {drive: `m.store({insert: (r, cb) => cb(new Error())}, {}, 1, () => {});`},
		'used up': {
			drive: `m.store({insert: (r, cb) => cb(new Error())}, {}, 2, () => {});`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.recover',
		},
	},
};

export const pollThatSurvives: Program = {
	source: `
exports.start = function start(load, publish, state) {
	async function refresh() {
		let data;
		try {
			data = await load();
		} catch (err) {
			state.errors = (state.errors || 0) + 1;
		}
		if (data) publish(data);
		if (state.rounds-- > 0) state.timer = setTimeout(() => refresh(), 1);
	}
	return refresh();
};`,
	arcs: 'retry.retry retry.recover',
	runs: {
		'three rounds, none fails': {
			drive: `await m.start(flaky(0), () => {}, {rounds: 3});`,
			open: 'retry.retry retry.recover',
		},
	},
};

/** Two reasons in one condition: the operands' counts tell them apart. */
export const eitherOf: Program = {
	source: `
exports.post = post;
function post(send, left = 2) {
	return send().catch(err => {
		if (left === 0 || err.fatal) throw err;
		return post(send, left - 1);
	});
}`,
	arcs: 'retry.retry retry.recover retry.exhaust retry.refuse',
	runs: {
		fine: {drive: `await m.post(flaky(0));`},
		'fails once': {drive: `await m.post(flaky(1));`, happens: 'retry.retry retry.recover', open: 'retry.recover'},
		'fails for ever': {drive: `await m.post(flaky(9));`, happens: 'retry.retry retry.exhaust', open: 'retry.recover'},
		'is not worth it': {
			drive: `await m.post(async () => { throw Object.assign(new Error(), {fatal: true}); });`,
			happens: 'retry.refuse',
		},
		'both, one after the other': {
			drive: `await m.post(flaky(9)).catch(() => {}); await m.post(async () => { throw Object.assign(new Error(), {fatal: true}); });`,
			happens: 'retry.retry retry.exhaust retry.refuse',
			open: 'retry.recover',
		},
	},
};

export const bothNeeded: Program = {
	source: `
exports.post = post;
async function post(send, attemptsLeft = 2) {
	try {
		return await send();
	} catch (err) {
		if (attemptsLeft > 0 && !err.fatal) {
			await new Promise(resolve => setTimeout(resolve, 1));
			return post(send, attemptsLeft - 1);
		}
		throw err;
	}
}`,
	arcs: 'retry.retry retry.recover retry.exhaust retry.refuse',
	runs: {
		fine: {drive: `await m.post(flaky(0));`},
		'fails once': {drive: `await m.post(flaky(1));`, happens: 'retry.retry retry.recover', open: 'retry.recover'},
		'fails for ever': {drive: `await m.post(flaky(9));`, happens: 'retry.retry retry.exhaust', open: 'retry.recover'},
		'is not worth it': {
			drive: `await m.post(async () => { throw Object.assign(new Error(), {fatal: true}); });`,
			happens: 'retry.refuse',
		},
		'is not worth it the second time': {
			drive: `let n = 0; await m.post(async () => { throw Object.assign(new Error(), {fatal: n++ > 0}); });`,
			happens: 'retry.retry retry.refuse',
			open: 'retry.recover',
		},
	},
};

export const flagOfTheAttempt: Program = {
	source: `
exports.read = async function read(send) {
	for (let attempt = 0; attempt < 2; attempt++) {
		let late = false;
		try {
			const timer = setTimeout(() => { late = true; }, 5);
			const answer = await send();
			clearTimeout(timer);
			return answer;
		} catch (err) {
			if (!late) throw err;
		}
	}
	throw new Error('gave up');
};`,
	arcs: 'retry.retry retry.recover retry.exhaust retry.refuse',
	runs: {
		fine: {drive: `await m.read(flaky(0));`, open: 'retry.exhaust'},
		'fails early': {
			drive: `await m.read(async () => { throw new Error(); });`,
			happens: 'retry.refuse',
			open: 'retry.exhaust',
		},
		'fails late': {
			drive: `await m.read(async () => { await sleep(20); await sleep(20); throw new Error(); });`,
			happens: 'retry.retry retry.exhaust',
			open: 'retry.recover retry.exhaust',
		},
	},
};

export const lostConnection: Program = {
	source: `
exports.Link = class Link {
	constructor(open, until) { this.open = open; this.until = until; this.lost = []; }
	keep() {
		if (Date.now() > this.until) {
			this.lost.push('too late');
			return;
		}
		this.open().then(() => 0).catch(err => this.handleError(err));
	}
	stop(err) { this.handleError(err); }
	handleError(err) {
		if (err.fatal) {
			this.lost.push(err);
		} else {
			setTimeout(() => this.keep(), 1);
		}
	}
};`,
	arcs: 'retry.retry retry.recover retry.refuse',
	runs: {
		fine: {drive: `new m.Link(flaky(0), Infinity).keep(); await sleep(20);`},
		'fails once': {
			drive: `new m.Link(flaky(1), Infinity).keep(); await sleep(20);`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover',
		},
		'fails when it is too late': {
			drive: `const l = new m.Link(flaky(1), Infinity); l.keep(); l.until = 0; await sleep(20);`,
			open: 'retry.retry retry.recover',
		},
		'is lost for good': {
			drive: `new m.Link(async () => { throw Object.assign(new Error(), {fatal: true}); }, Infinity).keep(); await sleep(20);`,
			happens: 'retry.refuse',
		},
	},
};

/** The function only ever schedules the attempt, and is called first because something failed: that is a retry already. */
export const scheduledByFailure: Program = {
	source: `
exports.Stream = class Stream {
	constructor(open, max = 2) { this.open = open; this.max = max; }
	start() {
		this.open().then(stream => { if (stream === 'broken') this.scheduleReconnection(); });
	}
	scheduleReconnection(attempt = 0) {
		if (attempt >= this.max) {
			this.lost = new Error('gave up');
			return;
		}
		setTimeout(() => {
			this.open().catch(err => {
				this.scheduleReconnection(attempt + 1);
			});
		}, 1);
	}
};`,
	arcs: 'retry.retry retry.recover retry.exhaust',
	runs: {
		fine: {drive: `new m.Stream(flaky(0)).start(); await sleep(20);`, open: 'retry.retry retry.recover'},
		'breaks once': {
			drive: `new m.Stream(async () => 'broken').start(); await sleep(20);`,
			happens: 'retry.retry retry.recover',
			open: 'retry.retry retry.recover',
		},
		'breaks, and opens the third time': {
			drive: `let n = 0; new m.Stream(async () => { if (n++ === 1) throw new Error(); return 'broken'; }).start(); await sleep(30);`,
			happens: 'retry.retry retry.recover',
			open: 'retry.recover',
		},
	},
};
