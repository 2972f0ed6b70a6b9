import {taskEither} from 'fp-ts';
import {pipe} from 'fp-ts/function';
import * as T from 'fp-ts/Task';
import * as TE from 'fp-ts/TaskEither';

const load = (url: string) =>
	TE.tryCatch(
		() => fetch(url),
		// expect: handler arcs=enter
		cause => new Error('load', {cause}),
	);

export const orders = pipe(
	load('/orders'),
	// expect: fallback arcs=engage
	TE.orElse(() => load('/copies')),
	// expect: handler arcs=enter
	TE.mapLeft(error => error.message),
	// expect: fallback arcs=engage
	TE.getOrElse(() => T.of(undefined)),
);

export const second = pipe(
	load('/a'),
	// expect: fallback arcs=engage
	taskEither.alt(() => load('/b')),
);

// ok: fallback
export const plain = pipe(load('/c'), TE.map(response => response.status));
