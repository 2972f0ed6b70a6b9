import {Firestore} from '@google-cloud/firestore';

const store = new Firestore();

export async function book(seat: string) {
	const place = store.doc(`seats/${seat}`);
	// expect: retry arcs=retry,recover,exhaust,refuse
	await store.runTransaction(async transaction => {
		const found = await transaction.get(place);
		transaction.update(place, {taken: found.get('taken') + 1});
	});
}

export const writer = store.bulkWriter({
	// expect: limiter arcs=saturate
	throttling: {maxOpsPerSecond: 100},
});

// ok: retry
export const read = () => store.runTransaction(async transaction => transaction.get(store.doc('a/b')), {readOnly: true});
