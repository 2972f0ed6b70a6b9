import {timeout, TimeoutError} from 'promise-timeout';

// expect: timeout arcs=fire
export const load = (url: string) => timeout(fetch(url), 1000);

const pt = require('promise-timeout');
export class Client {
	load(url: string) {
		// expect: timeout arcs=fire
		return pt.timeout(fetch(url), 100);
	}
}

// ok: timeout
export const isLate = (error: Error) => error instanceof TimeoutError;
