import pRetry, {AbortError, makeRetriable} from 'p-retry';

export const load = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	pRetry(
		async () => {
			const response = await fetch(url);
			if (response.status === 404) throw new AbortError(response.statusText);
			return response.json();
		},
		{retries: 5, onFailedAttempt: error => console.warn(error)},
	);

export const loadForever = (url: string) =>
	// expect: retry arcs=retry,recover,refuse
	pRetry(() => fetch(url), {retries: Number.POSITIVE_INFINITY});

export const loadSome = (url: string, options: object) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	pRetry(() => fetch(url), options);

export const picky = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	pRetry(() => fetch(url), {shouldRetry: ({error}) => error.name !== 'HTTPError'});

// expect: retry arcs=retry,recover,exhaust,refuse
export const retried = makeRetriable((url: string) => fetch(url), {retries: 2});

// ok: retry
export const once = (url: string) => pRetry(() => fetch(url), {retries: 0});

function local(pRetry: (run: () => void) => void) {
	// ok: retry
	pRetry(() => {});
}
export {local};
