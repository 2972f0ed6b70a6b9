import mysql from 'mysql2/promise';

// expect: pool arcs=exhaust,resource-error,release-on-error
const pool = mysql.createPool({
	connectionLimit: 10,
	// expect: timeout arcs=fire
	connectTimeout: 2000,
});

export const find = (id: string) =>
	// expect: timeout arcs=fire
	pool.query({sql: 'select * from users where id = ?', timeout: 500}, [id]);

// ok: pool
export const connection = mysql.createConnection({host: 'localhost'});
