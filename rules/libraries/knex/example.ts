import knexpkg from 'knex';

const {knex} = knexpkg;

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
export const db = knex({client: 'pg', connection: 'postgres://localhost', pool: {min: 0, max: 4}});

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
export const hasty = knex({
	client: 'pg',
	// expect: timeout arcs=fire
	acquireConnectionTimeout: 2000,
	pool: {
		// expect: timeout arcs=fire
		acquireTimeoutMillis: 1000,
	},
});

// ok: pool
export const file = knex({client: 'better-sqlite3', connection: {filename: 'db.sqlite'}});

// ok: pool
export const users = () => db('users').select('*');

// expect: timeout arcs=fire
export const recent = () => db('users').where('age', '<', 1).orderBy('age').timeout(1000, {cancel: true});

// expect: timeout arcs=fire
export const names = () => db.select('name').from('users').timeout(500);

// expect: timeout arcs=fire
export const slow = () => db.raw('select pg_sleep(1)').timeout(100);
