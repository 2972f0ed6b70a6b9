import fetch from '@adobe/node-fetch-retry';

export const load = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	fetch(url, {
		retryOptions: {
			retryMaxDuration: 30_000,
			// expect: timeout arcs=fire
			socketTimeout: 1000,
		},
	});

const required = require('@adobe/node-fetch-retry');
// expect: retry arcs=retry,recover,exhaust,refuse
export const old = (url: string) => required(url);

// ok: retry
export const once = (url: string) => fetch(url, {retryOptions: false});
