import {ts} from '@ts-morph/common';
import {calleeName, isCall, visitDeep} from '../flow/traverse.ts';
import {DELAY_CALL, RETRY_WORDS} from './vocabulary.ts';

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

const RETRY_COUNTER = /attempt|retr(y|ies)|(?<!en)tries|failures?$|count$|times$|redirections/i;

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
export const isAsynchronous = (nodes: readonly ts.Node[]): boolean => nodes.some(holdsAsynchronous);

/** Kept: every handler asks for the function around it. */
const ASYNCHRONOUS = new WeakMap<ts.Node, boolean>();

function holdsAsynchronous(root: ts.Node): boolean {
	const known = ASYNCHRONOUS.get(root);
	if (known !== undefined) return known;
	const holds = some(
		[root],
		node =>
			ts.isAwaitExpression(node) ||
			(isCall(node) && /^(then|catch|setTimeout|setImmediate|nextTick|on|once|setInterval)$/.test(calleeName(node))) ||
			(ts.isForOfStatement(node) && node.awaitModifier !== undefined),
	);
	ASYNCHRONOUS.set(root, holds);
	return holds;
}
