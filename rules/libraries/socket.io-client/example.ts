import {io} from 'socket.io-client';

// expect: retry arcs=retry,recover,exhaust
const socket = io('https://example.com', {
	reconnectionAttempts: 5,
	// expect: timeout arcs=fire
	ackTimeout: 2000,
	// expect: retry arcs=retry,recover,exhaust
	retries: 3,
});

// expect: timeout arcs=fire
export const ask = (question: string) => socket.timeout(1000).emitWithAck('ask', question);

// ok: retry
export const once = io('https://example.com', {reconnection: false, reconnectionAttempts: 5});
