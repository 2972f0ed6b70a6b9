import {Octokit} from '@octokit/core';
import {throttling} from '@octokit/plugin-throttling';

// expect: limiter arcs=saturate
const Throttled = Octokit.plugin(throttling);
export const octokit = new Throttled({
	throttle: {
		// expect: retry arcs=retry,recover,exhaust
		onRateLimit: (retryAfter, options, client, retryCount) => {
			client.log.warn(`quota exhausted, ${retryAfter} s`);
			if (retryCount < 1) return true;
		},
		// ok: retry
		onSecondaryRateLimit: (retryAfter, options, client) => {
			client.log.warn(`secondary limit, ${retryAfter} s`);
		},
	},
});

// ok: limiter
const Free = Octokit.plugin(throttling);
export const free = new Free({throttle: {enabled: false}});
