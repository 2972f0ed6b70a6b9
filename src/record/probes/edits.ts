import {ts} from '@ts-morph/common';
import type {Place} from '../../model/place.ts';

export interface Insertion {
	/** Offset in the text. */
	at: number;
	insert: string;
	/** It ends what another insertion began. */
	closes: boolean;
	/** What stands before or behind a statement holds what stands around its expressions. */
	level: 'statement' | 'expression';
	/** Offset of the other end of what it is written around: the longer holds the shorter. */
	partner: number;
}

/** Everything that one probe writes. */
export type Edit = Insertion[];

/**
 * Where the counter of a place is written; undefined where it would change what the code does.
 * @param call the call that counts
 */
export function editFor(source: ts.SourceFile, place: Place, call: string): Edit | undefined {
	const lines = source.getLineStarts();
	const start = lines[place.line - 1];
	if (start === undefined) return undefined;
	const nodes = nodesAt(source, start + place.column - 1);
	switch (place.kind) {
		case 'block':
			return inBlock(source, nodes.find(ts.isBlock), call);
		case 'function':
			return inFunction(source, nodes.find(isFunctionWithBody), call);
		case 'arm':
			return around(source, nodes.find(isOperand), call);
		case 'statement':
			return atStatement(source, nodes, call);
	}
}

/** The nodes that begin at an offset, outermost first. */
export function nodesAt(source: ts.SourceFile, offset: number): ts.Node[] {
	const found: ts.Node[] = [];
	const visit = (node: ts.Node): void => {
		if (node.pos > offset || node.end <= offset) return;
		if (node.getStart(source) === offset) found.push(node);
		ts.forEachChild(node, visit);
	};
	ts.forEachChild(source, visit);
	return found;
}

export function inBlock(source: ts.SourceFile, block: ts.Block | undefined, call: string): Edit | undefined {
	if (!block) return undefined;
	const at = behindDirectives(source, block);
	const behind = at > block.getStart(source) + 1;
	return [before(at, block, behind ? `;${call};` : `${call};`)];
}

/** Statements in front of a node, or at the start of one. */
export const before = (at: number, {end}: ts.Node, insert: string): Insertion => ({
	at,
	insert,
	closes: false,
	level: 'statement',
	partner: end,
});

/** A directive must stay the first thing of its function, and may end without a semicolon. */
export function behindDirectives(source: ts.SourceFile, block: ts.Block): number {
	const first = block.statements.findIndex(statement => !isDirective(statement));
	const directives = first < 0 ? block.statements.length : first;
	return directives === 0 ? block.getStart(source) + 1 : block.statements[directives - 1]!.end;
}

export const isDirective = (statement: ts.Statement): boolean =>
	ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);

export type WithBody = ts.FunctionLikeDeclaration & {body: ts.ConciseBody};

export const isFunctionWithBody = (node: ts.Node): node is WithBody =>
	ts.isFunctionLike(node) && (node as {body?: ts.Node}).body !== undefined;

function inFunction(source: ts.SourceFile, fn: WithBody | undefined, call: string): Edit | undefined {
	if (!fn) return undefined;
	return ts.isBlock(fn.body) ? inBlock(source, fn.body, call) : around(source, fn.body, call);
}

const isOperand = (node: ts.Node): node is ts.Expression => {
	const {parent} = node;
	if (ts.isConditionalExpression(parent)) return parent.condition !== node;
	return ts.isBinaryExpression(parent) && parent.right === node && LOGICAL.has(parent.operatorToken.kind);
};

const LOGICAL: ReadonlySet<ts.SyntaxKind> = new Set([
	ts.SyntaxKind.BarBarToken,
	ts.SyntaxKind.AmpersandAmpersandToken,
	ts.SyntaxKind.QuestionQuestionToken,
]);

/** `(count(), expression)`: the value, its order and what it is called with stay. */
function around(source: ts.SourceFile, node: ts.Expression | undefined, call: string): Edit | undefined {
	return (
		node && [
			{at: node.getStart(source), insert: `(${call},`, closes: false, level: 'expression', partner: node.end},
			{at: node.end, insert: ')', closes: true, level: 'expression', partner: node.getStart(source)},
		]
	);
}

function atStatement(source: ts.SourceFile, nodes: readonly ts.Node[], call: string): Edit | undefined {
	const [node] = nodes;
	if (!node) return undefined;
	const body = nodes.find(one => ts.isArrowFunction(one.parent) && one.parent.body === one && !ts.isBlock(one));
	if (body) return around(source, body as ts.Expression, call);
	const field = nodes.find(one => ts.isPropertyDeclaration(one.parent) && one.parent.initializer === one);
	// A function gets its name from the field that it is the value of.
	if (field) return isNamedByPlace(field) ? undefined : around(source, field as ts.Expression, call);
	const statement = statementOf(node);
	if (!statement || isDirective(statement)) return undefined;
	const at = statement.getStart(source);
	if (isInList(statement)) return [before(at, statement, `${call};`)];
	// The only statement of a branch or loop.
	return [
		before(at, statement, `{${call};`),
		{at: statement.end, insert: '}', closes: true, level: 'statement', partner: at},
	];
}

/** With its labels; the statement of an initialiser that stands in a list of statements. */
export function statementOf(node: ts.Node): ts.Statement | undefined {
	let at: ts.Node = node;
	while (!ts.isStatement(at)) {
		if (ts.isFunctionLike(at) || ts.isClassLike(at)) return undefined;
		at = at.parent;
		if (ts.isSourceFile(at) || ts.isForStatement(at) || ts.isForOfStatement(at) || ts.isForInStatement(at))
			return undefined;
	}
	while (ts.isLabeledStatement(at.parent)) at = at.parent;
	return at as ts.Statement;
}

export const isInList = ({parent}: ts.Node): boolean =>
	ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isModuleBlock(parent) || ts.isCaseOrDefaultClause(parent);

/** Parentheses take no name away. */
export function isNamedByPlace(node: ts.Node): boolean {
	if (ts.isParenthesizedExpression(node)) return isNamedByPlace(node.expression);
	return ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isClassExpression(node);
}
