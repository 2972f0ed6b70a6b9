import test from 'ava';
import {sitesIn} from './expect-sites.ts';

/** What goes round, calls itself or sets a timer, and repeats nothing that failed. */
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
	'each signature is asked whether it fits': `
async function verify(signatures, body, key) {
	// ok: retry
	for (const signature of signatures) {
		try {
			const bytes = decode(signature);
			if (await crypto.subtle.verify('HMAC', key, bytes, body)) return;
		} catch {
			// The next one.
		}
	}
	throw new Error('no signature fits');
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

for (const [what, source] of Object.entries(NONE))
	test(what, t => {
		t.deepEqual(
			sitesIn(source).filter(({kind}) => kind === 'retry'),
			[],
		);
	});
