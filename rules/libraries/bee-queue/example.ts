import Queue from 'bee-queue';

const queue = new Queue<{to: string}>('mail');

export const send = (to: string) =>
	// expect: retry arcs=retry,recover,exhaust
	// expect: timeout arcs=fire
	queue.createJob({to}).retries(3).timeout(5000).save();

// expect: queue arcs=nack,redeliver,dead-letter
// expect: limiter arcs=saturate
queue.process(5, async job => fetch(job.data.to));
queue.on('retrying', (job, error) => console.warn(job.id, error));
queue.on('failed', (job, error) => console.error(job.id, error));

// ok: retry
export const sendOnce = (to: string) => queue.createJob({to}).save();
