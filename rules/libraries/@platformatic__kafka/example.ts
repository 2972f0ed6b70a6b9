import {Consumer, Producer} from '@platformatic/kafka';

export const producer = new Producer({
	clientId: 'orders',
	bootstrapBrokers: ['localhost:9092'],
	// expect: retry arcs=retry,recover,exhaust,refuse
	retries: 5,
	// expect: timeout arcs=fire
	timeout: 2000,
});

// implicit: retry arcs=retry,recover,exhaust,refuse
// implicit: timeout arcs=fire
export const consumer = new Consumer({groupId: 'mailer', clientId: 'mailer', bootstrapBrokers: ['localhost:9092']});

// ok: retry
// implicit: timeout arcs=fire
export const hasty = new Producer({clientId: 'orders', bootstrapBrokers: ['localhost:9092'], retries: false});
