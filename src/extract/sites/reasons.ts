import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {mentions} from '../flow/error-names.ts';
import type {Guarded} from '../flow/exits.ts';
import {localFunction} from '../flow/local-functions.ts';
import {bodyOf} from '../flow/traverse.ts';
import {declarationOf, type FileIndex} from '../walk.ts';
import {some} from './attempts.ts';
import {BOUND_WORDS} from './vocabulary.ts';

/** Why a retry ends: the attempts are used up, the error is not retryable, either of the two, or it does not say. */
export type ExitReason = 'bound' | 'predicate' | 'mixed' | 'unknown';

export interface Reasoning {
	index: FileIndex;
	/** Names that carry the error. */
	errors: ReadonlySet<string>;
}

/** The reason behind guards that all hold. */
export function reasonOfGuards(reasoning: Reasoning, guards: readonly Guarded[]): ExitReason {
	return both(guards.map(({condition, negated}) => reasonOf(reasoning, condition, negated)));
}

/** The reason behind guards not all of which hold: what lies on the other way of a decision. */
export function reasonOfOtherwise(reasoning: Reasoning, guards: readonly Guarded[]): ExitReason {
	return either(guards.map(({condition, negated}) => reasonOf(reasoning, condition, !negated)));
}

function reasonOf(reasoning: Reasoning, condition: ts.Expression, negated: boolean, depth = 0): ExitReason {
	const node = bare(condition);
	if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken && !isLength(node.operand)) {
		return reasonOf(reasoning, node.operand, !negated, depth);
	}
	if (ts.isBinaryExpression(node) && isLogical(node)) {
		const reasons = [node.left, node.right].map(side => reasonOf(reasoning, side, negated, depth));
		const isOr = node.operatorToken.kind === ts.SyntaxKind.BarBarToken;
		return isOr === negated ? both(reasons) : either(reasons);
	}
	if (ts.isIdentifier(node) && depth < 3) {
		const meaning = initialiserOf(reasoning.index, node);
		const reason = meaning ? reasonOf(reasoning, meaning, negated, depth + 1) : 'unknown';
		if (reason !== 'unknown') return reason;
	}
	if (ts.isConditionalExpression(node)) {
		return either([node.whenTrue, node.whenFalse].map(arm => reasonOf(reasoning, arm, negated, depth)));
	}
	if (isBound(node) || LEFT.test(node.getText())) return isAskedOfStrategy(reasoning, node) ? 'mixed' : 'bound';
	if (!isPredicate(node, reasoning.errors)) return 'unknown';
	return countsAsWell(reasoning.index, node) ? 'mixed' : 'predicate';
}

const isLogical = (node: ts.BinaryExpression): boolean =>
	node.operatorToken.kind === ts.SyntaxKind.BarBarToken ||
	node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;

/** `typeof delay !== 'number'` of a strategy that was told of the error: it may have refused it. */
function isAskedOfStrategy({index, errors}: Reasoning, node: ts.Expression): boolean {
	if (!ts.isBinaryExpression(node) || !isStrategyResult(node)) return false;
	const asked = (node.left as ts.TypeOfExpression).expression;
	const declaration = ts.isIdentifier(asked) ? declarationOf(index, asked) : undefined;
	const init = declaration?.kind === 'variable' ? declaration.node.initializer : undefined;
	return init !== undefined && mentions(init, errors);
}

/** `this.shouldRetry(err)` that looks at the attempts too, `shouldRetry(attempt, err)`. */
const countsAsWell = (index: FileIndex, condition: ts.Expression): boolean =>
	some([condition], node => {
		if (!ts.isCallExpression(node)) return false;
		if (node.arguments.some(argument => ts.isIdentifier(argument) && ATTEMPTS.test(argument.text))) return true;
		const asked = localFunction(index, node.expression)?.node;
		return asked !== undefined && some(bodyOf(asked), inner => ts.isBinaryExpression(inner) && isBound(inner));
	});

/** Not `retry`, which as often names the options. */
const ATTEMPTS = /attempt|(?<!en)tries|retry(Count|Number|Index)/i;

/** What a constant of this file was computed from. */
function initialiserOf(index: FileIndex, identifier: ts.Identifier): ts.Expression | undefined {
	const declaration = declarationOf(index, identifier);
	if (declaration?.kind !== 'variable' || !declaration.node.initializer) return undefined;
	const isConstant = (declaration.node.parent.flags & ts.NodeFlags.Const) !== 0;
	const made = bare(declaration.node.initializer);
	const value = ts.isAwaitExpression(made) ? bare(made.expression) : made;
	return isConstant && (ts.isBinaryExpression(value) || ts.isPrefixUnaryExpression(value) || ts.isCallExpression(value))
		? value
		: undefined;
}

/** All hold: used up attempts explain an exit whatever else is asked; an unknown condition takes nothing away. */
function both(reasons: readonly ExitReason[]): ExitReason {
	if (reasons.includes('mixed')) return 'mixed';
	if (reasons.includes('bound')) return 'bound';
	return reasons.includes('predicate') ? 'predicate' : 'unknown';
}

/** One of them holds: only if all say the same is that the reason. */
function either(reasons: readonly ExitReason[]): ExitReason {
	const distinct = new Set(reasons);
	if (distinct.size === 1) return reasons[0]!;
	return distinct.size === 0 ? 'unknown' : 'mixed';
}

/** A condition about how often or how long: `attempt >= max`, `Date.now() > deadline`, `typeof delay !== 'number'`. */
export function isBound(condition: ts.Expression): boolean {
	return some([condition], node => {
		if (ts.isPrefixUnaryExpression(node)) return LEFT.test(node.operand.getText()) || isLength(node.operand);
		if (!ts.isBinaryExpression(node)) return false;
		const [left, right] = [node.left.getText(), node.right.getText()];
		switch (node.operatorToken.kind) {
			case ts.SyntaxKind.LessThanToken:
			case ts.SyntaxKind.GreaterThanToken:
			case ts.SyntaxKind.LessThanEqualsToken:
			case ts.SyntaxKind.GreaterThanEqualsToken:
				return BOUND_WORDS.test(left) || BOUND_WORDS.test(right) || /^[ijkn]$/.test(left);
			case ts.SyntaxKind.EqualsEqualsEqualsToken:
			case ts.SyntaxKind.EqualsEqualsToken:
			case ts.SyntaxKind.ExclamationEqualsEqualsToken:
			case ts.SyntaxKind.ExclamationEqualsToken:
				return (
					isStrategyResult(node) ||
					(COUNTER.test(left) && (BOUND_WORDS.test(right) || right === '0')) ||
					(/attempt|retr(y|ies)|(?<!en)tries/i.test(left) && /^\d+$/.test(right)) ||
					(isLength(node.left) && right === '0')
				);
			default:
				return false;
		}
	});
}

const LEFT =
	/^(\w+\.)*(retries|remaining|((retries|attempts|tries)(left|remaining))|((remaining|left)(retries|attempts|tries)))$/i;
const COUNTER = /attempt|retr(y|ies)|(?<!en)tries|count|index|^[ijkn]$|remaining|left/i;

const isLength = (node: ts.Expression): boolean => ts.isPropertyAccessExpression(node) && node.name.text === 'length';

/** `typeof retryDelay !== 'number'`: the strategy answers with no delay when it gives up. Not `typeof retryIf === 'function'`. */
export const isStrategyResult = (node: ts.BinaryExpression): boolean =>
	ts.isTypeOfExpression(node.left) &&
	/delay|retry|wait|backoff/i.test(node.left.getText()) &&
	!/function|string|object/.test(node.right.getText());

/** A condition about the error itself: `err.code === …`, `isRetryable(err)`, `err instanceof AbortError`. */
function isPredicate(condition: ts.Expression, errors: ReadonlySet<string>): boolean {
	if (mentions(condition, errors)) return true;
	return some(
		[condition],
		node =>
			ts.isCallExpression(node) &&
			/(should|can|is|do)(Not)?Retr|retryable|retriable|transient|recoverable|fatal/i.test(node.expression.getText()),
	);
}
