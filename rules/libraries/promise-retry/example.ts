import promiseRetry = require('promise-retry');

export const load = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	promiseRetry((again, attempt) => fetch(`${url}?${attempt}`).catch(again), {retries: 3});

// expect: retry arcs=retry,recover,refuse
export const swapped = (url: string) => promiseRetry({forever: true}, again => fetch(url).catch(again));

// ok: retry
export const once = (url: string) => promiseRetry(again => fetch(url).catch(again), {retries: 0});
