import PgBoss from 'pg-boss';

const boss = new PgBoss('postgres://localhost/app');

export const send = (to: string) =>
	// expect: retry arcs=retry,recover,exhaust
	boss.send('mail', {to}, {retryLimit: 3, retryBackoff: true});

// ok: retry
export const sendOnce = (to: string) => boss.send('mail', {to}, {retryLimit: 0});

// expect: queue arcs=nack,redeliver,dead-letter
boss.work('mail', async ([job]) => fetch(`/mail/${job!.id}`));

// expect: queue arcs=nack,redeliver,dead-letter
boss.work('mail', {batchSize: 5}, async jobs => fetch(`/mail/${jobs.length}`));
