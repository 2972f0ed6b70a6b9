import {BlobServiceClient, newPipeline, StorageSharedKeyCredential} from '@azure/storage-blob';

const url = 'https://account.blob.core.windows.net';
const credential = new StorageSharedKeyCredential('account', 'key');

export const told = new BlobServiceClient(url, credential, {
	// expect: retry arcs=retry,recover,exhaust,refuse
	retryOptions: {
		maxTries: 5,
		// expect: timeout arcs=fire
		tryTimeoutInMs: 10_000,
	},
});

// implicit: retry arcs=retry,recover,exhaust,refuse
export const plain = BlobServiceClient.fromConnectionString('UseDevelopmentStorage=true');

// ok: retry
export const piped = new BlobServiceClient(url, newPipeline(credential, {retryOptions: {maxTries: 1}}));
