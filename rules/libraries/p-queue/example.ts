import PQueue from 'p-queue';

// expect: limiter arcs=saturate
const queue = new PQueue({
	concurrency: 2,
	// expect: timeout arcs=fire
	timeout: 5000,
});

export const load = (url: string) => queue.add(() => fetch(url));

// ok: limiter
export const free = new PQueue();
