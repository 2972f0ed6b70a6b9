import mariadb from 'mariadb';

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
const pool = mariadb.createPool({
	connectionLimit: 5,
	// expect: timeout arcs=fire
	acquireTimeout: 2000,
});

// ok: pool
export const find = (id: string) => pool.query('select * from users where id = ?', [id]);
