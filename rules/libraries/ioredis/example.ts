import Redis, {Cluster} from 'ioredis';

export const redis = new Redis({
	host: 'localhost',
	// expect: retry arcs=retry,recover,exhaust
	retryStrategy: times => (times > 10 ? null : Math.min(times * 50, 2000)),
	// expect: timeout arcs=fire
	commandTimeout: 1000,
});

export const patient = new Redis({
	maxRetriesPerRequest: null,
	// expect: retry arcs=retry,recover
	retryStrategy(times) {
		const delay = Math.min(times * 50, 2000);
		return delay;
	},
});

export const url = new Redis('redis://localhost', {
	// ok: retry
	retryStrategy: null,
	maxRetriesPerRequest: null,
});

// implicit: retry arcs=retry,recover
export const plain = new Redis();

export const cluster = new Cluster([{host: 'localhost', port: 7000}], {
	// expect: retry arcs=retry,recover,exhaust
	clusterRetryStrategy: times => (times > 5 ? null : 100),
	redisOptions: {
		// expect: timeout arcs=fire
		commandTimeout: 500,
	},
});

// implicit: retry arcs=retry,recover
export const nodes = new Redis.Cluster([{host: 'localhost', port: 7000}]);
