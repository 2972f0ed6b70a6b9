import test from 'ava';
import {describeFlaws, flawsIn} from './expect-flaws.ts';

describeFlaws(test, {
	'a promise of an async function returned without await': `
async function post(url) { const answer = await fetch(url); if (!answer.ok) throw new Error('down'); }
class Notifier {
	async send(url) {
		try {
			// flaw: unguarding
			return post(url);
		} catch (err) {
			throw new DeliveryError(url, err);
		}
	}
}`,
	'each branch that returns one on its own way, told once': `
async function post(url) { await fetch(url); }
async function send(url, up) {
	try {
		if (up) {
			// flaw: unguarding
			return post(url + '/up');
		}
		return post(url + '/down');
	} catch (err) {
		console.error(err);
		return undefined;
	}
}`,
	'a chain without a catch of its own': `
function load(url) {
	try {
		// flaw: unguarding
		return fetch(url).then(answer => answer.json());
	} catch {
		return null;
	}
}`,
	'a new promise': `
function wait(socket) {
	try {
		// flaw: unguarding
		return new Promise((resolve, reject) => { socket.once('open', resolve); socket.once('error', reject); });
	} catch (err) {
		return fallback(err);
	}
}`,
	'an async function started and forgotten': `
async function sync(store) { await store.pull(); }
function tick(store) {
	try {
		// flaw: unguarding
		void sync(store);
	} catch (err) {
		report.send(err);
	}
}`,
	'a timer that is all there is': `
async function run(job) { await job.execute(); }
function schedule(job, delay) {
	try {
		// flaw: unguarding
		setTimeout(() => run(job), delay);
	} catch (err) {
		job.fail(err);
	}
}`,
	'a first run that is awaited at once or left to a timer': `
async function start(run, delay) {
	const once = async () => { await run(); };
	try {
		if (await isPaused()) return;
		// flaw: unguarding
		if (delay) setTimeout(() => once(), delay);
		else await once();
	} catch (err) {
		logger.error('first run failed', err);
	}
}`,
	'an async callback of forEach': `
async function saveAll(items, db) {
	try {
		// flaw: unguarding
		items.forEach(async item => { await db.insert(item); });
	} catch (err) {
		await db.rollback(err);
	}
}`,

	'awaited: no flaw': `
async function post(url) { await fetch(url); }
async function send(url) {
	try {
		return await post(url);
	} catch (err) {
		throw new DeliveryError(url, err);
	}
}`,
	'the block awaits what else it starts': `
async function store(document) { await fetch('/save', {body: document}); }
async function publish(id) {
	try {
		const document = await load(id);
		if (document.isDraft) {
			// flaw: unguarding
			return store(document);
		}
		return await send(document);
	} catch (err) {
		logger.warn(err);
		return {error: String(err)};
	}
}`,
	'the block awaits another call on the same client': `
async function add(tx, order) {
	try {
		const last = await tx.order.findFirst();
		// flaw: unguarding
		return tx.order.create({...order, index: last.index + 1});
	} catch (err) {
		throw new ConflictException(err);
	}
}`,
	'the block ends with the promise': `
async function find(query) { return fetch('/orders?' + query); }
const resolver = {
	async resolve(source, args) {
		try {
			const fields = readFields(args);
			// flaw: unguarding
			return find(fields);
		} catch (err) {
			schema.handleError(err);
		}
	},
};`,

	'a catch that explains what it is for: no flaw': `
async function store(document) { await fetch('/save', {body: document}); }
async function publish(id) {
	try {
		const document = await load(id);
		return store(document);
	} catch (err) {
		// It cannot be loaded while paused.
		return null;
	}
}`,
	'a catch that does itself what the call was to do: no flaw': `
class Cache { async wrap(fn) { return fn(); } }
const cache = {async wrap(fn) { await fetch('/cache'); return fn(); }};
async function wrap(fn) {
	try {
		const service = await connect();
		return cache.wrap(fn);
	} catch (err) {
		logger.warn(err);
		return fn();
	}
}`,
	'a function that calls itself, whose own catch has had its turn: no flaw': `
async function digest(name, prefix) {
	try {
		const found = await load(name);
		if (!found) return digest(prefix + name, '');
		return found.digest;
	} catch (err) {
		logger.warn(err);
		return null;
	}
}`,
	'a catch for what comes before it: no flaw': `
async function store(document) { await fetch('/save', {body: document}); }
async function patch(text) {
	try {
		const document = await applyPatch(text);
		return store(document);
	} catch (err) {
		throw new BadDataError(err.message);
	}
}`,
	'a catch for what computes the argument: no flaw': `
async function store(document) { await fetch('/save', {body: document}); }
function save(text) {
	try {
		return store(JSON.parse(text));
	} catch {
		return Promise.reject(new BadDataError());
	}
}`,
	'a callee that is not async and may throw at once: no flaw': `
function find(id) { if (!id) throw new TypeError('no id'); return fetch('/' + id); }
function load(id) {
	try {
		return find(id);
	} catch (err) {
		return Promise.reject(err);
	}
}`,
	'a chain with a catch of its own: no flaw': `
function load(url) {
	try {
		return fetch(url).catch(() => null).then(answer => answer?.json());
	} catch {
		return null;
	}
}`,
	'a catch that only rethrows: no flaw': `
async function post(url) { await fetch(url); }
async function send(url) {
	try {
		return post(url);
	} catch (err) {
		throw err;
	}
}`,
	'a started function that takes its own failures: no flaw': `
async function sync(store) { try { await store.pull(); } catch (err) { console.error(err); } }
function tick(store) {
	try {
		void sync(store);
	} catch (err) {
		report.send(err);
	}
}`,
	'a timer beside what the catch is for: no flaw': `
async function run(job) { await job.execute(); }
async function schedule(job) {
	try {
		const delay = await job.due();
		setTimeout(() => run(job), delay);
	} catch (err) {
		job.fail(err);
	}
}`,
	'a callback that takes its own failures: no flaw': `
function schedule(job) {
	try {
		setTimeout(() => { job.execute().catch(err => job.fail(err)); }, 5);
		list.forEach(item => item.check());
	} catch (err) {
		job.fail(err);
	}
}`,
});

test('a callee of another file is left to link', t => {
	const [flaw] = flawsIn(`
import {post} from './post.js';
export async function send(url) {
	try {
		return post(url);
	} catch (err) {
		throw new DeliveryError(url, err);
	}
}`);
	t.is(flaw!.flaw, 'unguarding');
	t.is(flaw!.open!.kind, 'rejects');
});
