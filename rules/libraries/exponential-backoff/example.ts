import {backOff} from 'exponential-backoff';

// expect: retry arcs=retry,recover,exhaust
export const load = (url: string) => backOff(() => fetch(url), {numOfAttempts: 5});

export const picky = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	backOff(() => fetch(url), {retry: error => error.code === 'ECONNRESET'});

// ok: retry
export const once = (url: string) => backOff(() => fetch(url), {numOfAttempts: 1});
