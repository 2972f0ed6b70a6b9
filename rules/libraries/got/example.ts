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

// implicit: retry arcs=retry,recover,exhaust,refuse
export const plain = (url: string) => got(url).json();

// ok: retry
export const send = (url: string) => got.post(url, {json: {}});

// implicit: retry arcs=retry,recover,exhaust,refuse
const named = got.extend({prefixUrl: 'https://api.example.com'});

// ok: retry
export const all = () => named.get('users').json();

export const patient = named.extend({
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry: {limit: 8},
});
