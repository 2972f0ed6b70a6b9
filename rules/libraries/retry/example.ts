import {lookup} from 'node:dns';
import retry from 'retry';

export function resolve(address: string, callback: (error: Error | null, addresses?: unknown) => void) {
	// expect: retry arcs=retry,recover,exhaust
	const operation = retry.operation({retries: 5, minTimeout: 100});
	operation.attempt(() => {
		lookup(address, (error, addresses) => {
			if (operation.retry(error ?? undefined)) return;
			callback(error ? operation.mainError() : null, addresses);
		});
	});
}

export function always(run: () => void) {
	// expect: retry arcs=retry,recover
	const operation = retry.operation({forever: true});
	operation.attempt(run);
}

// ok: retry
export const none = retry.operation({retries: 0});

// ok: retry
export const delays = retry.timeouts({retries: 3});
