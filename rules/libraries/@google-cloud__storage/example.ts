import {Storage} from '@google-cloud/storage';

export const files = new Storage({
	// expect: retry arcs=retry,recover,exhaust,refuse
	retryOptions: {autoRetry: true, maxRetries: 5},
	// expect: timeout arcs=fire
	timeout: 30_000,
});

// implicit: retry arcs=retry,recover,exhaust,refuse
export const plain = new Storage();

// ok: retry
export const hasty = new Storage({retryOptions: {autoRetry: false}});
