import PartySocket, {WebSocket} from 'partysocket';
import usePartySocket from 'partysocket/react';

// expect: retry arcs=retry,recover,exhaust
export const socket = new PartySocket({
	host: 'example.com',
	room: 'lobby',
	maxRetries: 10,
	// expect: timeout arcs=fire
	connectionTimeout: 4000,
});

// expect: retry arcs=retry,recover
// implicit: timeout arcs=fire
export const plain = new WebSocket('wss://example.com', [], {minReconnectionDelay: 1000});

export const useLobby = () =>
	// expect: retry arcs=retry,recover
	// implicit: timeout arcs=fire
	usePartySocket({room: 'lobby'});

// ok: retry
// implicit: timeout arcs=fire
export const once = new WebSocket('wss://example.com', [], {maxRetries: 0});
