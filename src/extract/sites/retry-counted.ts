import {ts} from '@ts-morph/common';
import type {Handler} from '../flow/handlers.ts';
import {calleeName, collectDeep, isInside} from '../flow/traverse.ts';
import {countsAttempts, speaksOfRetry, waits} from './attempts.ts';
import {functionAround, holderOf, isNamed} from './named-functions.ts';
import {isBound} from './reasons.ts';
import type {RetryFound} from './retry-found.ts';
import {heldBy} from './retry-held.ts';
import {CLEANUP_CALL, LOG_CALL} from './vocabulary.ts';

/**
 * A handler that counts attempts up to a bound and then calls an operation: the way back leads through another file or
 * a framework, but counting attempts in a failure's handler has no other purpose.
 */
export function findCounted(handlers: readonly Handler[]): RetryFound[] {
	return handlers.flatMap(handler => {
		if (handler.form === 'event' || handler.form === 'assigned' || !countsAttempts(handler.body)) return [];
		const decision = collectDeep(handler.body, ts.isIfStatement).find(
			({expression, thenStatement}) => isBound(expression) && countsAttempts([thenStatement]),
		);
		const again = decision && lastOperation(decision.thenStatement);
		const around = functionAround(handler.node);
		if (!decision || !again || !around || !(waits(handler.body) || speaksOfRetry(handler.body))) return [];
		return [heldBy(handler, {node: isNamed(around) ? holderOf(around) : handler.node, again, target: around})];
	});
}

/** The last call of the branch that is neither a report nor clean-up; the call of a callback inside it counts. */
function lastOperation(branch: ts.Statement): ts.Node | undefined {
	const calls = collectDeep([branch], ts.isCallExpression).filter(call => {
		const name = calleeName(call);
		return (
			name !== '' &&
			!LOG_CALL.test(name) &&
			!CLEANUP_CALL.test(name) &&
			!/^(then|catch|finally|min|max|pow|floor|random|resolve|delay|sleep|setTimeout)$/.test(name)
		);
	});
	const last = calls.at(-1);
	return calls.find(call => last && isInside(last, call) && call !== last && ts.isReturnStatement(call.parent)) ?? last;
}
