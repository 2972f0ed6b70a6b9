import {Pool} from 'tarn';

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
const pool = new Pool({
	create: async () => ({}),
	destroy: () => {},
	min: 0,
	max: 4,
	// expect: timeout arcs=fire
	acquireTimeoutMillis: 1000,
});

// ok: pool
export const take = () => pool.acquire().promise;
