import pAll from 'p-all';

export const load = (urls: string[]) =>
	pAll(
		urls.map(url => () => fetch(url)),
		// expect: limiter arcs=saturate
		{concurrency: 4},
	);

// ok: limiter
export const loadAtOnce = (urls: string[]) => pAll(urls.map(url => () => fetch(url)));
