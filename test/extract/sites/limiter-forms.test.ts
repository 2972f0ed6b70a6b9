import test from 'ava';
import {expectSites} from './expect-sites.ts';

const FOUND: Record<string, string> = {
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
