import {Cron} from 'croner';

export const job = new Cron(
	'0 * * * *',
	{
		// expect: handler arcs=enter
		catch: error => console.error(error),
		// expect: limiter arcs=reject
		protect: true,
	},
	async () => {
		await fetch('/report');
	},
);

// ok: handler
export const plain = new Cron('0 0 * * *', {catch: false}, () => console.log('night'));
