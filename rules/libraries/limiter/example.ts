import {RateLimiter} from 'limiter';

// expect: limiter arcs=saturate
const limiter = new RateLimiter({tokensPerInterval: 10, interval: 'second'});

export async function load(url: string) {
	await limiter.removeTokens(1);
	return fetch(url);
}

// expect: limiter arcs=reject
export const strict = new RateLimiter({tokensPerInterval: 1, interval: 'minute', fireImmediately: true});

// ok: limiter
export const left = limiter.getTokensRemaining();
