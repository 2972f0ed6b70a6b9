import test from 'ava';
import {expectSites, sitesIn} from './expect-sites.ts';

/** Failures that come back as answers, and attempts that are not a loop around a try. */
const FOUND: Record<string, string> = {
	'the condition of a while asks the last answer': `
async function post(send, message) {
	let res = await send(message);
	let tries = 0;
	// expect: retry arcs=retry,recover,exhaust
	while (!res.ok && tries < 3) {
		tries++;
		await sleep(100);
		res = await send(message);
	}
	return res;
}`,
	'do … while on a status': `
async function post(send, message) {
	let res;
	let tries = 0;
	// expect: retry
	do {
		res = await send(message);
	} while (res.status === 429 && ++tries < 5);
	return res;
}`,
	'each host is tried until one connects': `
async function failover(hosts, body) {
	// expect: retry
	for (const host of hosts) {
		try {
			if (await tryConnect(host, body)) return;
		} catch {
			// The next one.
		}
	}
	throw new Error('no host answers');
}`,
	'recursion on a status': `
// expect: retry arcs=retry,recover,exhaust
async function get(url, tries = 3) {
	const res = await fetch(url);
	if (res.status === 503 && tries > 0) {
		await sleep(100);
		return get(url, tries - 1);
	}
	return res.json();
}`,
	'a tuple with the error first': `
async function load(db, id) {
	// expect: retry
	for (let attempt = 0; attempt < 3; attempt++) {
		const [err, row] = await to(db.find(id));
		if (!err) return row;
		await sleep(50);
	}
	throw new Error('gave up');
}`,
	'a result of neverthrow': `
async function load(id: string) {
	let attempts = 0;
	// expect: retry
	while (true) {
		const result = await find(id);
		if (result.isOk()) return result.value;
		if (++attempts > 3) throw result.error;
		await sleep(50);
	}
}`,
	'the call is written once more in the catch': `
// expect: retry arcs=retry,recover,exhaust
async function save(db, doc) {
	try {
		return await db.put(doc);
	} catch (err) {
		await db.reconnect();
		return await db.put(doc);
	}
}`,
	'the call is written once more after a status': `
// expect: retry
async function api(url) {
	let res = await fetch(url, options());
	if (res.status === 401) {
		await refreshToken();
		res = await fetch(url, options());
	}
	return res;
}`,
	'a batch goes back to the queue that it was taken from': `
class Sender {
	// expect: retry
	async flush() {
		const batch = this.queue.splice(0, 10);
		try {
			await this.http.post(batch);
		} catch (err) {
			this.queue.unshift(...batch);
		}
	}
}`,
	'whoever is told of the failure hands the item back while attempts are left': `
class Crawler {
	// expect: retry arcs=retry,recover,exhaust
	async onFailed(error: Error, request: Request) {
		if (request.retryCount < this.maxRetries) {
			request.retryCount++;
			await this.source.reclaim(request);
			return;
		}
		await this.source.markFailed(request);
	}
}`,
	'after a failure it goes on as after success, later': `
class Worker {
	// expect: retry
	step(next) {
		return this.take()
			.then(this.run)
			.then(next, err => {
				log.warn(err);
				this.timer = setTimeout(() => next(), this.delay);
				return null;
			});
	}
}`,
	'failing over where the error decides': `
async function releases(proxies, name) {
	let result;
	// expect: retry
	for (const url of proxies) {
		try {
			const found = await ask(url, name);
			if (found.length) {
				result = found;
				break;
			}
		} catch (err) {
			if (err.statusCode !== 404) throw err;
		}
	}
	return result;
}`,
};

/** What ends the attempts: used up, refused, or either where one exit serves both. */
const ENDS: Record<string, string> = {
	'cases of the error refuse, the limit exhausts': `
async function request(pool, max) {
	let attempts = 0;
	// expect: retry arcs=retry,recover,exhaust,refuse
	while (true) {
		try {
			return await pool.send();
		} catch (err) {
			switch (err.name) {
				case 'ResponseError':
					throw err;
				default: {
					if (attempts < max) {
						attempts++;
						await sleep(10);
						continue;
					}
					throw err;
				}
			}
		}
	}
}`,
	'one throw for both': `
async function request(api, max) {
	let retries = 0;
	// expect: retry arcs=retry,recover,exhaust,refuse
	while (true) {
		try {
			return await api();
		} catch (error) {
			if (error instanceof TimeoutError) {
				if (retries < max) {
					retries++;
					await sleep(100);
					continue;
				}
			}
			throw error;
		}
	}
}`,
	'nodes asked one after the other by a function that answers with false': `
class Cluster {
	async discoverAny(nodes) {
		// expect: retry
		for (const node of nodes) {
			if (await this.discover(node)) return;
		}
		throw new Error('no node');
	}
	async discover(node) {
		try {
			this.slots = await ask(node);
			return true;
			// expect: fallback
		} catch (err) {
			log.warn(err);
			return false;
		}
	}
}`,
	'an observer that subscribes again': `
class Feed {
	// expect: retry
	listen() {
		this.source.subscribe({
			next: value => this.push(value),
			error: err => {
				this.log(err);
				setTimeout(() => this.listen(), 1000);
			},
		});
	}
}`,
};

const NONE: Record<string, string> = {
	'a poll asks for no failure': `
async function wait(api, id) {
	let job = await api.get(id);
	let tries = 0;
	// ok: retry
	while (job.state !== 'done' && tries < 10) {
		tries++;
		await sleep(100);
		job = await api.get(id);
	}
	return job;
}`,
	'following a redirect is no failure': `
async function get(url, left = 5) {
	// ok: retry
	const res = await fetch(url);
	if (res.status === 302 && left > 0) return get(res.headers.get('location'), left - 1);
	return res;
}`,
	'a list of what went wrong': `
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
	'the failure is told, attempts are only counted': `
class Stats {
	// ok: retry
	onFailed(error: Error, request: Request) {
		if (request.retryCount < this.max) this.report(request, error);
		this.retryHistogram[request.retryCount]++;
	}
}`,
	'a search passes over what it cannot read': `
async function matches(expressions, input) {
	// ok: retry
	for (const expression of expressions) {
		try {
			if (await expression.evaluate(input)) return true;
		} catch (err) {
			log.warn(err);
		}
	}
	return false;
}`,
	'a scheduler that starts the next task behind a failed check': `
class Tasks {
	// ok: retry
	async next() {
		let ready;
		try {
			ready = await this.isReady();
		} catch (err) {
			this.fail(err);
		}
		if (!ready) return;
		setImmediate(this.next);
		await this.run();
	}
	next2() {}
}`,
	'the same value made on both ways': `
async function update(user, type) {
	// ok: retry
	try {
		switch (type) {
			case 'a':
				return right(await store(user));
			default:
				return left(FAILED);
		}
	} catch (err) {
		return left(FAILED);
	}
}`,
	'clean-up on both ways': `
async function migrate(scm, branch) {
	// ok: retry
	try {
		await scm.checkout(branch);
		await scm.extract();
		await scm.checkout('main');
	} catch (err) {
		await scm.checkout('main');
		throw err;
	}
}`,
	'the same wait, or the same answer under a condition': `
async function run(ctx, team) {
	// ok: retry
	try {
		if (!team) return await ctx.redirect('/error', 302);
		await sleep(10);
		return await ctx.render(team);
	} catch (err) {
		await sleep(10);
		return await ctx.redirect('/error', 302);
	}
}`,
};

for (const [what, source] of Object.entries({...FOUND, ...ENDS})) test(`retry: ${what}`, t => expectSites(t, source));
for (const [what, source] of Object.entries(NONE))
	test(`no retry: ${what}`, t => {
		t.deepEqual(
			sitesIn(source).filter(({kind}) => kind === 'retry'),
			[],
		);
	});
