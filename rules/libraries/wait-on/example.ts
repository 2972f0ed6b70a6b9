import waitOn from 'wait-on';

export const up = () =>
	waitOn({
		resources: ['http://localhost:3000/health'],
		// expect: timeout arcs=fire
		timeout: 30_000,
		// expect: timeout arcs=fire
		tcpTimeout: 1000,
	});

const required = require('wait-on');
export const old = (done: (error?: Error) => void) =>
	required(
		{
			resources: ['tcp:3000'],
			// expect: timeout arcs=fire
			timeout: 100,
		},
		done,
	);

// ok: timeout
export const forever = () => waitOn({resources: ['tcp:3000']});
