import {createClient} from 'graphql-ws';

// implicit: retry arcs=retry,recover,exhaust,refuse
export const client = createClient({
	url: 'wss://example.com/graphql',
	// expect: timeout arcs=fire
	connectionAckWaitTimeout: 5000,
});

// expect: retry arcs=retry,recover,refuse
export const stubborn = createClient({
	url: 'wss://example.com/graphql',
	retryAttempts: Number.POSITIVE_INFINITY,
	shouldRetry: () => true,
	retryWait: async () => {},
});

const ws = require('graphql-ws');
// expect: retry arcs=retry,recover,exhaust,refuse
export const limited = ws.createClient({url: 'wss://example.com/graphql', retryAttempts: 3});

// ok: retry
export const once = createClient({url: 'wss://example.com/graphql', retryAttempts: 0});
