import {promiseRetry} from '@gar/promise-retry';

export const load = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	promiseRetry(retry => fetch(url).catch(retry), {retries: 3, minTimeout: 200});

export const loadForever = (url: string) =>
	// expect: retry arcs=retry,recover,refuse
	promiseRetry(retry => fetch(url).catch(retry), {forever: true});

// ok: retry
export const once = (url: string) => promiseRetry(retry => fetch(url).catch(retry), {retries: 0});

const required = require('@gar/promise-retry');
export const loadOld = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	required.promiseRetry((retry: (error: Error) => never) => fetch(url).catch(retry));
