import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {declarationOf, type FileIndex} from '../walk.ts';

/**
 * How many attempts a loop's header allows at most, as far as it stands in the file: `n < 5`, `n <= MAX`, `while
 * (tries--)`; Infinity for an endless one. Undefined where a parameter or another file decides.
 */
export function limitOf(index: FileIndex, loop: ts.IterationStatement): number | undefined {
	const condition = ts.isForStatement(loop) ? loop.condition : (loop as ts.WhileStatement).expression;
	if (!condition || condition.kind === ts.SyntaxKind.TrueKeyword) return Number.POSITIVE_INFINITY;
	const node = bare(condition);
	if (!ts.isBinaryExpression(node)) return undefined;
	const bound = numberOf(index, node.right);
	if (bound === undefined) return undefined;
	const first = startOf(index, loop, node.left);
	if (first === undefined) return undefined;
	switch (node.operatorToken.kind) {
		case ts.SyntaxKind.LessThanToken:
			return bound - first;
		case ts.SyntaxKind.LessThanEqualsToken:
			return bound - first + 1;
		case ts.SyntaxKind.GreaterThanToken:
			return first - bound;
		case ts.SyntaxKind.GreaterThanEqualsToken:
			return first - bound + 1;
		default:
			return undefined;
	}
}

/** The counter's value in the first round. */
function startOf(index: FileIndex, loop: ts.IterationStatement, counter: ts.Expression): number | undefined {
	const name = bare(counter);
	if (!ts.isIdentifier(name)) return undefined;
	const declaration = declarationOf(index, name);
	if (declaration?.kind !== 'variable' || !declaration.node.initializer) return undefined;
	const isOfLoop = ts.isForStatement(loop) && declaration.node.parent === loop.initializer;
	const isBefore = declaration.node.pos < loop.pos;
	return isOfLoop || isBefore ? numberOf(index, declaration.node.initializer) : undefined;
}

/** A literal, or a constant of this file that is one. */
function numberOf(index: FileIndex, expression: ts.Expression): number | undefined {
	const node = bare(expression);
	if (ts.isNumericLiteral(node)) return Number(node.text);
	if (!ts.isIdentifier(node)) return undefined;
	const declaration = declarationOf(index, node);
	if (declaration?.kind === 'parameter' && declaration.node.initializer)
		return numberOf(index, declaration.node.initializer);
	if (declaration?.kind !== 'variable' || !declaration.node.initializer) return undefined;
	const isConstant = (declaration.node.parent.flags & ts.NodeFlags.Const) !== 0;
	return isConstant && ts.isNumericLiteral(bare(declaration.node.initializer))
		? numberOf(index, declaration.node.initializer)
		: undefined;
}
