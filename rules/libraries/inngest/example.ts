import {Inngest} from 'inngest';

const inngest = new Inngest({id: 'shop'});

export const charge = inngest.createFunction(
	{
		id: 'charge',
		triggers: [{event: 'order/placed'}],
		// expect: retry arcs=retry,recover,exhaust,refuse
		retries: 5,
		// expect: limiter arcs=saturate
		concurrency: {limit: 10},
		timeouts: {
			// expect: timeout arcs=fire
			finish: '30s',
		},
		// expect: handler arcs=enter
		onFailure: ({error}) => console.error(error),
	},
	({event, step}) => step.run('charge', () => fetch(`/charge/${event.data.id}`)),
);

// implicit: retry arcs=retry,recover,exhaust,refuse
export const notify = inngest.createFunction(
	{
		id: 'notify',
		triggers: [{event: 'order/paid'}],
		// expect: limiter arcs=reject
		rateLimit: {limit: 1, period: '1m'},
	},
	() => fetch('/notify'),
);

export const once = new Inngest({id: 'jobs'}).createFunction(
	{
		id: 'once',
		triggers: [{cron: '0 0 * * *'}],
		// ok: retry
		retries: 0,
	},
	() => fetch('/nightly'),
);
