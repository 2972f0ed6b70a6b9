import {defineConfig, MikroORM} from '@mikro-orm/postgresql';

export const config = defineConfig({
	dbName: 'app',
	// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
	pool: {
		min: 2,
		max: 10,
		// expect: timeout arcs=fire
		acquireTimeoutMillis: 2000,
	},
});

// ok: pool
export const plain = () => MikroORM.init({dbName: 'app'});
