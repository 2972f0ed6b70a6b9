import {Worker} from 'jest-worker';

// expect: pool arcs=exhaust,resource-error,release-on-error
export const farm = new Worker(new URL('./worker.js', import.meta.url), {
	numWorkers: 4,
	// expect: retry arcs=retry,recover,exhaust
	maxRetries: 5,
});

// expect: pool arcs=exhaust,resource-error,release-on-error
// implicit: retry arcs=retry,recover,exhaust
export const plain = new Worker('./worker.js');

// expect: pool arcs=exhaust,resource-error,release-on-error
// ok: retry
export const fragile = new Worker('./worker.js', {maxRetries: 0});
