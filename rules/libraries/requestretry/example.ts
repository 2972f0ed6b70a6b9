import request from 'requestretry';

export const load = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	request({url, json: true, maxAttempts: 5, retryDelay: 1000, retryStrategy: request.RetryStrategies.HTTPOrNetworkError});

const client = request.defaults({json: true, maxAttempts: 3});

export const save = (url: string, body: object) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	client.post(url, {body});

// ok: retry
export const once = (url: string) => request(url, {maxAttempts: 1});

const required = require('requestretry');
export const old = (url: string, done: (error: Error) => void) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	required.get(url, {maxAttempts: 2}, done);
