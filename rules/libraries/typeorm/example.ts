import {DataSource} from 'typeorm';

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
export const db = new DataSource({
	type: 'postgres',
	poolSize: 10,
	// expect: timeout arcs=fire
	connectTimeoutMS: 2000,
});

// ok: pool
export const file = new DataSource({type: 'better-sqlite3', database: ':memory:'});
