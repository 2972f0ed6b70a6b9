import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {errorsOfFunction} from '../flow/error-names.ts';
import type {Handler} from '../flow/handlers.ts';
import type {CodeFunction} from '../flow/local-functions.ts';
import {bodyOf, calleeName, collectDeep, collectShallow, isCall, isInside} from '../flow/traverse.ts';
import {type FileIndex, isFunctionNode} from '../walk.ts';
import {countsAttempts, some} from './attempts.ts';
import {functionAround, holderOf, isNamed, namedOutside} from './named-functions.ts';
import type {RetryFound} from './retry-found.ts';
import {heldBy} from './retry-held.ts';

/** Retries through a queue: the failed item goes back and whoever takes the next one tries it again. */
export function findRequeues(index: FileIndex, handlers: readonly Handler[]): RetryFound[] {
	return [...pushedBack(index, handlers), ...decidedByError(index)];
}

const GIVE = /^(push|unshift|add|enqueue|prepend|addFirst|putBack)$/;
const TAKE = /^(shift|pop|splice|dequeue|poll|take)$/;

/**
 * `catch { this.queue.unshift(...batch) }` of a queue that the file takes from. A list that nobody takes from, as in
 * `failed.push(row)`, only records what went wrong.
 */
function pushedBack(index: FileIndex, handlers: readonly Handler[]): RetryFound[] {
	return handlers.flatMap(handler => {
		if (handler.form === 'event' || handler.form === 'assigned') return [];
		const tried = new Set(handler.operations.flatMap(argumentNames));
		const again = collectDeep(handler.body, ts.isCallExpression).find(
			call =>
				GIVE.test(calleeName(call)) &&
				ts.isPropertyAccessExpression(call.expression) &&
				argumentNames(call).some(name => tried.has(name)) &&
				isTakenFrom(index, call.expression.expression.getText()),
		);
		const around = again && functionAround(handler.node);
		if (!again || !around) return [];
		const named = namedOutside(around);
		const node = isNamed(named) ? holderOf(named) : handler.node;
		return [{...heldBy(handler, {node, again, target: named}), shared: true}];
	});
}

/** Names that a call is given, also as `...batch`, `item.id`. */
function argumentNames(node: ts.Node): string[] {
	if (!isCall(node)) return [];
	return (node.arguments ?? []).flatMap(argument => {
		let at = bare(ts.isSpreadElement(argument) ? argument.expression : argument);
		while (ts.isPropertyAccessExpression(at)) at = bare(at.expression);
		return ts.isIdentifier(at) ? [at.text] : [];
	});
}

const isTakenFrom = (index: FileIndex, collection: string): boolean =>
	index.calls.some(
		call =>
			TAKE.test(calleeName(call)) &&
			ts.isPropertyAccessExpression(call.expression) &&
			call.expression.expression.getText() === collection,
	);

const REQUEUE =
	/^(re(queue|enqueue|claim|schedule|deliver|submit|add|insert|try)|moveToDelayed|moveToWait|delayJob|nack|retry)/i;
const ATTEMPTS = /attempt|retr(y|ies)|(?<!en)tries|redeliver/i;

/**
 * A function that is told of the failure and, as long as attempts are left, hands the item back: the operation itself
 * runs elsewhere. Asked for: an error, a decision about attempts, and a call that says what it does.
 */
function decidedByError(index: FileIndex): RetryFound[] {
	return index.functions.flatMap(node => {
		if (ts.isSourceFile(node) || ts.isClassStaticBlockDeclaration(node) || !isFunctionNode(node)) return [];
		const fn = node as CodeFunction;
		const errors = errorsOfFunction(fn);
		if (errors.size === 0) return [];
		const again = requeueUnderAttempts(fn);
		if (!again) return [];
		return [
			{
				form: 'resend' as const,
				node: holderOf(namedOutside(fn)),
				again,
				target: fn,
				via: [],
				shared: true,
				certainty: 'likely' as const,
				handlers: [],
				operations: [again],
				path: bodyOf(fn),
				after: [],
				errors,
			},
		];
	});
}

function requeueUnderAttempts(fn: CodeFunction): ts.Node | undefined {
	const decisions = collectShallow(bodyOf(fn), ts.isIfStatement).filter(
		({expression, thenStatement}) => ATTEMPTS.test(expression.getText()) || countsAttempts([thenStatement]),
	);
	return collectDeep(bodyOf(fn), ts.isCallExpression).find(
		call =>
			REQUEUE.test(calleeName(call)) &&
			!isQuestion(call) &&
			decisions.some(({thenStatement}) => isInside(call, thenStatement)) &&
			// What it hands back is in its arguments or is the thing it is called on.
			(call.arguments.length > 0 || some([call.expression], inner => inner.kind === ts.SyntaxKind.ThisKeyword)),
	);
}

/** `if (retryable(err))`, `const delay = retryDelay(n)` asks; a call whose value is not used acts. */
const isQuestion = (call: ts.CallExpression): boolean => {
	let at: ts.Node = call;
	while (ts.isAwaitExpression(at.parent) || ts.isParenthesizedExpression(at.parent) || ts.isVoidExpression(at.parent))
		at = at.parent;
	return !ts.isExpressionStatement(at.parent) && !ts.isReturnStatement(at.parent);
};
