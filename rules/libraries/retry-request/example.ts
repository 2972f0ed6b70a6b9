import retryRequest = require('retry-request');

export const load = (url: string, send: (url: string) => unknown) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	retryRequest(null, {
		objectMode: true,
		request: () => send(url),
		retries: 3,
	});

// ok: retry
export const once = (url: string) => retryRequest({url}, {retries: 0, noResponseRetries: 0});
