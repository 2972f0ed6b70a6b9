import {DynamoDB} from '@aws-sdk/client-dynamodb';
import {S3Client} from '@aws-sdk/client-s3';
import * as sqs from '@aws-sdk/client-sqs';
import {ConfiguredRetryStrategy} from '@smithy/util-retry';

export const files = new S3Client({
	region: 'eu-central-1',
	// expect: retry arcs=retry,recover,exhaust,refuse
	maxAttempts: 5,
	requestHandler: {
		// expect: timeout arcs=fire
		connectionTimeout: 1000,
		throwOnRequestTimeout: true,
		// expect: timeout arcs=fire
		requestTimeout: 3000,
	},
});

export const table = new DynamoDB({
	// expect: retry arcs=retry,recover,exhaust,refuse
	// expect: limiter arcs=saturate
	retryMode: 'adaptive',
});

// implicit: retry arcs=retry,recover,exhaust,refuse
export const queue = new sqs.SQSClient({region: 'eu-central-1'});

// ok: retry
export const hasty = new sqs.SQSClient({maxAttempts: 1});

export const patient = new sqs.SQSClient({
	// expect: retry arcs=retry,recover,exhaust,refuse
	retryStrategy: new ConfiguredRetryStrategy(4, attempt => attempt * 100),
});
