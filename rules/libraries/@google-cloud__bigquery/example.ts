import {BigQuery} from '@google-cloud/bigquery';

export const warehouse = new BigQuery({
	projectId: 'demo',
	// expect: retry arcs=retry,recover,exhaust,refuse
	retryOptions: {autoRetry: true, maxRetries: 5},
});

export const count = (query: string) =>
	warehouse.query({
		query,
		// expect: timeout arcs=fire
		jobTimeoutMs: 60_000,
	});

// implicit: retry arcs=retry,recover,exhaust,refuse
export const plain = new BigQuery();

// ok: retry
export const hasty = new BigQuery({retryOptions: {maxRetries: 0}});

export const earlier = new BigQuery({
	autoRetry: true,
	// expect: retry arcs=retry,recover,exhaust,refuse
	maxRetries: 4,
});
