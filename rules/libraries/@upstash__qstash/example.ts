import {Client} from '@upstash/qstash';

const client = new Client({
	token: 'secret',
	// expect: retry arcs=retry,recover,exhaust
	retry: {retries: 3},
});

export const send = (body: object) =>
	client.publishJSON({
		url: 'https://api.example.com/orders',
		body,
		// expect: retry arcs=retry,recover,exhaust
		retries: 5,
		// expect: timeout arcs=fire
		timeout: '30s',
	});

// expect: retry arcs=retry,recover,exhaust
export const sendAll = () => client.batchJSON([{url: 'https://api.example.com/orders', retries: 2}]);

// implicit: retry arcs=retry,recover,exhaust
export const plain = new Client({token: 'secret'});

// ok: retry
export const hasty = new Client({token: 'secret', retry: false});
