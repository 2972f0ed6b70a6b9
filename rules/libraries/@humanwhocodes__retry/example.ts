import {readFile} from 'node:fs/promises';
import {Retrier} from '@humanwhocodes/retry';

const TOO_MANY = new Set(['ENFILE', 'EMFILE']);

// expect: retry arcs=retry,recover,exhaust,refuse
const retrier = new Retrier(error => TOO_MANY.has(error.code), {
	timeout: 30_000,
	// expect: limiter arcs=saturate
	concurrency: 100,
});

export const read = (path: string) => retrier.retry(() => readFile(path, 'utf8'));

export class Files {
	// expect: retry arcs=retry,recover,exhaust,refuse
	readonly #retrier = new Retrier(error => error.code === 'EBUSY');

	read(path: string, signal: AbortSignal) {
		return this.#retrier.retry(() => readFile(path), {signal});
	}
}

// ok: retry
export const plain = (path: string) => readFile(path);
