import {ts} from '@ts-morph/common';

/** Drops parentheses, `as`, `!`, `satisfies` and `await`. */
export function bare(node: ts.Expression): ts.Expression {
	let at = node;
	while (
		ts.isParenthesizedExpression(at) ||
		ts.isAsExpression(at) ||
		ts.isNonNullExpression(at) ||
		ts.isSatisfiesExpression(at) ||
		ts.isTypeAssertionExpression(at)
	) {
		at = at.expression;
	}
	return at;
}
