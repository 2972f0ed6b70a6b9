import {Pool, spawn, Worker} from 'threads';

// expect: pool arcs=exhaust,release-on-error
const pool = Pool(() => spawn(new Worker('./resize')), {
	size: 4,
	// expect: limiter arcs=reject
	maxQueuedJobs: 100,
});

export const resize = (path: string) => pool.queue(async worker => worker(path));

// ok: pool
export const single = () => spawn(new Worker('./resize'));
