import {EventHubConsumerClient, EventHubProducerClient} from '@azure/event-hubs';

export const producer = new EventHubProducerClient('Endpoint=sb://localhost', 'orders', {
	// expect: retry arcs=retry,recover,exhaust,refuse
	retryOptions: {
		maxRetries: 5,
		// expect: timeout arcs=fire
		timeoutInMs: 10_000,
	},
});

// implicit: retry arcs=retry,recover,exhaust,refuse
// implicit: timeout arcs=fire
export const consumer = new EventHubConsumerClient('$Default', 'Endpoint=sb://localhost', 'orders');

// ok: retry
// implicit: timeout arcs=fire
export const hasty = new EventHubProducerClient('Endpoint=sb://localhost', {retryOptions: {maxRetries: 0}});
