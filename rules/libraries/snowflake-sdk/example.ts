import snowflake from 'snowflake-sdk';

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
const pool = snowflake.createPool(
	{
		account: 'demo',
		// expect: timeout arcs=fire
		timeout: 30_000,
		// expect: retry arcs=retry,recover,exhaust,refuse
		sfRetryMaxLoginRetries: 3,
	},
	{
		max: 10,
		// expect: timeout arcs=fire
		acquireTimeoutMillis: 5000,
	},
);

export const run = (sqlText: string) => pool.use(async connection => connection.execute({sqlText}));

// ok: pool
export const connection = snowflake.createConnection({account: 'demo'});
