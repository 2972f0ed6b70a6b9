import {createChannel, createClientFactory} from 'nice-grpc';
import {retryMiddleware} from 'nice-grpc-client-middleware-retry';

const channel = createChannel('localhost:8080');

// expect: retry arcs=retry,recover,exhaust,refuse
const factory = createClientFactory().use(retryMiddleware);
export const client = factory.create(Users, channel, {'*': {retry: true, retryMaxAttempts: 3}});
declare const Users: never;

// ok: retry
export const plain = createClientFactory().create(Users, channel);
