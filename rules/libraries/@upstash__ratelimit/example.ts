import {Ratelimit} from '@upstash/ratelimit';

declare const redis: never;

// expect: limiter arcs=reject
const ratelimit = new Ratelimit({
	redis,
	limiter: Ratelimit.slidingWindow(10, '10 s'),
	// expect: timeout arcs=fire
	timeout: 1000,
});

export async function handle(ip: string) {
	const {success} = await ratelimit.limit(ip);
	return success ? new Response('ok') : new Response('too many', {status: 429});
}

const upstash = require('@upstash/ratelimit');
export class Gate {
	// expect: limiter arcs=saturate,reject
	// implicit: timeout arcs=fire
	private readonly limit = new upstash.Ratelimit({redis, limiter: Ratelimit.fixedWindow(1, '1 s')});

	pass(id: string) {
		return this.limit.blockUntilReady(id, 60_000);
	}
}

// ok: limiter
export const algorithm = Ratelimit.tokenBucket(5, '10 s', 10);
