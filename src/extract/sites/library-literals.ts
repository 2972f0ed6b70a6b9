import {ts} from '@ts-morph/common';
import type {Literal} from '../../model/rule.ts';
import {bare} from '../flow/bare.ts';
import {declarationOf, type FileIndex} from '../walk.ts';
import type {Found, ValueNode} from './library-found.ts';
import {readName} from './library-options.ts';

const DEEPEST = 8;

/** The value that stands in the file; undefined for a computed one. `Infinity` is that word, for JSON has no such number. */
export function literalOf(index: FileIndex, expression: ValueNode, depth = 0): {value: Literal} | undefined {
	if (ts.isMethodDeclaration(expression) || depth > DEEPEST) return undefined;
	const node = bare(expression);
	if (ts.isNumericLiteral(node)) return {value: Number(node.text)};
	if (ts.isStringLiteralLike(node)) return {value: node.text};
	if (node.kind === ts.SyntaxKind.TrueKeyword) return {value: true};
	if (node.kind === ts.SyntaxKind.FalseKeyword) return {value: false};
	if (node.kind === ts.SyntaxKind.NullKeyword) return {value: null};
	if (ts.isBinaryExpression(node)) return productOf(index, node, depth);
	if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
		const inner = literalOf(index, node.operand, depth + 1);
		return typeof inner?.value === 'number' ? {value: -inner.value} : undefined;
	}
	if (ts.isPropertyAccessExpression(node)) {
		if (node.name.text === 'POSITIVE_INFINITY') return {value: 'Infinity'};
		// A field may be counted up or down.
		const isField = node.expression.kind === ts.SyntaxKind.ThisKeyword;
		return isField ? undefined : agreedLiteral(index, readName(index, node, depth), depth);
	}
	if (!ts.isIdentifier(node)) return undefined;
	if (node.text === 'Infinity' && !declarationOf(index, node)) return {value: 'Infinity'};
	return agreedLiteral(index, readName(index, node, depth), depth);
}

/** One literal, whoever of the callers gives it. */
export function agreedLiteral(index: FileIndex, found: Found, depth = 0): {value: Literal} | undefined {
	if (found.state !== 'present' || found.open) return undefined;
	const first = literalOf(index, found.value, depth + 1);
	const others = (found.also ?? []).map(other => agreedLiteral(index, other, depth + 1));
	return first && others.every(other => other?.value === first.value) ? first : undefined;
}

/** `5 * 60 * 1000`: only whether it is zero matters to the rules, so other operators are left alone. */
function productOf(index: FileIndex, node: ts.BinaryExpression, depth: number): {value: Literal} | undefined {
	if (node.operatorToken.kind !== ts.SyntaxKind.AsteriskToken) return undefined;
	const left = literalOf(index, node.left, depth + 1)?.value;
	const right = literalOf(index, node.right, depth + 1)?.value;
	return typeof left === 'number' && typeof right === 'number' ? {value: left * right} : undefined;
}
