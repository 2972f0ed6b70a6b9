import {BullModule, OnWorkerEvent, Processor, WorkerHost} from '@nestjs/bullmq';

export const queues = BullModule.registerQueue({
	name: 'mail',
	// expect: retry arcs=retry,recover,exhaust
	defaultJobOptions: {attempts: 5},
});

// expect: queue arcs=nack,redeliver,dead-letter
@Processor('mail', {
	// expect: limiter arcs=saturate
	concurrency: 4,
})
export class Mailer extends WorkerHost {
	async process(job: {data: {to: string}}) {
		await fetch(job.data.to);
	}

	@OnWorkerEvent('failed')
	onFailed() {
		console.error('failed');
	}
}

// ok: retry
export const plain = BullModule.registerQueue({name: 'audit', defaultJobOptions: {attempts: 1}});
