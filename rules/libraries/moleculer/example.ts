import {type Context, ServiceBroker} from 'moleculer';

const broker = new ServiceBroker({
	// expect: timeout arcs=fire
	requestTimeout: 5000,
	// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
	circuitBreaker: {enabled: true, threshold: 0.5},
	// expect: retry arcs=retry,recover,exhaust,refuse
	retryPolicy: {enabled: true, retries: 5, check: error => error.code >= 500},
	// expect: limiter arcs=saturate,reject
	bulkhead: {enabled: true, concurrency: 3, maxQueueSize: 10},
});

export const find = (id: string) =>
	broker.call(
		'users.find',
		{id},
		{
			// expect: timeout arcs=fire
			timeout: 500,
			// expect: retry arcs=retry,recover,exhaust,refuse
			retries: 3,
			// expect: fallback arcs=engage
			fallbackResponse: () => ({name: 'nobody'}),
		},
	);

export const action = (ctx: Context<{id: string}>) =>
	ctx.call('mail.send', ctx.params, {
		// expect: timeout arcs=fire
		timeout: 100,
	});

const {ServiceBroker: Broker} = require('moleculer');
export const plain = new Broker({
	// ok: circuit-breaker
	circuitBreaker: {enabled: false},
});
