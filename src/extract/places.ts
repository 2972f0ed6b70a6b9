import {ts} from '@ts-morph/common';
import type {Place, PlaceKind, Span} from '../model/place.ts';
import {type FileIndex, type FunctionNode, homeOf} from './walk.ts';

/** Line and column of an offset, 1-based. */
export function positionOf(index: FileIndex, offset: number): [line: number, column: number] {
	const {line, character} = index.source.getLineAndCharacterOfPosition(offset);
	return [line + 1, character + 1];
}

export function spanOf(from: FileIndex, node: ts.Node): Span {
	const index = homeOf(from, node);
	const [line, column] = positionOf(index, node.getStart(index.source));
	const [endLine, endColumn] = positionOf(index, node.end);
	return {line, column, endLine, endColumn};
}

function placeAt(from: FileIndex, kind: PlaceKind, node: ts.Node): Place {
	const index = homeOf(from, node);
	const [line, column] = positionOf(index, node.getStart(index.source));
	const place: Place = {file: index.file, kind, line, column};
	const within = unnamedFunctionAround(node);
	if (within) place.within = placeOfFunction(index, within);
	if (kind !== 'function' && kind !== 'arm' && standsBehindRounds(node)) place.behindRounds = true;
	if (kind === 'statement' && forksAtStart(node)) place.forks = true;
	return place;
}

/** `x?.close()`, `a && b()`, `c ? d() : e()`, also where the leftmost operand is one, or awaited. */
function forksAtStart(node: ts.Node): boolean {
	let at: ts.Node = ts.isExpressionStatement(node) ? node.expression : node;
	for (;;) {
		if (ts.isConditionalExpression(at)) return true;
		if (ts.isBinaryExpression(at)) {
			if (isArm(at.right)) return true;
			at = at.left;
		} else if (ts.isCallExpression(at) || ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) {
			if (at.questionDotToken) return true;
			at = at.expression;
		} else if (
			ts.isParenthesizedExpression(at) ||
			ts.isAwaitExpression(at) ||
			ts.isAsExpression(at) ||
			ts.isNonNullExpression(at)
		) {
			at = at.expression;
		} else return false;
	}
}

/** Behind such a loop with no counter of its own in between: an await, a branch that leaves, another loop start anew. */
function standsBehindRounds(node: ts.Node): boolean {
	for (let at = node; at.parent; at = at.parent) {
		const {parent} = at;
		if (ts.isFunctionLike(at) || ts.isCatchClause(parent) || ts.isIfStatement(parent) || isLoop(parent)) return false;
		if (!ts.isBlock(parent) && !ts.isSourceFile(parent) && !ts.isCaseOrDefaultClause(parent)) continue;
		const before = (parent.statements as readonly ts.Node[]).slice(0, parent.statements.indexOf(at as ts.Statement));
		const loop = before.findLastIndex(countsRounds);
		if (loop >= 0) return !before.slice(loop + 1).some(startsAnew);
	}
	return false;
}

const isLoop = (node: ts.Node): boolean => ts.isIterationStatement(node, false);

function startsAnew(node: ts.Node): boolean {
	if (ts.isTryStatement(node) || isLoop(node) || ts.isSwitchStatement(node) || ts.isAwaitExpression(node)) return true;
	if (ts.isFunctionLike(node)) return false;
	return ts.forEachChild(node, child => startsAnew(child) || undefined) ?? false;
}

/**
 * `for (let i = 0; …) { … () => … }`: V8 makes such a loop into two, to give each round its own `i`, and counts rounds
 * where it means to count how often the loop ended.
 */
export function countsRounds(node: ts.Node): boolean {
	if (!ts.isForStatement(node) || !node.initializer || !ts.isVariableDeclarationList(node.initializer)) return false;
	return (node.initializer.flags & ts.NodeFlags.BlockScoped) !== 0 && holdsFunction(node);
}

/** Kept: every place behind a loop asks. */
const HOLDING = new WeakMap<ts.Node, boolean>();

function holdsFunction(node: ts.Node): boolean {
	const known = HOLDING.get(node);
	if (known !== undefined) return known;
	const isOne = (child: ts.Node) => ts.isFunctionLike(child) || ts.isClassLike(child) || holdsFunction(child);
	const holds = ts.forEachChild(node, child => isOne(child) || undefined) ?? false;
	if (ts.isForStatement(node)) HOLDING.set(node, holds);
	return holds;
}

/** The nearest function literal around a node whose name no format would know; only V8 line reports need it. */
function unnamedFunctionAround(node: ts.Node): ts.ArrowFunction | ts.FunctionExpression | undefined {
	for (let at = node.parent; at; at = at.parent) {
		if (!ts.isFunctionLike(at)) continue;
		const isLiteral = ts.isArrowFunction(at) || (ts.isFunctionExpression(at) && !at.name);
		const isBound = ts.isVariableDeclaration(at.parent) || ts.isPropertyDeclaration(at.parent);
		if (isLiteral && !isBound) return at as ts.ArrowFunction | ts.FunctionExpression;
	}
	return undefined;
}

/**
 * The node at whose start instrumenters count a statement: of a variable statement the first initialiser. Undefined
 * where they count nothing (declarations without value, types, empty statements).
 */
export function counted(statement: ts.Statement): ts.Node | undefined {
	if (ts.isVariableStatement(statement)) {
		return statement.declarationList.declarations.find(declaration => declaration.initializer)?.initializer;
	}
	if (ts.isLabeledStatement(statement)) return counted(statement.statement);
	if (ts.isBlock(statement)) return firstCounted(statement.statements);
	switch (statement.kind) {
		case ts.SyntaxKind.EmptyStatement:
		case ts.SyntaxKind.FunctionDeclaration:
		case ts.SyntaxKind.ClassDeclaration:
		case ts.SyntaxKind.InterfaceDeclaration:
		case ts.SyntaxKind.TypeAliasDeclaration:
		case ts.SyntaxKind.EnumDeclaration:
		case ts.SyntaxKind.ModuleDeclaration:
		case ts.SyntaxKind.ImportDeclaration:
		case ts.SyntaxKind.ImportEqualsDeclaration:
		case ts.SyntaxKind.ExportDeclaration:
		case ts.SyntaxKind.ExportAssignment:
			return undefined;
		default:
			return statement;
	}
}

function firstCounted(statements: readonly ts.Statement[]): ts.Node | undefined {
	for (const statement of statements) {
		const found = counted(statement);
		if (found) return found;
	}
	return undefined;
}

/** The counter of a statement; undefined where no format has one. */
export function placeOfStatement(index: FileIndex, statement: ts.Statement): Place | undefined {
	const node = counted(statement);
	return node && placeOfCounted(index, node);
}

/** Source maps may move a statement's start to the name before the initialiser, or to the `else` before an `if`. */
function placeOfCounted(from: FileIndex, node: ts.Node): Place {
	const index = homeOf(from, node);
	const place = placeAt(index, 'statement', node);
	const {parent} = node;
	if ((ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === node) {
		place.starts = [positionOf(index, parent.name.getStart(index.source))];
	} else if (ts.isIfStatement(parent) && parent.elseStatement === node) {
		const end = parent.thenStatement.end;
		place.starts = [positionOf(index, index.text.indexOf('else', end)), positionOf(index, end - 1)];
	}
	return place;
}

/** The count of a braced block, empty ones included. */
export function placeOfBlock(index: FileIndex, block: ts.Block): Place {
	const place = placeAt(index, 'block', block);
	const first = firstCounted(block.statements);
	if (first) place.first = placeOfCounted(index, first);
	return place;
}

/** How often a function was called, wherever a format puts its start. */
export function placeOfFunction(from: FileIndex, fn: FunctionNode): Place {
	const index = homeOf(from, fn);
	const place = placeAt(index, 'function', fn);
	if (ts.isSourceFile(fn) || ts.isClassStaticBlockDeclaration(fn)) return {...place, kind: 'statement'};
	const starts: Array<[number, number]> = [];
	const add = (node: ts.Node | undefined) => {
		if (node) starts.push(positionOf(index, node.getStart(index.source)));
	};
	add(fn.name);
	add(fn.parameters[0]);
	const paren = parenthesis(index, fn);
	if (paren !== undefined) starts.push(positionOf(index, paren));
	for (const modifier of ts.canHaveModifiers(fn) ? (ts.getModifiers(fn) ?? []) : []) add(modifier);
	// Members and properties: formats differ in whether the function starts at its key.
	if (ts.isPropertyAssignment(fn.parent) || ts.isPropertyDeclaration(fn.parent)) add(fn.parent);
	place.starts = starts;
	return place;
}

function parenthesis(index: FileIndex, fn: ts.FunctionLikeDeclaration): number | undefined {
	const from = fn.name?.end ?? fn.getStart(index.source);
	const until = fn.parameters[0]?.getStart(index.source) ?? fn.body?.getStart(index.source) ?? fn.end;
	const at = index.text.indexOf('(', from);
	return at >= 0 && at <= until ? at : undefined;
}

/**
 * The nearest counter that says that `node` was executed: the operand of a logical expression or conditional around
 * it, the expression body of an arrow, an initialiser, or its statement.
 */
export function placeOfExecution(index: FileIndex, node: ts.Node): Place {
	for (let at = node; at.parent; at = at.parent) {
		const {parent} = at;
		if (isArm(at)) return placeAt(index, 'arm', at);
		if (ts.isArrowFunction(parent) && parent.body === at && !ts.isBlock(at)) {
			return placeAt(index, 'statement', at);
		}
		if ((ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === at) {
			if (ts.isVariableDeclaration(parent) && !ts.isVariableStatement(parent.parent.parent)) continue;
			return placeOfCounted(index, at);
		}
		if (ts.isParameter(parent) || ts.isBindingElement(parent)) return placeOfFunction(index, functionAround(at));
		if (isStatement(at)) return placeOfStatement(index, at) ?? placeAt(index, 'statement', at);
	}
	return placeAt(index, 'statement', index.source);
}

/** The count of one operand: `b` of `a || b`, `x` of `c ? x : y`. */
export const placeOfArm = (index: FileIndex, operand: ts.Expression): Place => placeAt(index, 'arm', operand);

function isArm(node: ts.Node): boolean {
	const {parent} = node;
	if (ts.isConditionalExpression(parent)) return parent.condition !== node;
	if (!ts.isBinaryExpression(parent) || parent.right !== node) return false;
	const operator = parent.operatorToken.kind;
	return (
		operator === ts.SyntaxKind.BarBarToken ||
		operator === ts.SyntaxKind.AmpersandAmpersandToken ||
		operator === ts.SyntaxKind.QuestionQuestionToken
	);
}

function functionAround(node: ts.Node): FunctionNode {
	let at = node;
	while (!ts.isFunctionLike(at) && !ts.isSourceFile(at)) at = at.parent;
	return at as FunctionNode;
}

export function isStatement(node: ts.Node): node is ts.Statement {
	return (
		(node.kind >= ts.SyntaxKind.FirstStatement && node.kind <= ts.SyntaxKind.LastStatement) ||
		ts.isBlock(node) ||
		(node.kind >= ts.SyntaxKind.FunctionDeclaration &&
			node.kind <= ts.SyntaxKind.ExportDeclaration &&
			ts.isStatement(node))
	);
}

/** Source text on one line, shortened. */
export function shortText(index: FileIndex, node: ts.Node, most = 80): string {
	const text = node
		.getText(homeOf(index, node).source)
		.slice(0, most * 4)
		.replace(/\s+/g, ' ');
	return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
