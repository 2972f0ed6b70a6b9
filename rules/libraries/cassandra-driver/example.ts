import cassandra, {Client} from 'cassandra-driver';

// expect: pool arcs=exhaust,resource-error
const client = new Client({
	contactPoints: ['localhost'],
	localDataCenter: 'one',
	policies: {
		// expect: retry arcs=retry,recover,exhaust,refuse
		retry: new cassandra.policies.retry.RetryPolicy(),
		// expect: retry arcs=retry,recover
		reconnection: new cassandra.policies.reconnection.ExponentialReconnectionPolicy(100, 10_000),
	},
	socketOptions: {
		// expect: timeout arcs=fire
		readTimeout: 5000,
	},
});

export const find = (id: string) =>
	client.execute('SELECT * FROM users WHERE id = ?', [id], {
		prepare: true,
		// expect: timeout arcs=fire
		readTimeout: 500,
	});

// expect: pool arcs=exhaust,resource-error
// implicit: retry arcs=retry,recover,exhaust,refuse
// implicit: timeout arcs=fire
export const plain = new Client({contactPoints: ['localhost'], localDataCenter: 'one'});

// ok: retry
export const once = (id: string) =>
	client.execute('DELETE FROM users WHERE id = ?', [id], {retry: new cassandra.policies.retry.FallthroughRetryPolicy()});
