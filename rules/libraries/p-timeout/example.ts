import pTimeout from 'p-timeout';

export const load = (url: string) =>
	// expect: timeout arcs=fire
	pTimeout(fetch(url), {
		milliseconds: 500,
		// expect: fallback arcs=engage
		fallback: () => undefined,
	});

export const loadElsewhere = (url: string, mirror: string) =>
	// expect: timeout arcs=fire
	pTimeout(fetch(url), {
		milliseconds: 500,
		// expect: fallback arcs=engage,fail
		fallback: () => fetch(mirror),
	});

// expect: timeout arcs=fire
export const old = (url: string) => pTimeout(fetch(url), 500);

export const oldWithFallback = (url: string) =>
	// expect: timeout arcs=fire
	pTimeout(
		fetch(url),
		500,
		// expect: fallback arcs=engage,fail
		async () => await readCopy(url),
	);

// expect: timeout arcs=fire
// ok: fallback
export const oldWithMessage = (url: string) => pTimeout(fetch(url), 500, 'too slow');

// ok: timeout
export const patient = (url: string) => pTimeout(fetch(url), {milliseconds: Number.POSITIVE_INFINITY});

declare function readCopy(url: string): Promise<Response>;
