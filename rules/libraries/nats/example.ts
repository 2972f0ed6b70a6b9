import {connect} from 'nats';

export async function start(handle: (data: Uint8Array) => Promise<void>) {
	const connection = await connect({
		servers: 'localhost:4222',
		// expect: retry arcs=retry,recover
		maxReconnectAttempts: -1,
		// expect: timeout arcs=fire
		timeout: 5000,
	});
	const consumer = await connection.jetstream().consumers.get('orders', 'mailer');
	// expect: queue arcs=nack,redeliver,dead-letter
	await consumer.consume({
		callback: async message => {
			try {
				await handle(message.data);
				message.ack();
			} catch {
				if (message.info.redeliveryCount > 3) message.term();
				else message.nak(1000);
			}
		},
	});
	// expect: timeout arcs=fire
	await connection.request('time', undefined, {timeout: 500});
}

// implicit: retry arcs=retry,recover,exhaust
export const plain = () => connect();

// ok: retry
export const once = () => connect({reconnect: false});
