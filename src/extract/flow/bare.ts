import {ts} from '@ts-morph/common';

export type Wrapper =
	| ts.ParenthesizedExpression
	| ts.AsExpression
	| ts.NonNullExpression
	| ts.SatisfiesExpression
	| ts.TypeAssertion;

/** Parentheses, `as`, `!`, `satisfies`, `<T>x`: they change what is typed, not what runs. */
export const isWrapper = (node: ts.Node): node is Wrapper =>
	ts.isParenthesizedExpression(node) ||
	ts.isAsExpression(node) ||
	ts.isNonNullExpression(node) ||
	ts.isSatisfiesExpression(node) ||
	ts.isTypeAssertionExpression(node);

/** The expression inside such wrappers. */
export function bare(node: ts.Expression): ts.Expression {
	let at = node;
	while (isWrapper(at)) at = at.expression;
	return at;
}
