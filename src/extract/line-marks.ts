import {ts} from '@ts-morph/common';
import {LINE_BITS, type LineMarks} from '../model/line-marks.ts';
import {hiddenLines} from './hidden-lines.ts';
import {counted} from './places.ts';
import type {FileIndex} from './walk.ts';

/** What counts of whole lines say of each statement: see `LineMarks`. */
export function extractLineMarks(index: FileIndex): LineMarks {
	const marks = new Map<number, Mark>();
	const busy = busyLines(index);
	const hidden = hiddenLines(index.text, index.source.getLineStarts());
	const stack: ts.Node[] = [index.source];
	while (stack.length > 0) {
		const node = stack.pop()!;
		for (const start of startsIn(node)) {
			const mark = markOf(index, node, start, busy);
			if (hidden.size > 0) hideFrom(mark, hidden);
			if (!marks.has(mark.offset)) marks.set(mark.offset, mark);
		}
		ts.forEachChild(node, child => {
			stack.push(child);
		});
	}
	const sorted = [...marks.values()].sort((a, b) => a.offset - b.offset);
	return {
		starts: sorted.map(({offset}) => offset),
		bits: sorted.map(({bits}) => bits),
		until: sorted.map(({until}) => until),
	};
}

interface Mark {
	offset: number;
	/** 1-based. */
	line: number;
	bits: number;
	until: number;
}

/** Where instrumenters put statement counters, and nowhere else: one each, unlike anchors. */
function startsIn(node: ts.Node): ts.Node[] {
	if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node))
		return node.initializer ? [node.initializer] : [];
	if (ts.isArrowFunction(node)) return ts.isBlock(node.body) ? [] : [node.body];
	if (!ts.isStatement(node) || ts.isBlock(node) || ts.isVariableStatement(node)) return [];
	const start = counted(node);
	return start ? [start] : [];
}

function markOf(index: FileIndex, node: ts.Node, start: ts.Node, busy: BusyLines): Mark {
	const offset = start.getStart(index.source);
	const line = lineOf(index, offset);
	const list = listAround(node, start);
	const own = list && markInList(index, list, line);
	const mark: Mark = own ?? {offset, line, bits: 0, until: lineOf(index, start.end) - 1};
	mark.offset = offset;
	const [first, last] = busy.get(line) ?? [];
	if (first !== undefined && first < offset) mark.bits |= LINE_BITS.inner;
	if (last === undefined || last < offset) mark.bits |= LINE_BITS.calm;
	return mark;
}

/** A list of statements and the one of them that holds the counter. */
interface Listed {
	list: readonly ts.Statement[];
	at: number;
	parent: ts.Node;
}

/** Undefined where another counter of the same statement stands before it, and for what is no member of a list. */
function listAround(node: ts.Node, start: ts.Node): Listed | undefined {
	const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node;
	if (!ts.isStatement(statement) || counted(statement) !== start) return undefined;
	const {parent} = statement;
	const isList =
		ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isModuleBlock(parent) || ts.isCaseOrDefaultClause(parent);
	if (!isList) return undefined;
	return {list: parent.statements, at: parent.statements.indexOf(statement), parent};
}

function markInList(index: FileIndex, {list, at, parent}: Listed, line: number): Mark {
	const statement = list[at]!;
	const first = lineOf(index, statement.getStart(index.source));
	// V8 ends the range of a clause with its last statement, that of a block with its brace.
	const closing = ts.isSourceFile(parent) ? Number.POSITIVE_INFINITY : lineOf(index, parent.end - 1);
	const last = ts.isSourceFile(parent) ? lineOf(index, parent.end) : closing - 1;
	const mark: Mark = {offset: 0, line, bits: 0, until: last};
	if (first !== line || !beginsLine(index, statement) || closing <= line) return mark;
	mark.bits |= LINE_BITS.leads;
	if (startsRangeBefore(index, {list, at, parent}, line)) mark.bits |= LINE_BITS.own;
	return mark;
}

/** What is counted with the statement began on an earlier line, wherever a source map may have moved it. */
function startsRangeBefore(index: FileIndex, {list, at, parent}: Listed, line: number): boolean {
	const before = list.slice(0, at).findLast(statement => !isErased(statement));
	if (!before) return ts.isSourceFile(parent) || lineOf(index, openingOf(index, parent)) < line;
	return lineOf(index, before.getStart(index.source)) < line && goesOn(before);
}

const openingOf = (index: FileIndex, parent: ts.Node): number =>
	ts.isCaseClause(parent) ? parent.expression.end : parent.getStart(index.source);

const isErased = (statement: ts.Statement): boolean =>
	ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);

/** Nothing in it makes V8 count what follows apart: no jump, loop, branch or wait. */
function goesOn(statement: ts.Statement): boolean {
	if (ts.isFunctionDeclaration(statement)) return true;
	return (ts.isExpressionStatement(statement) || ts.isVariableStatement(statement)) && !waits(statement);
}

function waits(node: ts.Node): boolean {
	if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) return true;
	if (ts.isFunctionLike(node)) return false;
	return ts.forEachChild(node, child => waits(child) || undefined) ?? false;
}

function beginsLine(index: FileIndex, statement: ts.Node): boolean {
	const start = statement.getStart(index.source);
	const {line} = index.source.getLineAndCharacterOfPosition(start);
	return index.text.slice(index.source.getLineStarts()[line], start).trim() === '';
}

/** First and last offset on each line, 1-based, at which a function or loop begins: what runs by counts of its own. */
type BusyLines = Map<number, [number, number]>;

function busyLines(index: FileIndex): BusyLines {
	const lines: BusyLines = new Map();
	const nodes = [...index.functions.slice(1), ...BUSY.flatMap(kind => index.nodes.get(kind) ?? [])];
	for (const node of nodes) {
		const offset = node.getStart(index.source);
		const line = lineOf(index, offset);
		const known = lines.get(line);
		lines.set(line, [Math.min(offset, known?.[0] ?? offset), Math.max(offset, known?.[1] ?? offset)]);
	}
	return lines;
}

const BUSY = [
	ts.SyntaxKind.ClassDeclaration,
	ts.SyntaxKind.ClassExpression,
	ts.SyntaxKind.WhileStatement,
	ts.SyntaxKind.DoStatement,
	ts.SyntaxKind.ForStatement,
	ts.SyntaxKind.ForOfStatement,
	ts.SyntaxKind.ForInStatement,
];

function hideFrom(mark: Mark, hidden: ReadonlySet<number>): void {
	if (hidden.has(mark.line)) mark.bits &= ~LINE_BITS.own;
	const first = [...hidden].filter(line => line > mark.line);
	mark.until = Math.min(mark.until, ...first.map(line => line - 1));
}

const lineOf = (index: FileIndex, offset: number): number =>
	index.source.getLineAndCharacterOfPosition(offset).line + 1;
