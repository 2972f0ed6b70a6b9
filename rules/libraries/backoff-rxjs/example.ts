import {retryBackoff} from 'backoff-rxjs';
import {from} from 'rxjs';

export const orders = from(fetch('/orders')).pipe(
	// expect: retry arcs=retry,recover,exhaust,refuse
	retryBackoff({initialInterval: 100, maxRetries: 5, shouldRetry: error => error.status !== 404}),
);

// ok: retry
export const plain = from(fetch('/orders')).pipe();

const backoff = require('backoff-rxjs');
export const forever = from(fetch('/orders')).pipe(
	// expect: retry arcs=retry,recover
	backoff.retryBackoff(1000),
);
