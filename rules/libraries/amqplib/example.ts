import amqp, {type Channel} from 'amqplib';
import * as callbacks from 'amqplib/callback_api';

export async function consume(handle: (text: string) => Promise<void>) {
	const connection = await amqp.connect('amqp://localhost', {
		// expect: timeout arcs=fire
		timeout: 5000,
	});
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

export function listen(handle: (text: string, done: (error?: Error) => void) => void) {
	callbacks.connect('amqp://localhost', (_error, connection: callbacks.Connection) => {
		connection.createChannel((_failure, channel: callbacks.Channel) => {
			// expect: queue arcs=nack,redeliver
			channel.consume('orders', message => {
				handle(message!.content.toString(), error => (error ? channel.nack(message!) : channel.ack(message!)));
			});
		});
	});
}

export function listenUntyped() {
	callbacks.connect('amqp://localhost', (_error, connection) => {
		connection.createChannel((_failure, channel) => {
			// todo-expect: queue arcs=nack,redeliver
			channel.consume('orders', message => channel.nack(message!));
		});
	});
}
