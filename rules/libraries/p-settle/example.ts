import pSettle from 'p-settle';

export const all = (urls: string[]) =>
	pSettle(urls.map(url => () => fetch(url)), {
		// expect: limiter arcs=saturate
		concurrency: 4,
	});

export async function late(urls: string[]) {
	const settle = await import('p-settle');
	return settle.default(urls.map(url => () => fetch(url)), {
		// expect: limiter arcs=saturate
		concurrency: 1,
	});
}

// ok: limiter
export const wild = (urls: string[]) => pSettle(urls.map(url => fetch(url)));
