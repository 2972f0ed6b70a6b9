import {MongoClient} from 'mongodb';

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
export const client = new MongoClient('mongodb://localhost', {
	maxPoolSize: 20,
	// expect: timeout arcs=fire
	waitQueueTimeoutMS: 1000,
	// expect: timeout arcs=fire
	serverSelectionTimeoutMS: 2000,
	// expect: retry arcs=retry,recover,exhaust,refuse
	retryWrites: true,
});

// expect: pool arcs=exhaust,resource-error,release-on-error
// implicit: retry arcs=retry,recover,exhaust,refuse
export const open = () => MongoClient.connect('mongodb://localhost');

// ok: pool
export const users = () => client.db('app').collection('users');

export async function move(from: string, to: string) {
	const session = client.startSession();
	// expect: retry arcs=retry,recover,exhaust,refuse
	await session.withTransaction(async () => {
		await users().updateOne({name: from}, {$inc: {balance: -1}}, {session});
		await users().updateOne({name: to}, {$inc: {balance: 1}}, {session});
	});
	// ok: retry
	session.startTransaction();
}
