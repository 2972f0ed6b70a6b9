import polly from 'polly-js';

export const load = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	polly()
		.handle(error => error.code === 'ECONNRESET')
		.waitAndRetry(3)
		.executeForPromise(() => fetch(url));

const required = require('polly-js');
// expect: retry arcs=retry,recover,exhaust
const policy = required().retry(2);
export const parse = () => policy.execute(() => 1);

// ok: retry
export const once = (url: string) => polly().retry(0).executeForPromise(() => fetch(url));
