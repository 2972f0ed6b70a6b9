import asyncPool from 'tiny-async-pool';

export async function all(urls: string[]) {
	// expect: limiter arcs=saturate
	for await (const response of asyncPool(2, urls, url => fetch(url))) console.log(response.status);
}

const required = require('tiny-async-pool');
// expect: limiter arcs=saturate
export const old = (urls: string[]) => required(5, urls, fetch);

// ok: limiter
export const wild = (urls: string[]) => asyncPool(Infinity, urls, fetch);
