import sql from 'mssql';

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
export const pool = new sql.ConnectionPool({
	server: 'localhost',
	// expect: timeout arcs=fire
	requestTimeout: 5000,
});

// ok: pool
export const find = (id: string) => pool.request().query(`select * from users where id = ${id}`);
