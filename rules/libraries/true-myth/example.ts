import type {Result} from 'true-myth';
import * as task from 'true-myth/task';

const load = (url: string) => task.tryOrElse(cause => new Error('load', {cause}), () => fetch(url));

export const orders = () =>
	// expect: timeout arcs=fire
	// expect: fallback arcs=engage
	load('/orders').timeout(2000).orElse(() => load('/copies'));

// expect: retry arcs=retry,recover,exhaust
export const again = () => task.withRetries(() => load('/a'));

export const picky = () =>
	// expect: retry arcs=retry,recover,refuse
	task.withRetries(({count}) => (count > 5 ? task.stopRetrying('enough') : load('/b')), task.delay.exponential());

// expect: retry arcs=retry,recover,exhaust
export const limited = () => task.withRetries(() => load('/d'), task.delay.fibonacci().take(3));

// expect: timeout arcs=fire
export const soon = () => task.timeout(100, load('/e'));

export function show(result: Result<string, Error>) {
	// expect: fallback arcs=engage
	return result.unwrapOr('none');
}

export function tell(result: Result<string, Error>) {
	// expect: handler arcs=enter
	return result.mapErr(error => error.message);
}

// ok: timeout
export const plain = () => load('/c').map(response => response.status);
