import {Agenda, backoffStrategies} from 'agenda';

// expect: limiter arcs=saturate
const agenda = new Agenda({maxConcurrency: 10});

// expect: retry arcs=retry,recover,exhaust
agenda.define('mail', async job => fetch(`/mail/${job.attrs.data}`), {
	backoff: backoffStrategies.exponential({delay: 1000, maxRetries: 5}),
	// expect: limiter arcs=saturate
	concurrency: 2,
});
agenda.on('retry', job => console.warn(job.attrs.name));

// ok: retry
agenda.define('report', async () => fetch('/report'));
