import {Queue, Worker} from 'bullmq';

const connection = {host: 'localhost'};

const queue = new Queue('mail', {connection});

export const send = (to: string) =>
	queue.add('send', {to}, {
		// expect: retry arcs=retry,recover,exhaust
		attempts: 5,
		backoff: {type: 'exponential', delay: 1000},
	});

// ok: retry
export const sendOnce = (to: string) => queue.add('send', {to}, {attempts: 1});

// expect: queue arcs=nack,redeliver,dead-letter
const worker = new Worker('mail', async job => fetch(job.data.to), {
	connection,
	// expect: limiter arcs=saturate
	limiter: {max: 10, duration: 1000},
});
worker.on('failed', (job, error) => console.error(job?.id, error));
