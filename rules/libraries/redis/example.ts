import {createClient, createClientPool, createCluster} from 'redis';

export const client = createClient({
	url: 'redis://localhost',
	socket: {
		// expect: retry arcs=retry,recover,exhaust
		reconnectStrategy: retries => (retries > 5 ? new Error('gone') : retries * 100),
		// expect: timeout arcs=fire
		connectTimeout: 2000,
	},
});
// expect: pool arcs=exhaust,acquire-timeout,resource-error
export const pool = createClientPool({url: 'redis://localhost'}, {
	maximum: 10,
	// expect: timeout arcs=fire
	acquireTimeout: 1000,
});

client.on('error', error => console.error(error));

export const patient = createClient({
	socket: {
		// expect: retry arcs=retry,recover
		reconnectStrategy: retries => Math.min(retries * 50, 500),
	},
});

export const once = createClient({
	// ok: retry
	socket: {reconnectStrategy: false},
});

// implicit: retry arcs=retry,recover
export const plain = createClient({url: 'redis://localhost'});

export const third = createClient('redis://localhost', {
	// expect: retry arcs=retry,recover,exhaust
	retry_strategy: ({attempt}) => (attempt > 5 ? undefined : attempt * 100),
});

export const cluster = createCluster({
	rootNodes: [{url: 'redis://localhost'}],
	defaults: {
		socket: {
			// expect: retry arcs=retry,recover
			reconnectStrategy: 500,
			// expect: timeout arcs=fire
			connectTimeout: 1000,
		},
	},
});
