import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import type {CodeFunction} from '../flow/local-functions.ts';
import {calleeName, collectShallow, findShallow, isCall} from '../flow/traverse.ts';
import {assignedTo} from '../origins.ts';
import {declarationOf, type FileIndex, isFunctionNode} from '../walk.ts';

/** It may end in a failure: it throws, waits, or calls more than loggers, counters and conversions. */
export function isFallible(fn: CodeFunction): boolean {
	return fn.body !== undefined && findShallow([fn.body], mayFail) !== undefined;
}

const mayFail = (node: ts.Node): node is ts.Node =>
	ts.isThrowStatement(node) ||
	ts.isAwaitExpression(node) ||
	ts.isYieldExpression(node) ||
	ts.isTaggedTemplateExpression(node) ||
	(isCall(node) && !isHarmless(node));

const REPORTERS = /(^|_)(log|logger|console|debug|metrics?|counter|histogram|gauge|stats|statsd)$/i;
const BUILT_IN = /^(Math|Number|Date|Object|Array)$/;
const HARMLESS = /^(String|Number|Boolean|Date|Error|Map|Set|Array|parseInt|parseFloat|log|debug|info|warn)$/;

function isHarmless(call: ts.CallExpression | ts.NewExpression): boolean {
	const callee = bare(call.expression);
	if (ts.isIdentifier(callee)) return HARMLESS.test(callee.text);
	if (!ts.isPropertyAccessExpression(callee)) return false;
	const holder = bare(callee.expression);
	if (ts.isIdentifier(holder)) return BUILT_IN.test(holder.text) || REPORTERS.test(holder.text);
	return ts.isPropertyAccessExpression(holder) && REPORTERS.test(holder.name.text);
}

/** Every way out returns a number, provided that the first parameter is one. */
export function isNumeric(index: FileIndex, fn: CodeFunction): boolean {
	const {body} = fn;
	if (!body || isAsync(fn)) return false;
	if (!ts.isBlock(body)) return isNumber(index, fn, body);
	const {normal, throws} = completionOf(body.statements);
	const returns = collectShallow(body.statements.filter(isNoFunction), ts.isReturnStatement);
	return (
		!normal &&
		!(throws && findShallow(body.statements.filter(isNoFunction), ts.isThrowStatement)) &&
		returns.every(({expression}) => expression !== undefined && isNumber(index, fn, expression))
	);
}

const isNoFunction = (node: ts.Node): boolean => !isFunctionNode(node);
const isAsync = (fn: CodeFunction): boolean =>
	(ts.getCombinedModifierFlags(fn as ts.Declaration) & ts.ModifierFlags.Async) !== 0 ||
	('asteriskToken' in fn && fn.asteriskToken !== undefined);

const ARITHMETIC: ReadonlySet<ts.SyntaxKind> = new Set([
	ts.SyntaxKind.MinusToken,
	ts.SyntaxKind.AsteriskToken,
	ts.SyntaxKind.AsteriskAsteriskToken,
	ts.SyntaxKind.SlashToken,
	ts.SyntaxKind.PercentToken,
]);
const NUMBERS = /^(Math|Number|Date)$/;
const CONVERSIONS = /^(Number|parseInt|parseFloat)$/;

function isNumber(index: FileIndex, fn: CodeFunction, expression: ts.Expression, depth = 0): boolean {
	const node = bare(expression);
	const is = (next: ts.Expression) => depth < 8 && isNumber(index, fn, next, depth + 1);
	if (ts.isNumericLiteral(node)) return true;
	if (ts.isPrefixUnaryExpression(node)) return node.operator !== ts.SyntaxKind.ExclamationToken;
	if (ts.isConditionalExpression(node)) return is(node.whenTrue) && is(node.whenFalse);
	if (ts.isBinaryExpression(node)) {
		if (ARITHMETIC.has(node.operatorToken.kind)) return true;
		return node.operatorToken.kind === ts.SyntaxKind.PlusToken && is(node.left) && is(node.right);
	}
	if (ts.isCallExpression(node)) return givesNumber(node);
	return ts.isIdentifier(node) && isNumberName(index, fn, node, is);
}

/** `Math.min(…)`, `Number(…)`, `Date.now()`. */
function givesNumber(call: ts.CallExpression): boolean {
	const callee = bare(call.expression);
	if (ts.isIdentifier(callee)) return CONVERSIONS.test(callee.text);
	if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return false;
	const name = calleeName(call);
	return NUMBERS.test(callee.expression.text) && !name.startsWith('is') && name !== 'toString';
}

function isNumberName(
	index: FileIndex,
	fn: CodeFunction,
	name: ts.Identifier,
	is: (next: ts.Expression) => boolean,
): boolean {
	const declaration = declarationOf(index, name);
	if (!declaration) return name.text === 'Infinity';
	if (assignedTo(index, declaration).length > 0) return false;
	if (declaration.kind === 'parameter') return fn.parameters[0] === declaration.node;
	return (
		declaration.kind === 'variable' && declaration.node.initializer !== undefined && is(declaration.node.initializer)
	);
}
