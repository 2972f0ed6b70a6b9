import AWS from 'aws-sdk';
import SQS from 'aws-sdk/clients/sqs';

AWS.config.update({
	region: 'eu-central-1',
	// expect: retry arcs=retry,recover,exhaust,refuse
	maxRetries: 5,
	// expect: timeout arcs=fire
	httpOptions: {timeout: 10_000},
});

export const files = new AWS.S3({
	// expect: retry arcs=retry,recover,exhaust,refuse
	maxRetries: 3,
	retryDelayOptions: {customBackoff: count => count * 100},
	httpOptions: {
		// expect: timeout arcs=fire
		connectTimeout: 1000,
	},
});

// implicit: retry arcs=retry,recover,exhaust,refuse
// implicit: timeout arcs=fire
export const queue = new SQS({region: 'eu-central-1'});

export const table = new AWS.DynamoDB.DocumentClient({
	// ok: retry
	maxRetries: 0,
	// expect: timeout arcs=fire
	httpOptions: {timeout: 500},
});
