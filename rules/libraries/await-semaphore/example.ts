import {Mutex, Semaphore} from 'await-semaphore';

// expect: limiter arcs=saturate
const semaphore = new Semaphore(10);
export const load = (url: string) => semaphore.use(() => fetch(url));

export class Store {
	// expect: limiter arcs=saturate
	private readonly mutex = new Mutex();

	async save(url: string) {
		const release = await this.mutex.acquire();
		return fetch(url).finally(release);
	}
}

// ok: limiter
export const plain = (url: string) => fetch(url);
