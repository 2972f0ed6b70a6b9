import {WebClient} from '@slack/web-api';

export const slack = new WebClient('token', {
	// expect: retry arcs=retry,recover,exhaust,refuse
	retryConfig: {retries: 3},
	// expect: limiter arcs=saturate
	maxRequestConcurrency: 5,
	// expect: timeout arcs=fire
	timeout: 2000,
});

// ok: retry
export const plain = new WebClient('token');
