import {retry} from 'abort-controller-x';
import * as abort from 'abort-controller-x';

export const load = (url: string, signal: AbortSignal) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry(signal, inner => fetch(url, {signal: inner}), {
		maxAttempts: 5,
		onError(error) {
			if (error.status === 404) throw error;
		},
	});

export const forever = (url: string, signal: AbortSignal) =>
	// expect: retry arcs=retry,recover
	abort.retry(signal, () => fetch(url));

// ok: retry
export const once = (url: string, signal: AbortSignal) => retry(signal, () => fetch(url), {maxAttempts: 0});
