import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {collectShallow, isInside} from '../flow/traverse.ts';
import {shortText} from '../places.ts';
import type {Declaration} from '../scopes.ts';
import {declarationOf, enclosingFunction, type FileIndex, nodesOf, referencesTo} from '../walk.ts';
import type {FlawFound} from './found.ts';
import {isDecidedAbove, isExplained, isReport} from './quiet.ts';
import {findLostWrites} from './swallowed-writes.ts';

/**
 * An error that disappears although what follows needs the operation to have worked: a value that only the failed
 * operation sets and that is used unasked, or a success that is told to the caller of a failed write.
 *
 * Not reported: a handler with a comment, which is a decision; clean-up, reports, caches and probes, of which nothing
 * afterwards depends; a handler that does anything but report; a function that merely ends, for its caller may not care.
 */
export function findSwallowed(index: FileIndex): FlawFound[] {
	return nodesOf<ts.TryStatement>(index, ts.SyntaxKind.TryStatement).flatMap(tried => {
		const clause = tried.catchClause;
		if (!clause || !isSilent(clause.block) || isExplained(clause.block) || isDecidedAbove(tried)) return [];
		const after = following(tried);
		return [...usedUnset(index, tried, clause, after), ...findLostWrites(index, tried, clause, after)].slice(0, 1);
	});
}

/** Empty, or nothing but reports. */
const isSilent = (block: ts.Block): boolean =>
	block.statements.every(statement => ts.isExpressionStatement(statement) && isReport(bare(statement.expression)));

/** Statements behind the try, up to the end of its function; what runs in a loop or in another `try` has no such end. */
function following(tried: ts.TryStatement): readonly ts.Statement[] {
	const after: ts.Statement[] = [];
	for (let at: ts.Node = tried; ; at = at.parent) {
		const {parent} = at;
		if (ts.isBlock(parent) || ts.isSourceFile(parent)) {
			after.push(...parent.statements.slice(parent.statements.indexOf(at as ts.Statement) + 1));
		} else if (!ts.isIfStatement(parent)) return after;
		if (ts.isSourceFile(parent)) return after;
	}
}

/** `let user; try { user = await load(id); } catch {} return user.name;` */
function usedUnset(
	index: FileIndex,
	tried: ts.TryStatement,
	clause: ts.CatchClause,
	after: readonly ts.Statement[],
): FlawFound[] {
	return assignments(tried).flatMap(({left, right}) => {
		const declaration = declarationOf(index, left as ts.Identifier);
		if (!declaration || !isUnset(index, declaration, tried)) return [];
		const use = firstUse(index, declaration, after);
		if (!use || !isBlind(use)) return [];
		const name = declaration.name.text;
		const why = `Nothing but \`${shortText(index, right, 50)}\` sets \`${name}\`. When it fails, this catch hides the error and line ${lineOf(index, use)} fails on \`${name}\` being undefined.`;
		return [{flaw: 'swallowed' as const, on: clause, at: clause, why}];
	});
}

const lineOf = (index: FileIndex, node: ts.Node): number =>
	index.source.getLineAndCharacterOfPosition(node.getStart(index.source)).line + 1;

/** `x = await …` directly in the try block. */
function assignments(tried: ts.TryStatement): ts.BinaryExpression[] {
	return collectShallow([tried.tryBlock], ts.isBinaryExpression).filter(
		({left, right, operatorToken}) =>
			operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(left) && ts.isAwaitExpression(bare(right)),
	);
}

/** A local variable without a value, set in this try block alone. */
function isUnset(index: FileIndex, declaration: Declaration, tried: ts.TryStatement): boolean {
	if (declaration.kind !== 'variable' || declaration.node.initializer) return false;
	if (enclosingFunction(declaration.node) !== enclosingFunction(tried)) return false;
	return referencesTo(index, declaration).every(use => !isWritten(use) || isInside(use, tried.tryBlock));
}

const isWritten = (node: ts.Identifier): boolean =>
	ts.isBinaryExpression(node.parent) &&
	node.parent.left === node &&
	node.parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
	node.parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;

function firstUse(
	index: FileIndex,
	declaration: Declaration,
	after: readonly ts.Statement[],
): ts.Identifier | undefined {
	return referencesTo(index, declaration)
		.filter(use => after.some(statement => isInside(use, statement)))
		.sort((a, b) => a.pos - b.pos)[0];
}

/** `x.name` or `x[0]` where nobody asked for `x` before: not `x?.name`, not behind a condition. */
function isBlind(use: ts.Identifier): boolean {
	const {parent} = use;
	const isRead =
		(ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
		parent.expression === use &&
		!parent.questionDotToken;
	return isRead && isAlways(use);
}

/** Runs whenever its function goes on: in no branch, loop or function literal. */
function isAlways(node: ts.Node): boolean {
	let at = node;
	for (; !ts.isStatement(at); at = at.parent) {
		if (ts.isFunctionLike(at) || ts.isConditionalExpression(at)) return false;
		if (ts.isBinaryExpression(at) && SHORT_CUTS.has(at.operatorToken.kind)) return false;
	}
	return true;
}

const SHORT_CUTS: ReadonlySet<ts.SyntaxKind> = new Set([
	ts.SyntaxKind.AmpersandAmpersandToken,
	ts.SyntaxKind.BarBarToken,
	ts.SyntaxKind.QuestionQuestionToken,
]);
