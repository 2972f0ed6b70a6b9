import amqp, {type Channel} from 'amqplib';

export async function consume(handle: (text: string) => Promise<void>) {
	const connection = await amqp.connect('amqp://localhost');
	const channel = await connection.createChannel();
	// expect: queue arcs=nack,redeliver,dead-letter
	await channel.consume('orders', async message => {
		if (!message) return;
		try {
			await handle(message.content.toString());
			channel.ack(message);
		} catch {
			if (message.fields.redelivered) channel.nack(message, false, false);
			else channel.nack(message);
		}
	});
	// ok: queue
	await channel.consume('audit', () => {}, {noAck: true});
}

export class Consumer {
	constructor(private readonly channel: Channel) {}

	start() {
		// expect: queue arcs=redeliver,dead-letter
		return this.channel.consume('orders', message => this.channel.reject(message!, false));
	}
}
