import {Redis} from '@upstash/redis';

export const told = new Redis({
	url: 'https://redis.example.com',
	token: 'secret',
	// expect: retry arcs=retry,recover,exhaust
	retry: {retries: 3, backoff: count => count * 100},
});

// implicit: retry arcs=retry,recover,exhaust
export const plain = Redis.fromEnv();

// ok: retry
export const hasty = new Redis({url: 'https://redis.example.com', token: 'secret', retry: false});
