import pMap from 'p-map';

export const loadAll = (urls: string[]) =>
	pMap(urls, url => fetch(url), {
		// expect: limiter arcs=saturate
		concurrency: 4,
	});

// ok: limiter
export const free = (urls: string[]) => pMap(urls, url => fetch(url));
