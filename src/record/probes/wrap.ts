import {ts} from '@ts-morph/common';
import type {Span} from '../../model/place.ts';
import {type Edit, isDirective, isNamedByPlace, nodesAt} from './edits.ts';

/** Hands the value of an expression through a function. The text begins with a name: a parenthesis could join the line before. */
export function wrap(
	source: ts.SourceFile,
	span: Span,
	opening: string,
	isRight: (node: ts.Node) => boolean = ts.isExpression,
	closing = ')',
): Edit | undefined {
	const node = nodeAt(source, span);
	return node && isRight(node) && isValue(node) ? around(source, node, opening, closing) : undefined;
}

/** The operands of a comma would be arguments. */
function around(source: ts.SourceFile, node: ts.Node, opening: string, closing: string): Edit {
	const at = node.getStart(source);
	const [open, close] = isComma(node) ? ['(', ')'] : ['', ''];
	return [
		{at, insert: opening + open, closes: false, level: 'expression', partner: node.end},
		{at: node.end, insert: close + closing, closes: true, level: 'expression', partner: at},
	];
}

const isComma = (node: ts.Node): boolean =>
	ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken;

/** What is written around a call, which takes the result, and around its last argument. */
export interface CallProbe {
	call: string;
	last: [opening: string, closing: string];
	/** Instead of both around a call without arguments. */
	empty: string;
}

/** Just before a call is made its arguments are known: they may take their time, throw, or lead elsewhere first. */
export function wrapCall(source: ts.SourceFile, span: Span, {call, last, empty}: CallProbe): Edit | undefined {
	const node = nodeAt(source, span);
	if (!node || !ts.isCallExpression(node) || !isValue(node)) return undefined;
	const argument = node.arguments.at(-1);
	if (!argument) return isPath(node.expression) ? around(source, node, empty, ')') : undefined;
	const value = ts.isSpreadElement(argument) ? argument.expression : argument;
	return [...around(source, node, call, ')'), ...around(source, value, ...last)];
}

/** `again`, `this.client.again`: to read it runs nothing else. */
function isPath(node: ts.Expression): boolean {
	if (ts.isPropertyAccessExpression(node)) return isPath(node.expression);
	return ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword;
}

/** An expression whose value is used, and nothing else of it: no target, no callee with its `this`, no name, no type. */
function isValue(node: ts.Node): boolean {
	const {parent} = node;
	if (isNamedByPlace(node) || ts.isSpreadElement(node) || NO_VALUES.has(node.kind)) return false;
	if (isNameOf(node, parent) || isSyntaxOf(node, parent) || isTarget(node) || isInChain(node)) return false;
	return ts.isParenthesizedExpression(parent) ? isValue(parent) : !isCallee(node, parent);
}

const NO_VALUES: ReadonlySet<ts.SyntaxKind> = new Set([
	ts.SyntaxKind.SuperKeyword,
	ts.SyntaxKind.ImportKeyword,
	ts.SyntaxKind.PrivateIdentifier,
	ts.SyntaxKind.OmittedExpression,
	ts.SyntaxKind.ComputedPropertyName,
]);

/** Of a declaration, a member, a key or a label. */
function isNameOf(node: ts.Node, parent: ts.Node): boolean {
	const {name, propertyName, label} = parent as {name?: ts.Node; propertyName?: ts.Node; label?: ts.Node};
	return name === node || propertyName === node || label === node || ts.isImportOrExportSpecifier(parent);
}

/** What must stand there as it is: types, directives, templates of tags, elements of JSX, the operand of `typeof` or `delete`. */
function isSyntaxOf(node: ts.Node, parent: ts.Node): boolean {
	if (ts.isExpressionStatement(parent)) return isDirective(parent);
	if (ts.isTypeNode(parent) || ts.isQualifiedName(parent) || ts.isDecorator(parent) || ts.isEnumMember(parent))
		return true;
	if (ts.isTaggedTemplateExpression(parent) || ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent))
		return true;
	if (ts.isTypeOfExpression(parent) || ts.isDeleteExpression(parent) || ts.isNonNullExpression(parent)) return true;
	if (ts.isJsxExpression(parent) || ts.isJsxSpreadAttribute(parent)) return false;
	return JSX.has(parent.kind) || JSX.has(node.kind);
}

const JSX: ReadonlySet<ts.SyntaxKind> = new Set([
	ts.SyntaxKind.JsxElement,
	ts.SyntaxKind.JsxFragment,
	ts.SyntaxKind.JsxOpeningElement,
	ts.SyntaxKind.JsxClosingElement,
	ts.SyntaxKind.JsxSelfClosingElement,
	ts.SyntaxKind.JsxAttributes,
	ts.SyntaxKind.JsxAttribute,
	ts.SyntaxKind.JsxNamespacedName,
]);

/** With its `this`; also that of `new`, of a direct `eval` and of an import. */
const isCallee = (node: ts.Node, parent: ts.Node): boolean =>
	(ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === node;

/** What a value is written to, also as part of a pattern. */
function isTarget(node: ts.Node): boolean {
	const {parent} = node;
	if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
		return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
	if (ts.isBinaryExpression(parent)) return parent.left === node && isAssignment(parent.operatorToken.kind);
	if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.initializer === node;
	if (ts.isShorthandPropertyAssignment(parent)) return parent.name === node;
	const isPart =
		ts.isParenthesizedExpression(parent) ||
		ts.isPropertyAssignment(parent) ||
		ts.isSpreadAssignment(parent) ||
		ts.isSpreadElement(parent) ||
		ts.isArrayLiteralExpression(parent) ||
		ts.isObjectLiteralExpression(parent);
	return isPart && isTarget(parent);
}

const isAssignment = (kind: ts.SyntaxKind): boolean =>
	kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

/** `a?.b` in `a?.b.c`: apart from the rest it would no longer end it. */
const isInChain = (node: ts.Node): boolean =>
	(node.flags & node.parent.flags & ts.NodeFlags.OptionalChain) !== 0 &&
	(node.parent as ts.PropertyAccessExpression).expression === node &&
	(node.parent as ts.PropertyAccessExpression).questionDotToken === undefined;

/** The outermost node of exactly this text. */
export function nodeAt(source: ts.SourceFile, span: Span): ts.Node | undefined {
	const start = source.getPositionOfLineAndCharacter(span.line - 1, span.column - 1);
	const end = source.getPositionOfLineAndCharacter(span.endLine - 1, span.endColumn - 1);
	return nodesAt(source, start).find(node => node.end === end && !ts.isExpressionStatement(node));
}
