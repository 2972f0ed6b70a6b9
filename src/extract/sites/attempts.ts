import {ts} from 'ts-morph';
import {mentions} from '../flow/error-names.ts';
import type {Exit, Guarded} from '../flow/exits.ts';
import {calleeName, isCall, visitDeep} from '../flow/traverse.ts';
import {BOUND_WORDS, DELAY_CALL, RETRY_WORDS} from './vocabulary.ts';

/** Whether the code below `nodes` waits: a sleep, a timer, a promise around one. */
export function waits(nodes: readonly ts.Node[]): boolean {
	return some(nodes, node => ts.isCallExpression(node) && DELAY_CALL.test(calleeName(node)));
}

/** Whether the code counts attempts: `attempt++`, `retries += 1`, `run(n + 1)`, `retries: n - 1`. */
export function countsAttempts(nodes: readonly ts.Node[]): boolean {
	return some(nodes, node => {
		if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) {
			const steps = node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
			return steps && RETRY_COUNTER.test(node.operand.getText());
		}
		if (!ts.isBinaryExpression(node)) return false;
		switch (node.operatorToken.kind) {
			case ts.SyntaxKind.PlusEqualsToken:
			case ts.SyntaxKind.MinusEqualsToken:
				return RETRY_COUNTER.test(node.left.getText());
			case ts.SyntaxKind.PlusToken:
			case ts.SyntaxKind.MinusToken:
				return ts.isNumericLiteral(node.right) && node.right.text === '1' && RETRY_COUNTER.test(node.left.getText());
			default:
				return false;
		}
	});
}

const RETRY_COUNTER = /attempt|retr(y|ies)|tries|failures?$|count$|times$|redirections/i;

export function some(nodes: readonly ts.Node[], test: (node: ts.Node) => boolean): boolean {
	let found = false;
	for (const root of nodes) {
		visitDeep(root, node => {
			found ||= test(node);
			return !found;
		});
	}
	return found;
}

/** Whether identifiers of the code speak of retrying. Strings and comments do not count. */
export const speaksOfRetry = (nodes: readonly ts.Node[]): boolean =>
	some(nodes, node => ts.isIdentifier(node) && RETRY_WORDS.test(node.text));

/** Whether the code awaits, chains promises or sets timers: what can be worth repeating. */
export const isAsynchronous = (nodes: readonly ts.Node[]): boolean =>
	some(
		nodes,
		node =>
			ts.isAwaitExpression(node) ||
			(isCall(node) && /^(then|catch|setTimeout|setImmediate|nextTick|on|once|setInterval)$/.test(calleeName(node))) ||
			(ts.isForOfStatement(node) && node.awaitModifier !== undefined),
	);

/** Why an exit is taken: the attempts are used up, the error is not retryable, either of the two, or it does not say. */
export type ExitReason = 'bound' | 'predicate' | 'mixed' | 'unknown';

export function reasonOf(exit: Exit, errors: ReadonlySet<string>): ExitReason {
	const reasons = new Set(exit.guards.map(guard => reasonOfGuard(guard, errors)));
	reasons.delete('unknown');
	if (reasons.size === 0) return 'unknown';
	return reasons.size === 1 ? [...reasons][0]! : 'mixed';
}

export function reasonOfGuard({condition}: Guarded, errors: ReadonlySet<string>): ExitReason {
	const bound = isBound(condition);
	const predicate = isPredicate(condition, errors);
	if (bound && predicate) return 'mixed';
	return bound ? 'bound' : predicate ? 'predicate' : 'unknown';
}

/** A condition about how often or how long: `attempt >= max`, `Date.now() > deadline`, `typeof delay !== 'number'`. */
export function isBound(condition: ts.Expression): boolean {
	return some([condition], node => {
		if (ts.isPrefixUnaryExpression(node)) return RETRY_LIMIT.test(node.operand.getText());
		if (!ts.isBinaryExpression(node)) return false;
		switch (node.operatorToken.kind) {
			case ts.SyntaxKind.LessThanToken:
			case ts.SyntaxKind.GreaterThanToken:
			case ts.SyntaxKind.LessThanEqualsToken:
			case ts.SyntaxKind.GreaterThanEqualsToken:
				return BOUND_WORDS.test(node.left.getText()) || BOUND_WORDS.test(node.right.getText()) || isCounting(node);
			case ts.SyntaxKind.EqualsEqualsEqualsToken:
			case ts.SyntaxKind.EqualsEqualsToken:
			case ts.SyntaxKind.ExclamationEqualsEqualsToken:
			case ts.SyntaxKind.ExclamationEqualsToken:
				return (
					isStrategyResult(node) || (BOUND_WORDS.test(node.left.getText()) && BOUND_WORDS.test(node.right.getText()))
				);
			default:
				return false;
		}
	});
}

const RETRY_LIMIT = /^(\w+\.)*(retries|retriesLeft|attemptsLeft|remaining|triesLeft)$/i;

const isCounting = (node: ts.BinaryExpression): boolean =>
	ts.isIdentifier(node.left) && /^[ijkn]$/.test(node.left.text);

/** `typeof retryDelay !== 'number'`: the strategy answers with no delay when it gives up. */
const isStrategyResult = (node: ts.BinaryExpression): boolean =>
	ts.isTypeOfExpression(node.left) && /delay|retry|wait|backoff/i.test(node.left.getText());

/** A condition about the error itself: `err.code === …`, `isRetryable(err)`, `err instanceof AbortError`. */
export function isPredicate(condition: ts.Expression, errors: ReadonlySet<string>): boolean {
	if (mentions(condition, errors)) return true;
	return some(
		[condition],
		node =>
			ts.isIdentifier(node) &&
			/(should|can|is|do)(Not)?Retr|retryable|retriable|transient|recoverable|fatal/i.test(node.text),
	);
}
