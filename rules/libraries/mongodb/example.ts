import {MongoClient} from 'mongodb';

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
export const client = new MongoClient('mongodb://localhost', {
	maxPoolSize: 20,
	// expect: timeout arcs=fire
	waitQueueTimeoutMS: 1000,
	// expect: timeout arcs=fire
	serverSelectionTimeoutMS: 2000,
});

// expect: pool arcs=exhaust,resource-error,release-on-error
export const open = () => MongoClient.connect('mongodb://localhost');

// ok: pool
export const users = () => client.db('app').collection('users');
