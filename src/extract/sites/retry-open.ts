import {ts} from '@ts-morph/common';
import type {OpenEnd} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {mentions} from '../flow/error-names.ts';
import type {Handler} from '../flow/handlers.ts';
import {localFunction} from '../flow/local-functions.ts';
import {calleeName, collectDeep} from '../flow/traverse.ts';
import type {FileIndex} from '../walk.ts';
import {countsAttempts, speaksOfRetry, waits} from './attempts.ts';
import {functionAround, holderOf, isNamed, namedOutside} from './named-functions.ts';
import type {RetryFound} from './retry-found.ts';
import {heldBy} from './retry-held.ts';
import {CLEANUP_CALL, DELAY_CALL, FAILURE_FUNCTION, LOG_CALL, RETRY_WORDS, START_CALL} from './vocabulary.ts';

/** A retry if the project's call graph leads from a call in the handler back to the function that made the attempt. */
export interface OpenRetry {
	found: RetryFound;
	handler: Handler;
	/** What `link` is to close. */
	end: OpenEnd & {kind: 'reaches'};
}

/**
 * Handlers that hand over to another file, from where the way back may lead: `on('close', () => manager.lost(this))`.
 * A way back alone is no retry (reports and token refreshes lead back to a client's request as well): the call, or
 * the handler, must speak of a failure, a start or another attempt.
 */
export function findOpenRetries(
	index: FileIndex,
	handlers: readonly Handler[],
	served: ReadonlySet<Handler>,
): OpenRetry[] {
	return handlers.flatMap(handler => {
		if (served.has(handler) || handler.form === 'middleware') return [];
		const around = functionAround(handler.node);
		const named = around && namedOutside(around);
		const to = named && index.idOf.get(named);
		const call = named && handedOver(index, handler);
		const id = call && index.idOf.get(call);
		if (!named || !call || to === undefined || id === undefined) return [];
		const node = isNamed(named) ? holderOf(named) : handler.node;
		const found = {...heldBy(handler, {node, again: call, target: named}), shared: true};
		return [{found, handler, end: {kind: 'reaches' as const, call: id, to}}];
	});
}

/** The last call in the handler of something that this file does not hold. */
function handedOver(index: FileIndex, handler: Handler): ts.CallExpression | undefined {
	const signs = waits(handler.body) || countsAttempts(handler.body) || speaksOfRetry(handler.body);
	return collectDeep(handler.body, ts.isCallExpression)
		.filter(call => {
			const name = calleeName(call);
			if (name === '' || LOG_CALL.test(name) || CLEANUP_CALL.test(name) || DELAY_CALL.test(name)) return false;
			if (isBuiltin(call) || localFunction(index, call.expression)) return false;
			return RETRY_WORDS.test(name) || (START_CALL.test(name) && (signs || isEnd(handler))) || tells(handler, call);
		})
		.at(-1);
}

/** `this.manager.onConnectionLost(this)`, `pool.failed(conn, err)`. */
const tells = (handler: Handler, call: ts.CallExpression): boolean =>
	FAILURE_FUNCTION.test(calleeName(call)) &&
	(isEnd(handler) || call.arguments.some(argument => mentions(argument, handler.errors)));

const isEnd = ({form}: Handler): boolean => form === 'event' || form === 'assigned';

const isBuiltin = ({expression}: ts.CallExpression): boolean => {
	const callee = bare(expression);
	const root = ts.isPropertyAccessExpression(callee) ? bare(callee.expression) : undefined;
	return (
		root !== undefined && ts.isIdentifier(root) && /^(Promise|Object|Array|JSON|Math|process|console)$/.test(root.text)
	);
};
