import {createPool, type DatabasePool, sql} from 'slonik';

export async function start() {
	// expect: pool arcs=exhaust,resource-error,release-on-error
	const pool = await createPool('postgres://localhost', {
		// expect: retry arcs=retry,recover,exhaust,refuse
		queryRetryLimit: 2,
		// expect: timeout arcs=fire
		statementTimeout: 5000,
		connectionTimeout: 'DISABLE_TIMEOUT',
	});
	// expect: retry arcs=retry,recover,exhaust,refuse
	await pool.transaction(async transaction => transaction.query(sql.unsafe`delete from users`), 3);
	// ok: retry
	await pool.transaction(async transaction => transaction.query(sql.unsafe`delete from orders`), 0);
}

export const open = () =>
	// expect: pool arcs=exhaust,resource-error,release-on-error
	// implicit: retry arcs=retry,recover,exhaust,refuse
	// implicit: timeout arcs=fire
	createPool('postgres://localhost');

export const clear = (pool: DatabasePool) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	pool.transaction(async transaction => transaction.query(sql.unsafe`delete from logs`), 2);
