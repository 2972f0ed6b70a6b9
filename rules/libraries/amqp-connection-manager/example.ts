import amqp from 'amqp-connection-manager';

const connection = amqp.connect(['amqp://localhost'], {
	// expect: retry arcs=retry,recover
	reconnectTimeInSeconds: 10,
});
const channel = connection.createChannel({
	json: true,
	// expect: timeout arcs=fire
	publishTimeout: 5000,
});

export const start = (handle: (text: string) => Promise<void>) =>
	// expect: queue arcs=nack,redeliver,dead-letter
	channel.consume('orders', async message => {
		try {
			await handle(message.content.toString());
			channel.ack(message);
		} catch {
			if (message.fields.redelivered) channel.nack(message, false, false);
			else channel.nack(message);
		}
	});

// ok: queue
export const audit = () => channel.consume('audit', () => {}, {noAck: true});

// implicit: retry arcs=retry,recover
export const plain = amqp.connect('amqp://localhost');
