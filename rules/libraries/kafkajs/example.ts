import {Kafka} from 'kafkajs';

const kafka = new Kafka({
	brokers: ['localhost:9092'],
	// expect: retry arcs=retry,recover,exhaust
	retry: {retries: 8},
	// expect: timeout arcs=fire
	requestTimeout: 5000,
});

const consumer = kafka.consumer({groupId: 'orders'});

export const start = (handle: (text: string) => Promise<void>) =>
	// expect: queue arcs=nack,redeliver
	consumer.run({eachMessage: async ({message}) => handle(String(message.value))});

// ok: retry
export const producer = kafka.producer();
