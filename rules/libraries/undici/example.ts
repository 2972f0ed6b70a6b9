import {Agent, interceptors, Pool, request, RetryAgent} from 'undici';

// expect: pool arcs=exhaust,resource-error
const pool = new Pool('https://api.example.com', {
	connections: 10,
	// expect: timeout arcs=fire
	headersTimeout: 2000,
	connect: {
		// expect: timeout arcs=fire
		timeout: 500,
	},
});

// expect: pool arcs=resource-error
// expect: retry arcs=retry,recover,exhaust,refuse
const agent = new RetryAgent(new Agent(), {maxRetries: 3});

// expect: retry arcs=retry,recover,exhaust,refuse
export const composed = pool.compose(interceptors.retry({maxRetries: 2}));

export const load = (url: string) =>
	request(url, {
		dispatcher: agent,
		// expect: timeout arcs=fire
		bodyTimeout: 1000,
		// ok: timeout
		headersTimeout: 0,
	});
