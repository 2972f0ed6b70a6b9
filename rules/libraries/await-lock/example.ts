import AwaitLock from 'await-lock';

// expect: limiter arcs=saturate
const lock = new AwaitLock();

export async function once(url: string) {
	await lock.acquireAsync({
		// expect: timeout arcs=fire
		timeout: 1000,
	});
	try {
		return await fetch(url);
	} finally {
		lock.release();
	}
}

export class Job {
	// expect: limiter arcs=saturate,reject
	readonly #lock = new AwaitLock();

	run(url: string) {
		if (!this.#lock.tryAcquire()) return;
		return fetch(url).finally(() => this.#lock.release());
	}
}

// ok: timeout
export const wait = () => lock.acquireAsync();
