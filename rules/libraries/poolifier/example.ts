import {availableParallelism, DynamicThreadPool, FixedThreadPool} from 'poolifier';

// expect: pool arcs=exhaust,resource-error,release-on-error
const pool = new FixedThreadPool(availableParallelism(), './worker.js', {
	errorHandler: error => console.error(error),
	enableTasksQueue: true,
});

// expect: pool arcs=exhaust,resource-error,release-on-error
export const elastic = new DynamicThreadPool(2, 8, './worker.js');

// ok: pool
export const run = (data: string) => pool.execute(data);
