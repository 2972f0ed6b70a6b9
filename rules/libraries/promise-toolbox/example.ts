import {retry, timeout} from 'promise-toolbox';

export const load = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry(() => fetch(url), {tries: 3, delay: 100, when: {code: 'ECONNRESET'}});

// expect: retry arcs=retry,recover,exhaust
export const loader = retry.wrap((url: string) => fetch(url), {retries: 2, onRetry: error => console.warn(error)});

// expect: timeout arcs=fire
export const soon = (url: string) => timeout.call(fetch(url), 2000);

const toolbox = require('promise-toolbox');
export const some = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust
	toolbox.retry(() => fetch(url));

// ok: retry
export const once = (url: string) => retry(() => fetch(url), {tries: 1});

const timeoutOf = require('promise-toolbox/timeout');
// expect: timeout arcs=fire
export const later = (url: string) => timeoutOf.call(fetch(url), 2000);
