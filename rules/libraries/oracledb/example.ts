import oracledb from 'oracledb';

export const open = () =>
	// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
	oracledb.createPool({
		user: 'demo',
		poolMax: 10,
		// expect: timeout arcs=fire
		queueTimeout: 5000,
	});

export const single = () =>
	oracledb.getConnection({
		user: 'demo',
		// expect: retry arcs=retry,recover,exhaust
		retryCount: 3,
		// expect: timeout arcs=fire
		connectTimeout: 10,
	});

// ok: pool
export const plain = () => oracledb.getConnection({user: 'demo'});
