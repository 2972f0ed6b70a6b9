import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {calleeName} from '../flow/traverse.ts';

/** What is given to a timer: the callback, the delay, and what the callback is called with. */
export interface TimerCall {
	callback: ts.Expression;
	delay: ts.Expression;
	rest: readonly ts.Expression[];
}

const TIMER = /^(setTimeout|set\w*Timeout|\w*[sS]etTimer|startTimer)$/;

/** `setTimeout(f, ms)`, `x.setTimeout(f, ms)`, `setFastTimeout(f, ms)`, injected timers: callback first, then a delay. */
export function timerOf(call: ts.CallExpression): TimerCall | undefined {
	const isBorrowed = calleeName(call) === 'call' && TIMER.test(borrowedName(call));
	if (!isBorrowed && !TIMER.test(calleeName(call))) return undefined;
	const [callback, delay, ...rest] = isBorrowed ? call.arguments.slice(1) : call.arguments;
	if (!callback || !delay || isZero(delay) || !isCallable(callback)) return undefined;
	return {callback, delay, rest};
}

/** `timers.setTimeout.call(undefined, f, ms)`. */
function borrowedName({expression}: ts.CallExpression): string {
	const of = ts.isPropertyAccessExpression(expression) ? bare(expression.expression) : expression;
	return ts.isPropertyAccessExpression(of) ? of.name.text : ts.isIdentifier(of) ? of.text : '';
}

/** A millisecond is a turn of the event loop, too. */
export const isZero = (node: ts.Expression): boolean => ts.isNumericLiteral(node) && Number(node.text) <= 1;

/** A number first means `socket.setTimeout(ms, …)`. */
function isCallable(node: ts.Expression): boolean {
	const value = bare(node);
	return (
		ts.isArrowFunction(value) ||
		ts.isFunctionExpression(value) ||
		ts.isIdentifier(value) ||
		ts.isPropertyAccessExpression(value) ||
		ts.isCallExpression(value)
	);
}
