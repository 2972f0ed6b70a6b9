import {QueueClient, QueueServiceClient} from '@azure/storage-queue';

export const told = new QueueClient('UseDevelopmentStorage=true', 'orders', {
	// expect: retry arcs=retry,recover,exhaust,refuse
	retryOptions: {
		maxTries: 5,
		// expect: timeout arcs=fire
		tryTimeoutInMs: 10_000,
	},
});

// implicit: retry arcs=retry,recover,exhaust,refuse
export const plain = QueueServiceClient.fromConnectionString('UseDevelopmentStorage=true');

// ok: retry
export const hasty = new QueueServiceClient('https://account.queue.core.windows.net', undefined, {retryOptions: {maxTries: 1}});
