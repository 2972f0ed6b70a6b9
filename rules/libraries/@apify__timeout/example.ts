import {addTimeoutToPromise, tryCancel} from '@apify/timeout';

// expect: timeout arcs=fire
export const load = (url: string) => addTimeoutToPromise(() => fetch(url), 2000, 'late');

const apify = require('@apify/timeout');
export class Client {
	load(url: string) {
		// expect: timeout arcs=fire
		return apify.addTimeoutToPromise(() => fetch(url), 100, 'late');
	}
}

// ok: timeout
export const check = () => tryCancel();
