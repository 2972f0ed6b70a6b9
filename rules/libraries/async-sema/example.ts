import {RateLimit, Sema} from 'async-sema';

// expect: limiter arcs=saturate
const slots = new Sema(4);

export async function load(url: string) {
	await slots.acquire();
	try {
		return await fetch(url);
	} finally {
		slots.release();
	}
}

// expect: limiter arcs=saturate
export const turn = RateLimit(5);

// ok: limiter
export const waiting = slots.nrWaiting();
