import mysql from 'mysql';

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
const pool = mysql.createPool({
	connectionLimit: 10,
	// expect: timeout arcs=fire
	acquireTimeout: 2000,
});
pool.on('enqueue', () => console.warn('waiting for a connection'));

export const find = (id: string, done: () => void) =>
	// expect: timeout arcs=fire
	pool.query({sql: 'select * from users where id = ?', timeout: 500, values: [id]}, done);

// ok: pool
export const connection = mysql.createConnection({host: 'localhost'});
