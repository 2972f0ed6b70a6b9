import {ServiceBusClient} from '@azure/service-bus';

const client = new ServiceBusClient('Endpoint=sb://localhost', {
	// expect: retry arcs=retry,recover,exhaust,refuse
	retryOptions: {
		maxRetries: 5,
		// expect: timeout arcs=fire
		timeoutInMs: 10_000,
	},
});

const receiver = client.createReceiver('orders');

export function start(handle: (body: unknown) => Promise<void>) {
	// expect: queue arcs=nack,redeliver,dead-letter
	return receiver.subscribe(
		{
			async processMessage(message) {
				try {
					await handle(message.body);
				} catch {
					await receiver.deadLetterMessage(message);
				}
			},
			async processError({error}) {
				console.error(error);
			},
		},
		{
			autoCompleteMessages: false,
			// expect: limiter arcs=saturate
			maxConcurrentCalls: 10,
		},
	);
}

// implicit: retry arcs=retry,recover,exhaust,refuse
// implicit: timeout arcs=fire
export const plain = new ServiceBusClient('Endpoint=sb://localhost');

// ok: retry
// implicit: timeout arcs=fire
export const hasty = new ServiceBusClient('Endpoint=sb://localhost', {retryOptions: {maxRetries: 0}});
