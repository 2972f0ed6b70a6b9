import ky from 'ky';

const api = ky.create({
	prefixUrl: 'https://api.example.com',
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry: 3,
	// expect: timeout arcs=fire
	timeout: 2000,
});

export const find = (id: string) =>
	api.get(`users/${id}`, {
		// ok: retry
		retry: 0,
		// ok: timeout
		timeout: false,
	});

// implicit: retry arcs=retry,recover,exhaust,refuse
// implicit: timeout arcs=fire
export const plain = (url: string) => ky(url).json();

// ok: retry
// implicit: timeout arcs=fire
export const send = (url: string) => ky.post(url, {json: {}});

const named = api.extend({
	// expect: timeout arcs=fire
	timeout: 500,
});

// ok: retry
export const all = () => named.get('users').json();
