import {KafkaJS} from '@confluentinc/kafka-javascript';

const kafka = new KafkaJS.Kafka({
	kafkaJS: {
		brokers: ['localhost:9092'],
		// expect: retry arcs=retry,recover,exhaust
		retry: {retries: 5},
		// expect: timeout arcs=fire
		requestTimeout: 10_000,
	},
});

export async function start(handle: (value: Buffer | null) => Promise<void>) {
	const consumer = kafka.consumer({kafkaJS: {groupId: 'mailer'}});
	await consumer.connect();
	// expect: queue arcs=nack,redeliver
	await consumer.run({
		// expect: limiter arcs=saturate
		partitionsConsumedConcurrently: 4,
		eachMessage: async ({message}) => handle(message.value),
	});
}

// ok: retry
export const producer = kafka.producer({kafkaJS: {retry: {retries: 0}}});
