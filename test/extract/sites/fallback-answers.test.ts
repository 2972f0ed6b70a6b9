import test from 'ava';
import {expectSites} from './expect-sites.ts';

/** Failures that come back as answers. */
const FOUND: Record<string, string> = {
	'a default for a bad status': `
async function rates() {
	const res = await fetch('/rates');
	// expect: fallback arcs=engage
	if (!res.ok) {
		log.warn('no rates', res.status);
		return [];
	}
	const body = await res.json();
	return body.rates;
}`,
	'what was kept, for a server error': `
async function rates(cache) {
	const res = await fetch('/rates');
	// expect: fallback arcs=engage,fail
	if (res.status >= 500) return cache.get('rates');
	const body = await res.json();
	return body;
}`,
	'a tuple with the error first': `
async function user(db, id) {
	const [err, found] = await to(db.find(id));
	// expect: fallback
	if (err) return DEFAULT_USER;
	return found;
}`,
	'data or error': `
async function users(client) {
	const {data, error} = await client.from('users').select('*');
	// expect: fallback
	if (error) return [];
	return data;
}`,
	'a result asked by method or function': `
async function users(load, read) {
	const result = await load();
	// expect: fallback
	if (result.isErr()) return [];
	const other = await read()();
	// expect: fallback
	if (E.isLeft(other)) return {};
	return [result.value, other.right];
}`,
	'a result that holds a value in place of the failed one': `
async function releases(load, versions) {
	try {
		return Result.ok(await load());
		// expect: fallback
	} catch (err) {
		return Result.ok(versions);
	}
}`,
	'only what is still missing is looked up': `
async function files(list, git) {
	let found;
	try {
		found = await git.files();
		// expect: fallback
	} catch {
		found ??= await list('**');
	}
	return found;
}`,
};

/** Failures that the catch itself does not make up for: what stands behind it does. */
const BEHIND: Record<string, string> = {
	'the next statement yields another value': `
class Storage {
	get(key, fallback) {
		try {
			const value = this.area.getItem(key);
			if (value !== null) return JSON.parse(value);
			// expect: fallback arcs=engage
		} catch (err) {
			this.log(err);
		}
		return fallback;
	}
}`,
	'the right side of ?? where only the try sets the left': `
async function config(load) {
	let found;
	try {
		found = await load();
		// expect: fallback arcs=engage
	} catch {}
	return found ?? DEFAULTS;
}`,
	'another operation where nothing was set': `
async function config(remote, local) {
	let found = null;
	try {
		found = await remote();
		// expect: fallback arcs=engage,fail
	} catch (err) {
		log.warn(err);
	}
	if (!found) found = await local();
	return found;
}`,
	'what was kept from the last time': `
let cached;
async function rates(load) {
	try {
		cached = await load();
		// expect: fallback
	} catch (err) {
		log.warn(err);
	}
	return cached;
}`,
	'the first that does not fail': `
// expect: fallback arcs=engage,fail
const fastest = mirrors => Promise.any(mirrors.map(mirror => fetch(mirror)));`,
	'the fulfilled alone': `
async function all(ids, load) {
	// expect: fallback arcs=engage
	const results = await Promise.allSettled(ids.map(id => load(id)));
	return results.filter(r => r.status === 'fulfilled').map(r => r.value);
}`,
};

const NONE: Record<string, string> = {
	'a variable that had its value all along': `
async function config(load) {
	let found = read();
	// ok: fallback
	try {
		found = await load();
	} catch (err) {
		log.warn(err);
	}
	return found;
}`,
	'the rejected are reported': `
async function all(ids, load) {
	// ok: fallback
	const results = await Promise.allSettled(ids.map(id => load(id)));
	for (const r of results) if (r.status === 'rejected') log.error(r.reason);
	return results.filter(r => r.status === 'fulfilled').map(r => r.value);
}`,
	'nothing set is a failure of its own': `
async function config(load) {
	let found;
	// ok: fallback
	try {
		found = await load();
	} catch (err) {
		log.warn(err);
	}
	if (!found) throw new Error('no configuration');
	return found;
}`,
	'the failure is thrown': `
async function users(client) {
	// ok: fallback
	const {data, error} = await client.from('users').select('*');
	if (error) throw error;
	return data;
}`,
	'what is not there is an answer': `
async function user(id) {
	const res = await fetch('/users/' + id);
	// ok: fallback
	if (res.status === 404) return null;
	return res.json();
}`,
	'a failure in another coat': `
async function load(find) {
	const res = await fetch('/x');
	// ok: fallback
	if (!res.ok) return err(res.status);
	try {
		return ok(await find(res));
		// ok: fallback
	} catch (e) {
		return Result.err('not-found');
	}
}`,
	'a failure told to somebody': `
async function save(form) {
	const res = await post(form);
	// ok: fallback
	if (!res.ok) return toast.show('failed');
	return finish(res);
}`,
	'the error goes to the function that asked for it': `
function connect(retrier, pool) {
	return retrier(async bail => {
		// ok: fallback
		try {
			await pool.connect();
		} catch (e) {
			await pool.rotate();
			if (e.retriable) throw e;
			bail(e);
		}
	});
}`,
	'a bad batch is set aside': `
async function all(take, put) {
	while (true) {
		// ok: fallback
		try {
			const done = await take();
			if (done < 10) break;
		} catch (error) {
			await put();
		}
	}
}`,
};

for (const [what, source] of Object.entries({...FOUND, ...BEHIND}))
	test(`fallback: ${what}`, t => expectSites(t, source));
for (const [what, source] of Object.entries(NONE)) test(`no fallback: ${what}`, t => expectSites(t, source));
