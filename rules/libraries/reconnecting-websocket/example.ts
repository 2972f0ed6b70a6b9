import ReconnectingWebSocket from 'reconnecting-websocket';

// expect: retry arcs=retry,recover,exhaust
export const socket = new ReconnectingWebSocket('wss://example.com', [], {
	maxRetries: 10,
	// expect: timeout arcs=fire
	connectionTimeout: 1000,
});

// expect: retry arcs=retry,recover
export const forever = new ReconnectingWebSocket('wss://example.com');

// ok: retry
socket.addEventListener('message', event => console.log(event.data));
