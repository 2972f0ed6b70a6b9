import {quickAddJob, run} from 'graphile-worker';

export async function start(send: (payload: unknown) => Promise<void>) {
	// expect: queue arcs=nack,redeliver,dead-letter
	const runner = await run({
		connectionString: 'postgres://localhost',
		// expect: limiter arcs=saturate
		concurrency: 5,
		taskList: {mail: async payload => send(payload)},
	});
	// expect: retry arcs=retry,recover,exhaust
	await runner.addJob('mail', {to: 'a'}, {maxAttempts: 3});
	// implicit: retry arcs=retry,recover,exhaust
	await runner.addJob('mail', {to: 'b'});
}

// ok: retry
export const once = () => quickAddJob({}, 'mail', {to: 'c'}, {maxAttempts: 1});
