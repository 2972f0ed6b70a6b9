import {retry} from 'ts-retry-promise';

export const load = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry(() => fetch(url), {
		retries: 3,
		// expect: timeout arcs=fire
		timeout: 5000,
	});

// ok: retry
export const once = (url: string) => retry(() => fetch(url), {retries: 0});
