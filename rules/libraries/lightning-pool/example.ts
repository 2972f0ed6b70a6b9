import {createPool} from 'lightning-pool';

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
export const pool = createPool(
	{create: async () => ({}), destroy: async () => {}},
	{
		max: 5,
		// expect: timeout arcs=fire
		acquireTimeoutMillis: 2000,
		// expect: retry arcs=retry,recover,exhaust
		acquireMaxRetries: 3,
	},
);

// expect: pool arcs=exhaust,resource-error,release-on-error
// ok: retry
export const plain = createPool({create: async () => ({}), destroy: async () => {}}, {acquireMaxRetries: 0});
