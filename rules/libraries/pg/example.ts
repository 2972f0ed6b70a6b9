import pg, {Client, Pool} from 'pg';

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
export const pool = new Pool({
	max: 10,
	// expect: timeout arcs=fire
	connectionTimeoutMillis: 2000,
	// expect: timeout arcs=fire
	statement_timeout: 5000,
});
pool.on('error', error => console.error(error));

export const find = (id: string) => pool.query('select * from users where id = $1', [id]);

// expect: pool arcs=exhaust,resource-error,release-on-error
export const waiting = new pg.Pool({connectionTimeoutMillis: 0, query_timeout: 0});

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
export const adjustable = (overrides: object) => new Pool({
	// expect: timeout arcs=fire
	connectionTimeoutMillis: 2000,
	...overrides,
});

// ok: pool
export const client = new Client();
