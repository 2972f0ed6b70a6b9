import retry from 'async-retry';

export const load = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry(
		async bail => {
			const response = await fetch(url);
			if (response.status === 403) return bail(new Error('forbidden'));
			return response.text();
		},
		{retries: 5, onRetry: error => console.warn(error)},
	);

// expect: retry arcs=retry,recover
export const keepTrying = (url: string) => retry(() => fetch(url), {forever: true});

// ok: retry
export const once = (url: string) => retry(() => fetch(url), {retries: 0});
