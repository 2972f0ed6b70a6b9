import timeout from 'express-timeout-handler';

export const middleware = [
	// expect: timeout arcs=fire
	timeout.handler({
		timeout: 3000,
		onTimeout: (request, response) => response.status(503).send('late'),
	}),
];

const {set, handler} = require('express-timeout-handler');
// expect: timeout arcs=fire
export const long = set(10_000);

// ok: timeout
export const without = handler({onDelayedResponse: () => {}});
