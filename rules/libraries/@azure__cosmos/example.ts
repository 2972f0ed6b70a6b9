import {CosmosClient} from '@azure/cosmos';

export const told = new CosmosClient({
	endpoint: 'https://localhost',
	connectionPolicy: {
		// expect: retry arcs=retry,recover,exhaust,refuse
		retryOptions: {maxRetryAttemptCount: 5, fixedRetryIntervalInMilliseconds: 100, maxWaitTimeInSeconds: 10},
		// expect: timeout arcs=fire
		requestTimeout: 5000,
	},
});

// implicit: retry arcs=retry,recover,exhaust,refuse
// implicit: timeout arcs=fire
export const plain = new CosmosClient('AccountEndpoint=https://localhost');

// ok: retry
// implicit: timeout arcs=fire
export const hasty = new CosmosClient({connectionPolicy: {retryOptions: {maxRetryAttemptCount: 0}}});
