import {CronJob} from 'cron';

export const job = CronJob.from({
	cronTime: '0 * * * *',
	onTick: async () => {
		await fetch('/report');
	},
	// expect: handler arcs=enter
	errorHandler: error => console.error(error),
	// expect: limiter arcs=reject
	waitForCompletion: true,
});

// ok: handler
export const plain = new CronJob('0 0 * * *', () => console.log('night'));
