import {Connection, Request} from 'tedious';

const connection = new Connection({
	server: 'localhost',
	options: {
		// expect: retry arcs=retry,recover,exhaust,refuse
		maxRetriesOnTransientErrors: 5,
		// expect: timeout arcs=fire
		connectTimeout: 3000,
	},
});

export function count(done: (error?: Error | null) => void) {
	const request = new Request('SELECT COUNT(*) FROM users', done);
	// expect: timeout arcs=fire
	request.setTimeout(5000);
	connection.execSql(request);
}

// implicit: retry arcs=retry,recover,exhaust,refuse
// implicit: timeout arcs=fire
export const plain = new Connection({server: 'localhost'});

// ok: retry
// implicit: timeout arcs=fire
export const hasty = new Connection({server: 'localhost', options: {maxRetriesOnTransientErrors: 0}});
