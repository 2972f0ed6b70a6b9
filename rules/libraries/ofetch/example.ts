import {ofetch} from 'ofetch';

const api = ofetch.create({
	baseURL: 'https://api.example.com',
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry: 3,
	retryDelay: 500,
	// expect: timeout arcs=fire
	timeout: 2000,
});

export const find = (id: string) =>
	api(`/users/${id}`, {
		// ok: retry
		retry: false,
		// expect: timeout arcs=fire
		timeout: 500,
	});

// ok: retry
export const plain = (url: string) => ofetch(url);
