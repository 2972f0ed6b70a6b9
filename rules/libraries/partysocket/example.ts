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
export const plain = new WebSocket('wss://example.com', [], {minReconnectionDelay: 1000});

export const useLobby = () =>
	// expect: retry arcs=retry,recover
	usePartySocket({room: 'lobby'});

// ok: retry
export const once = new WebSocket('wss://example.com', [], {maxRetries: 0});
