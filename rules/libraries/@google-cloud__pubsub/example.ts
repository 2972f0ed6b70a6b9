import {PubSub} from '@google-cloud/pubsub';

const subscription = new PubSub().subscription('orders');

// expect: queue arcs=nack,redeliver
subscription.on('message', async message => {
	try {
		await fetch(`/orders/${message.data}`);
		message.ack();
	} catch {
		message.nack();
	}
});

// ok: queue
subscription.on('error', error => console.error(error));
