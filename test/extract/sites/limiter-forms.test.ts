import test from 'ava';
import {expectSites} from './expect-sites.ts';

const FOUND: Record<string, string> = {
	'one item at a time': `
// expect: limiter arcs=saturate
class Attach {
	queue = [];
	busy = null;
	insert(item) {
		this.queue.push(item);
		if (!this.busy) this.next();
	}
	next() {
		this.busy = this.queue.shift() ?? null;
		if (this.busy) this.stream.write(this.busy);
	}
	created() {
		this.busy = null;
		this.next();
	}
}`,
	'a pool whose idle ones are reached through a method': `
// expect: pool
class ChildPool {
	retained = {};
	free = {};
	async retain(key) {
		let child = this.freeOf(key).pop();
		if (child) return child;
		child = new Child(key);
		this.retained[child.pid] = child;
		await child.init();
		return child;
	}
	release(child) {
		delete this.retained[child.pid];
		this.freeOf(child.key).push(child);
	}
	freeOf(id) {
		return (this.free[id] = this.free[id] || []);
	}
}`,
	'workers put into slots, waited for by a helper': `
// expect: limiter arcs=saturate
async function upload(files, most) {
	const iterator = files.values();
	const results = [];
	async function work(items) {
		for (const item of items) results.push(await send(item));
	}
	const workers = Array(most);
	for (let i = 0; i < most; i++) workers[i] = work(iterator);
	await allSettledOrThrow(workers);
	return results;
}`,
	'as many as may run are started': `
class Runner {
	// expect: limiter arcs=saturate
	async fill() {
		while (!this.closing && this.running.count() < this.options.concurrency) {
			const job = this.start();
			this.running.add(job);
		}
		await this.running.next();
	}
}`,
};

const NONE: Record<string, string> = {
	'items that are read once': `
// ok: limiter
class Lines {
	queue = [];
	add(line) {
		this.queue.push(line);
		if (!this.paused) this.next();
	}
	next() {
		const line = this.queue.shift();
		if (line) this.out.write(line);
	}
	resume() {
		this.paused = false;
		this.next();
	}
}`,
	'memory that is used again': `
// ok: pool
class BufferPool {
	free = {};
	acquire(size) {
		return this.freeOf(size).pop() ?? Buffer.alloc(size);
	}
	release(buffer) {
		this.freeOf(buffer.length).push(buffer);
	}
	freeOf(size) {
		return (this.free[size] = this.free[size] || []);
	}
}`,
	'one call for each slot': `
// ok: limiter
async function all(most) {
	const parts = [];
	for (let i = 0; i < most; i++) parts[i] = load(i);
	return Promise.all(parts);
}
async function load(at) {
	for (const row of rowsOf(at)) await save(row);
}`,
	'a list made long enough': `
function pad(cells, max) {
	// ok: limiter
	while (cells.length < max) cells.push(blank());
	return cells;
}`,
};

for (const [what, source] of Object.entries(FOUND)) test(`limiter: ${what}`, t => expectSites(t, source));
for (const [what, source] of Object.entries(NONE)) test(`no limiter: ${what}`, t => expectSites(t, source));
