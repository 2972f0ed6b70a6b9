import {Client, credentials} from '@grpc/grpc-js';

const client = new Client('localhost:50051', credentials.createInsecure());

// expect: timeout arcs=fire
client.waitForReady(Date.now() + 5000, error => console.error(error));

export const call = (encode: never, decode: never, request: object) =>
	client.makeUnaryRequest(
		'/orders.Orders/Get',
		encode,
		decode,
		request,
		// expect: timeout arcs=fire
		{deadline: Date.now() + 1000},
		() => {},
	);

// ok: timeout
client.close();
