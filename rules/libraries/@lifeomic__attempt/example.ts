import {retry} from '@lifeomic/attempt';

export const load = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry(() => fetch(url), {
		maxAttempts: 5,
		// expect: timeout arcs=fire
		timeout: 1000,
		handleError: (error, context) => {
			if (error.status === 404) context.abort();
		},
	});

// ok: retry
export const once = (url: string) => retry(() => fetch(url), {maxAttempts: 1});
