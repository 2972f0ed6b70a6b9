import {Client} from '@stomp/stompjs';

const client = new Client({
	brokerURL: 'ws://localhost:15674/ws',
	// expect: retry arcs=retry,recover
	reconnectDelay: 2000,
	// expect: timeout arcs=fire
	connectionTimeout: 5000,
});

export function listen(handle: (body: string) => void) {
	// expect: queue arcs=nack,redeliver
	client.subscribe(
		'/queue/orders',
		message => {
			try {
				handle(message.body);
				message.ack();
			} catch {
				message.nack();
			}
		},
		{ack: 'client-individual'},
	);
	// ok: queue
	client.subscribe('/topic/audit', message => handle(message.body));
}

// implicit: retry arcs=retry,recover
export const plain = new Client({brokerURL: 'ws://localhost:15674/ws'});

// ok: retry
export const once = new Client({reconnectDelay: 0});

// ok: retry
const later = new Client();
later.configure({
	brokerURL: 'ws://localhost:15674/ws',
	// expect: retry arcs=retry,recover
	reconnectDelay: 300,
});
