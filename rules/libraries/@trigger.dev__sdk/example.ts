import {queue, retry, schedules, task} from '@trigger.dev/sdk';

export const charge = task({
	id: 'charge',
	// expect: timeout arcs=fire
	maxDuration: 60,
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry: {maxAttempts: 5, factor: 1.8},
	queue: {
		// expect: limiter arcs=saturate
		concurrencyLimit: 1,
	},
	// expect: handler arcs=enter
	onFailure: async ({error}) => console.error(error),
	run: async (payload: {id: string}) => {
		// expect: retry arcs=retry,recover,exhaust
		await retry.onThrow(async () => fetch(`/stock/${payload.id}`), {maxAttempts: 3});
		return retry.fetch(`/charge/${payload.id}`, {
			// expect: retry arcs=retry,recover,exhaust,refuse
			retry: {byStatus: {'500-599': {strategy: 'backoff', maxAttempts: 3}}},
			// expect: timeout arcs=fire
			timeoutInMs: 1000,
		});
	},
});

export const shared = queue({
	name: 'shared',
	// expect: limiter arcs=saturate
	concurrencyLimit: 10,
});

export const nightly = schedules.task({
	id: 'nightly',
	// ok: retry
	retry: {maxAttempts: 1},
	run: async () => fetch('/nightly'),
});
