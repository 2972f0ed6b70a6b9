import test from 'ava';
import {expectSites, sitesIn} from './expect-sites.ts';

const FOUND: Record<string, string> = {
	'what is left of a time, as a member says': `
class Context {
	remainingOrThrow() {
		const {remainingTimeMS} = this;
		// expect: timeout arcs=fire
		if (remainingTimeMS <= 0) throw new TimeoutError('late');
		return remainingTimeMS;
	}
	get forRead() {
		const {remainingTimeMS} = this;
		// expect: timeout arcs=fire
		if (remainingTimeMS > 0) return Deadline.after(remainingTimeMS);
		return Deadline.reject(new TimeoutError('late'));
	}
}`,
	'a race with a promise that other code made': `
async function checkOut(options, member) {
	const timeout = options.context.checkoutTimeout;
	// expect: timeout arcs=fire
	return await Promise.race([member.promise, timeout]);
}`,
	'a peer whose answers are too old, told by a flag': `
class Socket {
	watch() {
		// expect: timeout arcs=fire
		this.pingInterval = setInterval(() => {
			const now = Date.now();
			let isInvalid = this.unanswered > 3;
			if (this.lastAnswer !== undefined) {
				const gone = now - this.lastAnswer;
				isInvalid = gone > this.options.clientTimeoutMS;
			}
			if (isInvalid) {
				log('no answer');
				this.disconnect();
			}
		}, 1000);
	}
}`,
	'a process killed through a method of its own': `
class Child {
	async stop(ms) {
		this.end('SIGTERM');
		// expect: timeout arcs=fire
		const timer = setTimeout(() => {
			if (!this.hasExited()) this.end('SIGKILL');
		}, ms);
		await this.exited;
		clearTimeout(timer);
	}
	end(signal) {
		if (this.child) this.child.kill(signal);
		else if (this.worker) this.worker.terminate();
	}
}`,
	'an option through a variable and a parameter': `
const tls = require('tls');
class Check {
	run(host) {
		const options = {
			host,
			// expect: timeout arcs=fire
			timeout: 5000,
		};
		return this.attempt(host, options);
	}
	attempt(host, options) {
		return new Promise((resolve, reject) => {
			const socket = tls.connect(options);
			socket.on('secureConnect', resolve);
			socket.on('timeout', () => reject(new Error('late')));
		});
	}
}`,
	'an attempt that is sent again or fails for good': `
function ask(socket, packet, most, ms) {
	return new Promise((resolve, reject) => {
		let attempts = 0;
		let timer;
		// expect: retry
		const send = () => {
			attempts++;
			socket.send(packet, error => {
				if (error) return reject(error);
				// expect: timeout arcs=fire
				timer = setTimeout(() => {
					if (attempts <= most) {
						send();
					} else {
						reject(new Error('no answer'));
					}
				}, ms);
			});
		};
		socket.on('message', answer => {
			clearTimeout(timer);
			resolve(answer);
		});
		send();
	});
}`,
	'a borrowed timer': `
exports.within = (promise, ms, timers) => new Promise((resolve, reject) => {
	// expect: timeout arcs=fire
	timers.setTimeout.call(undefined, () => reject(new TimeoutError()), ms);
	promise.then(resolve, reject);
});`,
	'a method of the controller as the callback': `
function get(url) {
	const controller = new AbortController();
	// expect: timeout arcs=fire
	setTimeout(controller.abort.bind(controller), 5000);
	return fetch(url, {signal: controller.signal});
}`,
	"an abort event of one's own": `
async function request(params, ms) {
	// expect: timeout arcs=fire
	const timer = setTimeout(() => params.signal.dispatchEvent(new Event('abort')), ms);
	const response = await pool.request(params);
	clearTimeout(timer);
	return response;
}`,
	'a peer that does not sign in': `
io.on('connection', socket => {
	// expect: timeout arcs=fire
	const timer = setTimeout(() => {
		if (!socket.user) socket.disconnect();
	}, 1000);
	socket.on('disconnect', () => clearTimeout(timer));
});`,
	'a connection that has heard no ping': `
class Link {
	onPing() {
		clearTimeout(this.pingTimeout);
		// expect: timeout arcs=fire
		this.pingTimeout = setTimeout(() => this.disconnect(), this.options.pingTimeoutMs);
	}
}`,
	'the process, where a migration takes too long': `
async function migrate(db) {
	// expect: timeout arcs=fire
	const timer = setTimeout(() => {
		logger.error('migrations take too long');
		process.exit(1);
	}, 20000);
	await db.migrate();
	clearTimeout(timer);
}`,
	'a socket and its listener by name': `
function dial(socket, resolve, reject) {
	const onTimeout = () => reject(new Error('timed out'));
	// expect: timeout arcs=fire
	socket.setTimeout(1000 * LIMIT, onTimeout);
}`,
	'a request with a number of any name': `
function watch(request, {socket}, onSilence) {
	// expect: timeout arcs=fire
	request.setTimeout(socket, onSilence);
}`,
	'a flag that the work asks for': `
function load(loader, timeoutMillis) {
	// expect: timeout arcs=fire
	setTimeout(() => {
		loader.abortLoading = true;
	}, timeoutMillis);
	return loader.run();
}`,
	'an answer or nothing, of another promise library': `
class Broker {
	ping(node, timeout) {
		return new this.Promise(resolve => {
			// expect: timeout arcs=fire
			const timer = setTimeout(() => resolve(null), timeout);
			this.bus.on('pong', pong => {
				clearTimeout(timer);
				resolve(pong);
			});
		});
	}
}`,
	'idle at last or too late, through one function': `
const waitForIdle = (page, quiet, most) => new Promise(resolve => {
	let timer;
	function onActivity() {
		clearTimeout(timer);
		timer = setTimeout(() => finish(), quiet);
	}
	function finish() {
		page.off('request', onActivity);
		resolve();
	}
	// expect: timeout arcs=fire
	const late = setTimeout(() => finish(), most);
	page.on('request', onActivity);
});`,
	'a race against a sleep': `
import {sleep} from './sleep.js';
async function tryFor(ms) {
	// expect: timeout arcs=fire
	return Promise.race([work(), sleep(ms)]);
}`,
	'a race against a sleep that throws': `
import {setTimeout as delay} from 'node:timers/promises';
async function tryFor(ms) {
	return Promise.race([
		work(),
		// expect: timeout arcs=fire
		delay(ms).then(() => {
			throw new Error('timed out');
		}),
	]);
}`,
	'what remains of a budget': `
class Call {
	start() {
		const left = this.#remaining();
		// expect: timeout arcs=fire
		if (left !== undefined && left <= 0) throw new TimeoutError();
		return this.send(left);
	}
	#remaining() {
		return this.options.timeout - (Date.now() - this.startedAt);
	}
}`,
	'a distributed deadline': `
function call(ctx, next) {
	const left = ctx.timeout - ctx.duration;
	// expect: timeout arcs=fire
	if (left <= 0) return Promise.reject(new RequestSkipped());
	return next(left);
}`,
	'one interval for all requests': `
class Requests {
	watch() {
		// expect: timeout arcs=fire
		this.timer = setInterval(() => {
			this.inflight.forEach(request => {
				if (Date.now() - request.sentAt > request.timeout) request.timeoutRequest();
			});
		}, 100);
	}
}`,
	'a silent peer': `
function checkNodes(registry, opts) {
	const now = process.uptime();
	for (const node of registry.nodes) {
		// expect: timeout arcs=fire
		if (now - node.lastHeartbeat > opts.heartbeatTimeout) registry.disconnected(node.id);
	}
}`,
	'a loop with a deadline': `
async function untilReady(probe, timeoutMs) {
	const deadline = Date.now() + timeoutMs;
	// expect: timeout arcs=fire
	while (Date.now() < deadline) {
		if (await probe()) return;
		await sleep(25);
	}
	throw new Error('not ready');
}`,
	'a poll that gives up with false': `
async function untilUp(probe, timeoutMs) {
	const start = Date.now();
	for (;;) {
		if (await probe()) return true;
		// expect: timeout arcs=fire
		if (Date.now() - start >= timeoutMs) return false;
		await sleep(100);
	}
}`,
	'time left, or else': `
function check(start, limit) {
	// expect: timeout arcs=fire
	if (Date.now() - start < limit.timeout) {
		setTimeout(() => check(start, limit), 10);
	} else {
		limit.reject(new Error('too slow'));
	}
}`,
	'a child process with a deadline': `
import {exec} from 'node:child_process';
import {promisify} from 'node:util';
const run = promisify(exec);
export const version = () => run('git --version', {
	// expect: timeout arcs=fire
	timeout: 5000,
});`,
	'options of a request, by their type': `
import http from 'node:http';
function options(url: URL, ms: number): http.RequestOptions {
	return {
		host: url.host,
		// expect: timeout arcs=fire
		timeout: ms,
	};
}`,
	'a server and a browser request': `
import http from 'node:http';
const server = http.createServer(app);
// expect: timeout arcs=fire
server.timeout = 30_000;
const xhr = new XMLHttpRequest();
// expect: timeout arcs=fire
xhr.timeout = 5000;`,
	'a socket, with a computed number': `
function slow(ctx, items) {
	// expect: timeout arcs=fire
	ctx.req.socket.setTimeout(Math.min(25000, items.length * 1000));
}`,
};

const NONE: Record<string, string> = {
	'a message that is taken away and tells so': `
function startTimeout(alert, params) {
	// ok: timeout
	const timer = setTimeout(() => {
		alert.removeAttr('timer');
		if (params.timeoutfn) params.timeoutfn(alert);
	}, params.time);
	alert.attr('timer', timer);
}`,
	'what is left of something else': `
function take(queue) {
	const {remainingItems} = queue;
	// ok: timeout
	if (remainingItems <= 0) throw new Error('empty');
	return queue.shift();
}`,
	'a race of the two who are there': `
const first = (members) => Promise.race([members.a, members.b]);
// ok: timeout
const lookAgain = () => Promise.race([this.timeout, work()]);`,
	'a flag that a number of tries sets': `
class Socket {
	watch() {
		// ok: timeout
		this.pingInterval = setInterval(() => {
			const isInvalid = this.unanswered > 3;
			if (isInvalid) this.disconnect();
		}, 1000);
	}
}`,
	'what ends a process only sometimes': `
class Child {
	tidy(ms) {
		// ok: timeout
		setTimeout(() => this.look(), ms);
	}
	look() {
		if (this.uses.length > 9) this.child.kill();
	}
}`,
	'options that a caller gives to something else': `
const tls = require('tls');
class Check {
	run(host) {
		// ok: timeout
		return this.show(host, {timeout: 5000});
	}
	show(host, options) {
		return host + options.timeout;
	}
	attempt(host, options) {
		return tls.connect(options);
	}
}`,
	'a wait before the next attempt': `
function ask(socket, packet, most) {
	return new Promise((resolve, reject) => {
		let attempts = 0;
		// expect: retry
		const send = () => {
			attempts++;
			socket.send(packet, error => {
				if (!error) return resolve();
				if (attempts > most) return reject(error);
				// ok: timeout
				setTimeout(() => send(), attempts * 100);
			});
		};
		send();
	});
}`,
	'a ping that reports its own failure': `
class Client {
	schedule() {
		this.timer = setTimeout(() => {
			this.send('PING')
				.catch(err => this.emit('error', err))
				.finally(() => this.schedule());
		}, this.interval);
	}
}`,
	'a ping with a try of its own': `
class KeepAlive {
	arm() {
		this.timer = setTimeout(this.ping.bind(this), this.every);
	}
	ping() {
		try {
			if (!this.client) throw new Error('no client');
			this.client.send('ping');
		} catch (err) {
			this.log(err);
		}
	}
}`,
	'an injected timer, callback first': `
const wait = (timers, interval) => new Promise(done => timers.setTimeout(done, interval));`,
	'a restart that is put off': `
fs.watch('docs', () => {
	clearTimeout(debounceTimer);
	debounceTimer = setTimeout(() => child.kill(), 300);
});`,
	'a forced exit': `
process.on('SIGTERM', () => {
	server.close();
	setTimeout(() => process.exit(1), 10_000).unref();
});`,
	'idle connections thrown out': `
class Pool {
	schedule() {
		this.timer = setTimeout(() => this.cleanup(), 1000);
	}
	cleanup() {
		for (let i = 0; i < this.surplus; i++) this.idle.shift().destroy();
	}
}`,
	'a retired browser closed later': `
setTimeout(() => {
	void browserController.close();
}, 500);`,
	'the process ends itself': `
function restart() {
	setTimeout(() => process.kill(process.pid, 'SIGTERM'), 5000);
}`,
	'a sleep that can be called off': `
class Sleeper {
	sleep(ms) {
		return new Promise(resolve => {
			const timer = setTimeout(() => resolve(), ms);
			this.wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}
}`,
	'the next look, or an event before it': `
class Slots {
	async wait() {
		while (!this.free()) await this.change();
	}
	change() {
		return new Promise(resolve => {
			const done = () => {
				clearTimeout(timer);
				resolve();
			};
			const timer = setTimeout(done, this.pollInterval);
			this.once('freed', done);
		});
	}
}`,
	'a look whose answer decides': `
const ready = () => new Promise((resolve, reject) => {
	setTimeout(async () => {
		const ok = await probe();
		if (ok) resolve();
		else reject(new Error('not ready'));
	}, 100);
});`,
	'a race for an event while looking again': `
async function drain(queue) {
	while (queue.size > 0) {
		await Promise.race([once(queue, 'idle'), sleep(100)]);
	}
}`,
	'a race of a sleep against a stop': `
const pause = (ms, stopped) => Promise.race([sleep(ms), stopped]);`,
	'work cut into slices': `
function work(items) {
	const start = performance.now();
	while (items.length > 0) {
		if (performance.now() - start > 16) return false;
		handle(items.pop());
	}
}`,
	'work for so long': `
async function load(seconds) {
	const end = Date.now() + seconds * 1000;
	while (Date.now() < end) await request();
}`,
	'a refusal until a moment': `
class Gate {
	enter() {
		if (Date.now() < this.closedUntil) throw new Error('closed');
		return this.work();
	}
}`,
	'an entry too old': `
function get(key) {
	const entry = cache.get(key);
	if (Date.now() - entry.storedAt > entry.ttl) throw new Expired(key);
	return entry.value;
}`,
	'a number that must be positive': `
function configure(timeout) {
	if (timeout <= 0) throw new TypeError('timeout must be positive');
}`,
	'bytes that remain': `
function read(buffer, offset) {
	const remaining = buffer.length - offset;
	if (remaining <= 0) throw new RangeError('end of buffer');
}`,
	'options of something else': `
import {exec} from './shell.js';
exec('ls', {timeout: 1000});
const shown = {timeout: 500};`,
	'a deadline switched off': `
import {execFile} from 'node:child_process';
execFile('ls', [], {timeout: 0});`,
};

for (const [what, source] of Object.entries(FOUND)) test(`timeout: ${what}`, t => expectSites(t, source));
for (const [what, source] of Object.entries(NONE))
	test(`no timeout: ${what}`, t => {
		t.deepEqual(
			sitesIn(source).filter(({kind}) => kind === 'timeout'),
			[],
		);
	});
