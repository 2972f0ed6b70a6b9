import {Gaxios, request} from 'gaxios';

export const find = (id: string) =>
	request({
		url: `https://api.example.com/users/${id}`,
		// expect: retry arcs=retry,recover,exhaust,refuse
		retryConfig: {retry: 5, onRetryAttempt: error => console.warn(error)},
		// expect: timeout arcs=fire
		timeout: 2000,
	});

const client = new Gaxios({
	baseURL: 'https://api.example.com',
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry: true,
});

// ok: retry
export const plain = (url: string) => client.request({url, retry: false});
