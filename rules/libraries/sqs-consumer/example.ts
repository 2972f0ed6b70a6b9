import {Consumer} from 'sqs-consumer';

// expect: queue arcs=nack,redeliver
const consumer = Consumer.create({
	queueUrl: 'https://sqs.example.com/mail',
	handleMessage: async message => {
		await fetch(`/mail/${message.MessageId}`);
		return message;
	},
	// expect: timeout arcs=fire
	handleMessageTimeout: 10_000,
});
consumer.on('processing_error', error => console.error(error));
consumer.on('timeout_error', error => console.error(error));

// ok: queue
consumer.start();
