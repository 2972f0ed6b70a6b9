import test from 'ava';
import {expectSites, sitesIn} from './expect-sites.ts';

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

const NONE: Record<string, string> = {
	'a loop over items that skips the bad one': `
async function importAll(rows, save) {
	const failed = [];
	// ok: retry
	for (const row of rows) {
		try {
			await save(row);
		} catch (err) {
			failed.push(row);
		}
	}
	return failed;
}`,
	'an indexed loop over items': `
async function warm(urls: string[]) {
	// ok: retry
	for (let i = 0; i < urls.length; i++) {
		try {
			await fetch(urls[i]);
		} catch (err) {
			console.warn(err);
		}
	}
}`,
	'polling until a condition holds': `
async function untilReady(client, id) {
	// ok: retry
	while (true) {
		const job = await client.getJob(id);
		if (job.done) return job;
		await sleep(1000);
	}
}`,
	'a self-scheduling poll': `
function start(client, render) {
	// ok: retry
	async function poll() {
		render(await client.list());
		setTimeout(poll, 5000);
	}
	poll();
}`,
	debounce: `
class Search {
	// ok: retry
	onInput(text: string) {
		clearTimeout(this.timer);
		this.timer = setTimeout(() => this.load(text), 250);
	}
}`,
	animation: `
function spin(el) {
	// ok: retry
	function frame(now) {
		el.style.rotate = now / 10 + 'deg';
		requestAnimationFrame(frame);
	}
	requestAnimationFrame(frame);
}`,
	pagination: `
async function listAll(api) {
	const items = [];
	let cursor;
	// ok: retry
	do {
		const page = await api.list({cursor});
		items.push(...page.items);
		cursor = page.next;
	} while (cursor);
	return items;
}`,
	'pagination that keeps to a rate limit': `
async function crawl(api, maxPages) {
	const items = [];
	// ok: retry
	for (let page = 1; page <= maxPages; page++) {
		const res = await api.get('/items?page=' + page);
		if (!res.ok) throw new Error('status ' + res.status);
		items.push(...res.items);
		if (res.items.length === 0) break;
		await sleep(200);
	}
	return items;
}`,
	'a dispatcher that takes its work from a queue': `
class Mailer {
	// ok: retry
	async next() {
		const job = this.queue.shift();
		if (!job) return;
		try {
			await this.send(job);
		} catch (err) {
			this.emit('failed', job, err);
		}
		return this.next();
	}
}`,
	'structural recursion': `
async function resolveTree(node) {
	// ok: retry
	try {
		node.value = await load(node.ref);
	} catch (err) {
		node.error = err;
		for (const child of node.children) await resolveTree(child);
		return resolveTree(node.left);
	}
}`,
	'a cleanup of the same name': `
class Server {
	// ok: retry
	async close() {
		try {
			await this.http.stop();
		} catch (err) {
			this.log(err);
			this.db.close();
		}
	}
}`,
	'one parser after the other': `
function parseDate(text, formats) {
	// ok: retry
	for (const format of formats) {
		try {
			return format.parse(text);
		} catch (err) {
			continue;
		}
	}
	return null;
}`,
	'a loop whose catch ends it': `
async function drain(reader) {
	let reading = true;
	// ok: retry
	while (reading) {
		try {
			await reader.read();
		} catch (err) {
			reading = false;
		}
	}
}`,
	'an interval that refreshes': `
// ok: retry
const timer = setInterval(async () => {
	cache.set('rates', await client.rates());
}, 60_000);`,
};

for (const [what, source] of Object.entries(FOUND)) test(`retry: ${what}`, t => expectSites(t, source));
for (const [what, source] of Object.entries(NONE))
	test(`no retry: ${what}`, t => {
		t.deepEqual(
			sitesIn(source).filter(({kind}) => kind === 'retry'),
			[],
		);
	});

test('retry: the same in CommonJS', t => {
	for (const [what, source] of Object.entries(FOUND)) {
		if (/import|: |private/.test(source.replace(/\/\/.*/g, '').replace(/`.*?`/g, ''))) continue;
		t.notThrows(() => expectSites(t, source, 'lib/a.cjs'), what);
	}
});
