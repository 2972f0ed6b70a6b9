import promiseLimit from 'promise-limit';

// expect: limiter arcs=saturate
const limit = promiseLimit<Response>(2);

export const all = (urls: string[]) => Promise.all(urls.map(url => limit(() => fetch(url))));

export class Client {
	// expect: limiter arcs=saturate
	private readonly limit = require('promise-limit')(5);

	load(url: string) {
		return this.limit(() => fetch(url));
	}
}

// ok: limiter
export const none = promiseLimit();
