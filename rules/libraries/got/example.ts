import got from 'got';

export const client = got.extend({
	prefixUrl: 'https://api.example.com',
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry: {limit: 3},
	// expect: timeout arcs=fire
	timeout: {request: 2000},
});

export const find = (id: string) =>
	client.get(`users/${id}`, {
		// expect: timeout arcs=fire
		timeout: {response: 500},
		// ok: retry
		retry: {limit: 0},
	});

// ok: retry
export const plain = (url: string) => got(url).json();
