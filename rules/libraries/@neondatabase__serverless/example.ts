import {neon, Pool} from '@neondatabase/serverless';

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
export const pool = new Pool({
	connectionString: 'postgres://localhost',
	// expect: timeout arcs=fire
	connectionTimeoutMillis: 2000,
});
pool.on('error', error => console.error(error));

// ok: pool
export const sql = neon('postgres://localhost');
