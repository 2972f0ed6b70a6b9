import {pEvent, pEventMultiple} from 'p-event';

export const ready = (socket: EventTarget) =>
	pEvent(socket, 'open', {
		// expect: timeout arcs=fire
		timeout: 2000,
	});

export const three = (socket: EventTarget) =>
	pEventMultiple(socket, 'message', {
		count: 3,
		// ok: timeout
		timeout: Infinity,
	});

const events = require('p-event');
export const closed = (socket: EventTarget) =>
	events.pEvent(socket, 'close', {
		// expect: timeout arcs=fire
		timeout: 100,
	});
