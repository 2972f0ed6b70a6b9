import {fromPromise, okAsync, type Result, ResultAsync} from 'neverthrow';

const load = (url: string) =>
	// expect: handler arcs=enter
	ResultAsync.fromPromise(fetch(url), cause => new Error('load', {cause}));

export const orders = () =>
	// expect: fallback arcs=engage
	load('/orders')
		// expect: handler arcs=enter
		.andThen(response => fromPromise(response.json(), String))
		.orElse(() => okAsync([]));

export const copies = () =>
	// expect: fallback arcs=engage
	// expect: handler arcs=enter
	load('/copies').mapErr(error => error.message).unwrapOr([]);

export function show(result: Result<string, Error>) {
	return result.match(
		value => value,
		// expect: handler arcs=enter
		error => error.message,
	);
}

// ok: fallback
export const plain = okAsync(1).map(value => value + 1);
