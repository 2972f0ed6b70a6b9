import {NodeHttp2Handler, NodeHttpHandler} from '@smithy/node-http-handler';

export const handler = new NodeHttpHandler({
	// expect: timeout arcs=fire
	connectionTimeout: 1000,
	// expect: timeout arcs=fire
	requestTimeout: 3000,
	throwOnRequestTimeout: true,
});

export const streams = new NodeHttp2Handler({
	// expect: timeout arcs=fire
	requestTimeout: 3000,
});

// ok: timeout
export const patient = new NodeHttpHandler({connectionTimeout: 0});
