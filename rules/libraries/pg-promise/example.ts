import pgPromise from 'pg-promise';

// ok: pool
const connect = pgPromise({capSQL: true});

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
export const db = connect({
	host: 'localhost',
	max: 10,
	// expect: timeout arcs=fire
	connectionTimeoutMillis: 2000,
	// expect: timeout arcs=fire
	query_timeout: 5000,
});

// expect: pool arcs=exhaust,resource-error,release-on-error
export const plain = connect('postgres://localhost');
