import makeFetchHappen from 'make-fetch-happen';

const fetcher = makeFetchHappen.defaults({
	cachePath: '/tmp/cache',
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry: {retries: 3},
	// expect: timeout arcs=fire
	timeout: 2000,
	onRetry: (cause: unknown) => console.warn(cause),
});

export const find = (id: string) =>
	fetcher(`https://api.example.com/users/${id}`, {
		// ok: retry
		retry: false,
	});

export const load = (url: string) =>
	makeFetchHappen(url, {
		// expect: retry arcs=retry,recover,exhaust,refuse
		retry: 2,
	});

// ok: retry
export const plain = (url: string) => makeFetchHappen(url);

const required = require('make-fetch-happen');
export const old = (url: string) =>
	required(url, {
		// expect: timeout arcs=fire
		timeout: 500,
	});
