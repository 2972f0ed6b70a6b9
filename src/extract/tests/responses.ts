import {ts} from '@ts-morph/common';
import type {Behaviour, FailureHow} from '../../model/tests.ts';
import {lastName, numberOf, propertyOf, textOf} from './syntax.ts';

/** An HTTP status as an outcome: from 400 on it is a failing answer. */
export function statusOutcome(status: number): Behaviour {
	return status >= 400 ? {kind: 'failure', how: 'status', status} : {kind: 'success'};
}

const RESPONSES: ReadonlySet<string> = new Set(['Response', 'HttpResponse', 'NextResponse']);

/** `new Response(body, {status})`, `HttpResponse.json(body, {status})`, `HttpResponse.error()`. */
export function responseOf(node: ts.NewExpression | ts.CallExpression): Behaviour | undefined {
	const callee = node.expression;
	const isMade = ts.isNewExpression(node);
	const holder = isMade ? lastName(callee) : ts.isPropertyAccessExpression(callee) ? lastName(callee.expression) : '';
	if (!RESPONSES.has(holder)) return undefined;
	if (!isMade && lastName(callee) === 'error') return {kind: 'failure', how: 'network'};
	const init = node.arguments?.[1];
	if (!init) return {kind: 'success'};
	const status = propertyOf(init, 'status');
	if (!status) return ts.isObjectLiteralExpression(init) ? {kind: 'success'} : {kind: 'unknown'};
	const value = numberOf(status);
	return value === undefined ? {kind: 'unknown'} : statusOutcome(value);
}

const NO_FAULT =
	/not (?:been )?(?:yet )?implemented|unimplemented|not supported|should(?:n't| not| never)|must(?:n't| not| never)|not be called|unexpected|unreachable/i;

/** A throw; but "not implemented" says that the code was not meant to come here, it is no fault of the operation. */
export function thrown(node: ts.ThrowStatement, how: FailureHow): Behaviour {
	return failedWith(node.expression, how);
}

/** Failing with this error: of a throw, or of `Promise.reject`. */
export function failedWith(error: ts.Expression | undefined, how: FailureHow): Behaviour {
	const message = error && ts.isNewExpression(error) ? textOf(error.arguments?.[0]) : undefined;
	return message !== undefined && NO_FAULT.test(message) ? {kind: 'unknown'} : {kind: 'failure', how};
}
