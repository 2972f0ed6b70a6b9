import {PromisePool} from '@supercharge/promise-pool';

export const load = (urls: string[]) =>
	// expect: limiter arcs=saturate
	// expect: timeout arcs=fire
	// expect: handler arcs=enter
	PromisePool.for(urls)
		.withConcurrency(3)
		.withTaskTimeout(2000)
		.handleError(error => console.warn(error))
		.process(url => fetch(url));

const {PromisePool: Pool} = require('@supercharge/promise-pool');
export async function old(urls: string[]) {
	// expect: limiter arcs=saturate
	const pool = new Pool(urls).withConcurrency(5);
	return pool.process((url: string) => fetch(url));
}

// ok: timeout
// implicit: limiter arcs=saturate
export const plain = (urls: string[]) => PromisePool.for(urls).process(url => fetch(url));
