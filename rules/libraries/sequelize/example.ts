import {Sequelize} from 'sequelize';

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
export const db = new Sequelize('app', 'user', 'secret', {
	dialect: 'postgres',
	pool: {
		max: 10,
		// expect: timeout arcs=fire
		acquire: 10_000,
	},
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry: {max: 3, match: [/deadlock/]},
});

// ok: pool
export const file = new Sequelize({dialect: 'sqlite', storage: ':memory:'});
