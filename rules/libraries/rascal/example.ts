import {BrokerAsPromised} from 'rascal';

export async function start(config: object, handle: (content: unknown) => Promise<void>) {
	const broker = await BrokerAsPromised.create(config);
	const subscription = await broker.subscribe('orders');
	// expect: queue arcs=nack,redeliver,dead-letter
	subscription.on('message', async (_message, content, ackOrNack) => {
		try {
			await handle(content);
			ackOrNack();
		} catch (error) {
			ackOrNack(error as Error, {strategy: 'republish', attempts: 3});
		}
	});
	// ok: queue
	subscription.on('error', console.error);
}
