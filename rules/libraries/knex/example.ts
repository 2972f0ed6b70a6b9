import knexpkg from 'knex';

const {knex} = knexpkg;

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
export const db = knex({client: 'pg', connection: 'postgres://localhost', pool: {min: 0, max: 4}});

// ok: pool
export const file = knex({client: 'better-sqlite3', connection: {filename: 'db.sqlite'}});

// ok: pool
export const users = () => db('users').select('*');
