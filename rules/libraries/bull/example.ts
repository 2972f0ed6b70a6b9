import Queue from 'bull';

const mails = new Queue('mail', 'redis://localhost', {
	// expect: limiter arcs=saturate
	limiter: {max: 10, duration: 1000},
});

// expect: queue arcs=nack,redeliver,dead-letter
mails.process(async job => fetch(`/mail/${job.data.to}`));
mails.on('failed', (job, error) => console.error(job.id, error));

// expect: retry arcs=retry,recover,exhaust
export const send = (to: string) => mails.add({to}, {attempts: 3, backoff: 1000});

// ok: retry
export const sendOnce = (to: string) => mails.add({to});
