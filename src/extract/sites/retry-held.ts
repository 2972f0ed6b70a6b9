import type {ts} from '@ts-morph/common';
import type {Handler} from '../flow/handlers.ts';
import type {CodeFunction} from '../flow/local-functions.ts';
import type {RetryFound} from './retry-found.ts';

/** A retry that one handler holds: it keeps the failure back and hands the operation on once more. */
export function heldBy(
	handler: Handler,
	at: {node: ts.Node; again: ts.Node; target: CodeFunction; via?: CodeFunction[]},
): RetryFound {
	const {via = []} = at;
	return {
		...at,
		form: 'resend',
		via,
		shared: via.length > 0,
		certainty: 'likely',
		handlers: [handler],
		operations: handler.operations,
		path: handler.body,
		after: [],
		errors: handler.errors,
	};
}
