import {TypeOrmModule} from '@nestjs/typeorm';

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
export const told = TypeOrmModule.forRoot({
	type: 'postgres',
	// expect: retry arcs=retry,recover,exhaust,refuse
	retryAttempts: 3,
	toRetry: error => error.code === 'ECONNREFUSED',
	// expect: timeout arcs=fire
	connectTimeoutMS: 2000,
});

// implicit: retry arcs=retry,recover,exhaust
// ok: pool
export const local = TypeOrmModule.forRoot({type: 'sqlite', database: ':memory:'});
