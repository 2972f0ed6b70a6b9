import Promise from 'bluebird';

declare function load(id: string): globalThis.Promise<string>;

export const find = (id: string) =>
	// expect: timeout arcs=fire
	Promise.resolve(load(id))
		.tap(value => console.log(value))
		.timeout(2000, 'late');

export const all = (ids: string[]) =>
	Promise.map(ids, load, {
		// expect: limiter arcs=saturate
		concurrency: 5,
	});

export const first = (ids: string[]) =>
	// expect: timeout arcs=fire
	Promise.all(ids.map(load)).timeout(500);

export const later = (ids: globalThis.Promise<string[]>) =>
	Promise.resolve(ids).map(load, {
		// expect: limiter arcs=saturate
		concurrency: 2,
	});

const Required = require('bluebird');
const read = Required.promisify(require('fs').readFile);
// expect: timeout arcs=fire
export const file = () => read('x').timeout(100);

// ok: timeout
// ok: limiter
export const plain = (ids: string[]) => Promise.map(ids, load);
