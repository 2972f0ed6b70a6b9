import {ts} from '@ts-morph/common';
import {completionOf} from '../flow/completion.ts';
import {guardsOf} from '../flow/exits.ts';
import {bodyOf, calleeName, isInside} from '../flow/traverse.ts';
import {enclosingFunction, type FileIndex, isFunctionNode} from '../walk.ts';
import {lastName} from './holder-names.ts';

/**
 * Whether the timer is stopped however the operation ends, or asks whether it has ended before it fails it. One that
 * nobody stops runs after every operation that was done in time, too: then its callback shows no deadline that passed.
 */
export function isStopped(index: FileIndex, timer: ts.CallExpression, acts: readonly ts.Node[]): boolean {
	if (acts.length > 0 && acts.every(act => asksFirst(act))) return true;
	const {parent} = timer;
	if (ts.isExpressionStatement(parent) || (ts.isArrowFunction(parent) && isExecutor(parent))) return false;
	const clears = index.calls.filter(call => calleeName(call) === 'clearTimeout' || calleeName(call) === 'clear');
	const name = boundName(timer);
	// Handed out or kept in a collection: whoever has it stops it.
	if (!name) return ts.isReturnStatement(parent) || clears.length > 0;
	const own = clears.filter(call => call.arguments?.[0] && lastName(call.arguments[0]) === name);
	return own.length > 1 || own.some(call => isAtEveryEnd(call, timer));
}

/** `if (!settled) …` or `if (settled) return;` in the timer's callback. */
function asksFirst(act: ts.Node): boolean {
	const fn = enclosingFunction(act);
	const callee = ts.isCallExpression(act) ? act.expression.getText() : '';
	if (guardsOf(act, fn).some(({condition}) => condition.getText() !== callee)) return true;
	return bodyOf(fn as ts.FunctionLikeDeclaration).some(
		statement =>
			statement.end <= act.pos && ts.isIfStatement(statement) && !completionOf([statement.thenStatement]).normal,
	);
}

/** `resolve => setTimeout(…)`: what an executor returns goes nowhere. */
const isExecutor = ({parent}: ts.ArrowFunction): boolean =>
	ts.isNewExpression(parent) && parent.expression.getText() === 'Promise';

function boundName(timer: ts.CallExpression): string {
	const {parent} = timer;
	if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
	if (ts.isBinaryExpression(parent) && parent.right === timer) return lastName(parent.left);
	if (ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.name.getText();
	// `setTimeout(…).unref()` and casts.
	return ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent)
		? boundName(parent.parent)
		: ts.isAsExpression(parent) || ts.isParenthesizedExpression(parent)
			? boundName(parent as unknown as ts.CallExpression)
			: '';
}

/** In a `finally`, or in a function that several ends share: a straight line stops it after success alone. */
function isAtEveryEnd(clear: ts.Node, timer: ts.Node): boolean {
	for (let at = clear; at.parent; at = at.parent) {
		const {parent} = at;
		if (ts.isTryStatement(parent) && parent.finallyBlock === at) return true;
		if (!isFunctionNode(at) || isInside(timer, at)) continue;
		const isThen = ts.isCallExpression(parent) && calleeName(parent) === 'then' && parent.arguments[0] === at;
		return !isThen;
	}
	return false;
}
