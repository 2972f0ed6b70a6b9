import retryAsPromised from 'retry-as-promised';

export const insert = (row: object, db: {insert(row: object): Promise<void>}) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	retryAsPromised(() => db.insert(row), {
		max: 3,
		// expect: timeout arcs=fire
		timeout: 10_000,
		match: [/deadlock/i],
	});

export const load = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust
	retryAsPromised(() => fetch(url), 5);

// ok: retry
export const once = (url: string) => retryAsPromised(() => fetch(url), {max: 1});

const {retryAsPromised: again} = require('retry-as-promised');
export const old = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust
	again(() => fetch(url), {max: 2});
