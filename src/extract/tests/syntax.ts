import {ts} from '@ts-morph/common';
import {bare, isWrapper} from '../flow/bare.ts';

/** The outermost parenthesis, cast or `!` around an expression. */
export function wrapped(node: ts.Node): ts.Node {
	let at = node;
	while (at.parent && isWrapper(at.parent)) at = at.parent;
	return at;
}

export type FunctionExpression = ts.ArrowFunction | ts.FunctionExpression;

export const isFunctionExpression = (node: ts.Node): node is FunctionExpression =>
	ts.isArrowFunction(node) || ts.isFunctionExpression(node);

/** The last name of what an expression refers to: `query` of `this.db.query`; empty where it has none. */
export function lastName(node: ts.Expression): string {
	const at = bare(node);
	if (ts.isIdentifier(at)) return at.text;
	if (ts.isPropertyAccessExpression(at)) return at.name.text;
	if (ts.isElementAccessExpression(at)) return textOf(at.argumentExpression) ?? '';
	if (at.kind === ts.SyntaxKind.ThisKeyword) return 'this';
	if (ts.isCallExpression(at) || ts.isNewExpression(at)) return lastName(at.expression);
	return '';
}

/** Text of a string without substitutions. */
export function textOf(node: ts.Node | undefined): string | undefined {
	return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** A number as written; undefined where it is computed. */
export function numberOf(node: ts.Node | undefined): number | undefined {
	if (!node) return undefined;
	if (ts.isNumericLiteral(node)) return Number(node.text);
	if (!ts.isBinaryExpression(node)) return undefined;
	const [left, right] = [numberOf(node.left), numberOf(node.right)];
	if (left === undefined || right === undefined) return undefined;
	if (node.operatorToken.kind === ts.SyntaxKind.AsteriskToken) return left * right;
	return node.operatorToken.kind === ts.SyntaxKind.PlusToken ? left + right : undefined;
}

/** Name of a property or member that is written out. */
export function keyOf(name: ts.PropertyName | undefined): string | undefined {
	if (!name) return undefined;
	if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isPrivateIdentifier(name)) return name.text;
	return ts.isComputedPropertyName(name) ? textOf(name.expression) : undefined;
}

/** The value of a written-out property of an object literal. */
export function propertyOf(node: ts.Node | undefined, name: string): ts.Expression | undefined {
	if (!node || !ts.isObjectLiteralExpression(node)) return undefined;
	for (const property of node.properties) {
		if (ts.isPropertyAssignment(property) && keyOf(property.name) === name) return property.initializer;
		if (ts.isShorthandPropertyAssignment(property) && property.name.text === name) return property.name;
	}
	return undefined;
}
