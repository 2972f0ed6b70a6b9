import {retry, retryAsync, retryAsyncDecorator, waitUntilAsync} from 'ts-retry';
import * as tsRetry from 'ts-retry';

export const load = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust
	retryAsync(() => fetch(url), {delay: 100, maxTry: 5});

export const picky = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry(() => fetch(url), {
		maxTry: 3,
		onError: error => {
			if (error.message === 'gone') return false;
			return true;
		},
	});

// expect: retry arcs=retry,recover,exhaust
export const loader = retryAsyncDecorator((url: string) => fetch(url), {maxTry: 3, onMaxRetryFunc: console.error});

export const soon = (url: string) =>
	// expect: timeout arcs=fire
	waitUntilAsync(() => fetch(url), 2000);

export const ready = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust
	tsRetry.retryAsyncUntilResponse(() => fetch(url), {maxTry: 3});

// ok: retry
export const once = (url: string) => retryAsync(() => fetch(url), {maxTry: 1});
