import {RateLimiterMemory, RateLimiterQueue, RateLimiterRedis} from 'rate-limiter-flexible';

// expect: limiter arcs=reject
const memory = new RateLimiterMemory({points: 10, duration: 1});

// expect: limiter arcs=reject
const limiter = new RateLimiterRedis({
	storeClient: {},
	points: 10,
	duration: 1,
	// expect: fallback arcs=engage
	insuranceLimiter: memory,
});

// expect: limiter arcs=saturate,reject
export const queue = new RateLimiterQueue(limiter, {maxQueueSize: 100});

// ok: limiter
export const take = (ip: string) => limiter.consume(ip);
