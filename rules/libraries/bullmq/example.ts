import {Queue, Worker} from 'bullmq';

const connection = {host: 'localhost'};

const queue = new Queue('mail', {connection});

export const send = (to: string) =>
	// expect: retry arcs=retry,recover,exhaust
	queue.add('send', {to}, {
		attempts: 5,
		backoff: {type: 'exponential', delay: 1000},
	});

// ok: retry
export const sendOnce = (to: string) => queue.add('send', {to}, {attempts: 1});

type MailQueue = Pick<Queue<{to: string}>, 'add' | 'addBulk'>;

export async function sendAll(mails: MailQueue, to: string[]) {
	// expect: retry arcs=retry,recover,exhaust
	await mails.addBulk(to.map(each => ({name: 'send', data: {to: each}, opts: {attempts: 3}})));
	// ok: retry
	await mails.addBulk(to.map(each => ({name: 'send', data: {to: each}})));
}

// ok: retry
export const sendWith = (mails: MailQueue, options: object) => mails.add('send', {to: ''}, options);

// expect: queue arcs=nack,redeliver,dead-letter
const worker = new Worker('mail', async job => fetch(job.data.to), {
	connection,
	// expect: limiter arcs=saturate
	concurrency: 8,
	// expect: limiter arcs=saturate
	limiter: {max: 10, duration: 1000},
});
worker.on('failed', (job, error) => console.error(job?.id, error));
