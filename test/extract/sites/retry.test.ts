import test from 'ava';
import {expectSites} from './expect-sites.ts';

const FOUND: Record<string, string> = {
	'a counted loop around an axios call': `
import axios from 'axios';
export async function getOrder(id: string) {
	let lastError: unknown;
	// expect: retry arcs=retry,recover,exhaust
	for (let attempt = 0; attempt < 3; attempt++) {
		try {
			const {data} = await axios.get('/orders/' + id);
			return data;
		} catch (error) {
			lastError = error;
			await new Promise(resolve => setTimeout(resolve, 100 * 2 ** attempt));
		}
	}
	throw lastError;
}`,
	'a loop that refuses what cannot succeed': `
class Uploader {
	async put(file: Blob) {
		let tries = 0;
		// expect: retry arcs=retry,recover,exhaust,refuse
		while (true) {
			try {
				return await this.s3.putObject(file);
			} catch (err: any) {
				if (err.statusCode < 500) throw err;
				if (++tries >= this.maxTries) throw err;
				await sleep(this.delay(tries));
			}
		}
	}
}`,
	'a flag in the loop condition': `
async function open(dial) {
	let connected = false;
	let attempts = 0;
	// expect: retry arcs=retry,recover,exhaust
	while (!connected && attempts < 5) {
		try {
			await dial();
			connected = true;
		} catch (e) {
			attempts++;
			await sleep(50);
		}
	}
}`,
	'do … while': `
export async function lock(redis, key) {
	let tries = 0;
	// expect: retry
	do {
		try {
			return await redis.set(key, 1, 'NX');
		} catch (err) {
			await delay(20);
		}
	} while (++tries < 10);
	throw new Error('locked');
}`,
	'hosts: the arguments of one operation': `
async function query(hosts: string[], sql: string) {
	// expect: retry arcs=retry,recover,exhaust
	for (const host of hosts) {
		try {
			return await connectAndRun(host, sql);
		} catch (err) {
			log.warn('host failed', host, err);
		}
	}
	throw new Error('all hosts failed');
}`,
	'a result decides': `
export async function send(client, message) {
	// expect: retry arcs=retry,recover,exhaust
	for (let attempt = 1; ; attempt++) {
		const res = await client.post('/messages', message);
		if (res.status < 500) return res;
		if (attempt === 4) throw new Error('server error');
		await sleep(attempt * 100);
	}
}`,
	'counted recursion in a catch': `
// expect: retry arcs=retry,recover,exhaust
export async function fetchJson(url: string, retries = 3): Promise<unknown> {
	try {
		const res = await fetch(url);
		return await res.json();
	} catch (err) {
		if (retries === 0) throw err;
		await wait(200);
		return fetchJson(url, retries - 1);
	}
}`,
	'promise chain': `
// expect: retry arcs=retry,recover
function loadScript(src) {
	return inject(src).catch(err => {
		report(err);
		return delay(1000).then(() => loadScript(src));
	});
}`,
	'error-first callback': `
// expect: retry arcs=retry,recover,exhaust
function insert(db, row, left, done) {
	db.insert(row, function (err, id) {
		if (!err) return done(null, id);
		if (left === 0) return done(err);
		setTimeout(() => insert(db, row, left - 1, done), 100);
	});
}
module.exports = {insert};`,
	'a socket that reconnects': `
class Ticker {
	// expect: retry
	connect() {
		this.ws = new WebSocket(this.url);
		this.ws.on('close', () => {
			setTimeout(() => this.connect(), this.backoff);
		});
	}
}`,
	'a named listener schedules the next connection': `
class Consumer {
	start() {
		this.channel.on('error', err => this.onChannelError(err));
	}
	// expect: retry
	onChannelError(err: Error) {
		this.attempts++;
		this.logger.warn(err);
		setTimeout(() => this.reconnect(), 1000 * this.attempts);
	}
}`,
	'a poll that survives errors and waits': `
async function consume(queue, handle) {
	// expect: retry arcs=retry,recover
	for (;;) {
		try {
			const job = await queue.receive();
			await handle(job);
		} catch (err) {
			logger.error(err);
			await sleep(1000);
		}
	}
}`,
	'a job pushed back and tried again': `
class Outbox {
	// expect: retry
	async deliver() {
		const mail = this.pending.shift();
		if (!mail) return;
		try {
			await this.smtp.send(mail);
		} catch (err) {
			this.pending.unshift(mail);
			await sleep(500);
			return this.deliver();
		}
	}
}`,
};

for (const [what, source] of Object.entries(FOUND)) test(`retry: ${what}`, t => expectSites(t, source));
test('retry: the same in CommonJS', t => {
	for (const [what, source] of Object.entries(FOUND)) {
		if (/import|: |private/.test(source.replace(/\/\/.*/g, '').replace(/`.*?`/g, ''))) continue;
		t.notThrows(() => expectSites(t, source, 'lib/a.cjs'), what);
	}
});
