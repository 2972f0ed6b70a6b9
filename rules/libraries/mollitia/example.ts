import {Circuit, Fallback, Ratelimit, Retry, SlidingCountBreaker, Timeout} from 'mollitia';
import * as mollitia from 'mollitia';

// expect: retry arcs=retry,recover,exhaust,refuse
const retry = new Retry({attempts: 2, onRejection: error => error.status !== 404});
retry.on('retry', () => console.warn('again'));

// expect: timeout arcs=fire
const timeout = new Timeout({delay: 150});

export const circuit = new Circuit({
	func: (id: string) => fetch(`/users/${id}`),
	options: {
		modules: [
			timeout,
			retry,
			// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
			new SlidingCountBreaker({slidingWindowSize: 6, minimumNumberOfCalls: 3}),
			// expect: limiter arcs=reject
			new Ratelimit({limitForPeriod: 2, limitPeriod: 20_000}),
			// expect: limiter arcs=saturate,reject
			new mollitia.Bulkhead({concurrentSize: 5, queueSize: 10}),
			// expect: handler arcs=enter
			new Fallback({callback: error => new Error('users', {cause: error})}),
		],
	},
});

// ok: timeout
export const off = new Timeout({active: false, delay: 150});
