import type {Program} from './run-programs.ts';

export const emptyCatch: Program = {
	source: `
exports.remove = async function remove(fs, path) {
	try {
		await fs.unlink(path);
	} catch {}
	return path;
};`,
	arcs: 'handler.enter',
	runs: {
		fine: {drive: `await m.remove({unlink: flaky(0)});`},
		fails: {drive: `await m.remove({unlink: flaky(1)});`, happens: 'handler.enter'},
	},
};

export const sharedNoop: Program = {
	source: `
function noop() {}
exports.a = track => track('a').catch(noop);
exports.b = async track => {
	await track('b').catch(noop);
};`,
	arcs: 'handler.enter handler#2.enter',
	runs: {
		'only the second fails': {
			drive: `await m.a(flaky(0)); await m.b(flaky(1));`,
			happens: 'handler#2.enter',
			open: 'handler.enter handler#2.enter',
		},
		'none fails': {drive: `await m.a(flaky(0)); await m.b(flaky(0));`},
	},
};

export const listener: Program = {
	source: `
exports.watch = function watch(emitter, report) {
	emitter.on('error', err => report(err));
	emitter.on('data', () => {});
};`,
	arcs: 'handler.enter',
	runs: {
		'an error': {
			drive: `const {EventEmitter} = require('node:events'); const e = new EventEmitter(); m.watch(e, () => {}); e.emit('error', new Error());`,
			happens: 'handler.enter',
		},
		'data only': {
			drive: `const {EventEmitter} = require('node:events'); const e = new EventEmitter(); m.watch(e, () => {}); e.emit('data');`,
		},
	},
};

export const errorFirst: Program = {
	source: `
exports.show = function show(db, id, res) {
	db.get(id, (err, row) => {
		if (err) {
			res.statusCode = 500;
			return res.end();
		}
		res.end(row);
	});
};`,
	arcs: 'handler.enter',
	runs: {
		fails: {drive: `m.show({get: (i, cb) => cb(new Error())}, 1, {end() {}});`, happens: 'handler.enter'},
		fine: {drive: `m.show({get: (i, cb) => cb(null, 1)}, 1, {end() {}});`},
		'never answers': {drive: `m.show({get: () => {}}, 1, {end() {}});`},
	},
};

export const finallyOnly: Program = {
	source: `
exports.locked = async function locked(lock, work) {
	await lock.take();
	try {
		return await work();
	} catch (err) {
		err.locked = true;
		throw err;
	} finally {
		lock.free();
	}
};`,
	arcs: 'handler.enter',
	runs: {
		fine: {drive: `await m.locked({take: flaky(0), free() {}}, flaky(0));`},
		fails: {drive: `await m.locked({take: flaky(0), free() {}}, flaky(1));`, happens: 'handler.enter'},
		'the lock fails': {drive: `await m.locked({take: flaky(1), free() {}}, flaky(0));`},
	},
};

export const middleware: Program = {
	source: `
exports.install = function install(app, log) {
	app.use((req, res, next) => next());
	app.use((err, req, res, next) => {
		log(err);
		res.status(500).json({error: 'internal'});
	});
};`,
	arcs: 'handler.enter',
	runs: {
		'an error arrives': {
			drive: `const fns = []; m.install({use: f => fns.push(f)}, () => {}); fns[1](new Error(), {}, {status: () => ({json() {}})}, () => {});`,
			happens: 'handler.enter',
		},
		'none arrives': {drive: `const fns = []; m.install({use: f => fns.push(f)}, () => {}); fns[0]({}, {}, () => {});`},
	},
};

export const ackOrNack: Program = {
	source: `
exports.consume = async function consume(channel, msg, handle) {
	try {
		await handle(msg);
		channel.ack(msg);
	} catch (err) {
		if (msg.redelivered) channel.nack(msg, false, false);
		else channel.nack(msg, false, true);
	}
};`,
	arcs: 'queue.nack queue.dead-letter queue.redeliver handler.enter',
	runs: {
		handled: {drive: `await m.consume({ack() {}}, {}, flaky(0));`, open: 'queue.redeliver'},
		'given back': {
			drive: `await m.consume({nack() {}}, {}, flaky(1));`,
			happens: 'queue.nack handler.enter',
			open: 'queue.redeliver',
		},
		'given up': {
			drive: `await m.consume({nack() {}}, {redelivered: true}, flaky(1));`,
			happens: 'queue.dead-letter handler.enter',
			open: 'queue.redeliver',
		},
	},
};
