import {
	createEmptyPipeline,
	createPipelineFromOptions,
	createPipelineRequest,
	exponentialRetryPolicy,
	throttlingRetryPolicy,
} from '@azure/core-rest-pipeline';

const pipeline = createEmptyPipeline();
// expect: retry arcs=retry,recover,exhaust,refuse
pipeline.addPolicy(exponentialRetryPolicy({maxRetries: 5, retryDelayInMs: 200}));
// ok: retry
pipeline.addPolicy(throttlingRetryPolicy({maxRetries: 0}));

export const told = createPipelineFromOptions({
	// expect: retry arcs=retry,recover,exhaust,refuse
	retryOptions: {maxRetries: 2},
});

// implicit: retry arcs=retry,recover,exhaust,refuse
export const plain = createPipelineFromOptions({});

export const request = createPipelineRequest({
	url: 'https://api.example.com',
	// expect: timeout arcs=fire
	timeout: 2000,
});
