import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {calleeName, collectShallow, isCall, isInside, visitShallow} from '../flow/traverse.ts';
import {shortText} from '../places.ts';
import type {Declaration} from '../scopes.ts';
import {declarationOf, enclosingFunction, type FileIndex, nodesOf, referencesTo} from '../walk.ts';
import type {FlawFound} from './found.ts';
import {isDecidedAbove, isExplained, isReport} from './quiet.ts';

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
		return [...usedUnset(index, tried, clause, after), ...toldSuccess(index, tried, clause, after)].slice(0, 1);
	});
}

/** Empty, or nothing but reports. */
const isSilent = (block: ts.Block): boolean =>
	block.statements.every(statement => ts.isExpressionStatement(statement) && isReport(bare(statement.expression)));

/** Statements behind the try in its own block. */
function following(tried: ts.TryStatement): readonly ts.Statement[] {
	const {parent} = tried;
	if (!ts.isBlock(parent) && !ts.isSourceFile(parent)) return [];
	return parent.statements.slice(parent.statements.indexOf(tried) + 1);
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

const WRITES =
	/^(insert|save|create|update|upsert|delete|remove|destroy|write|put|post|patch|send|publish|commit|transfer|charge|pay|store|persist|enqueue|submit)(?=$|[A-Z]|One|Many|File)/;
/** Of these nobody promised anything. */
const UNIMPORTANT =
	/cache|metric|analytic|telemetr|track|audit|log|stat(s|sd)\b|notif|tmp|temp|clean|lock|session|presence|breadcrumb/i;

/** `try { await db.insert(row) } catch (err) { console.error(err) } res.json({success: true})`. */
function toldSuccess(
	index: FileIndex,
	tried: ts.TryStatement,
	clause: ts.CatchClause,
	after: readonly ts.Statement[],
): FlawFound[] {
	const write = writeOf(tried);
	const [next] = after;
	if (!write || !next || after.length > 2 || changesState(tried)) return [];
	const success = after.map(tellsSuccess).find(node => node !== undefined);
	if (!success) return [];
	const why = `When \`${shortText(index, write, 50)}\` fails, this catch hides the error and \`${shortText(index, success, 40)}\` tells the caller that it worked.`;
	return [{flaw: 'swallowed', on: clause, at: clause, why}];
}

/** The only awaited call of the block, where its name says that it writes. */
function writeOf(tried: ts.TryStatement): ts.Node | undefined {
	const awaited = collectShallow([tried.tryBlock], ts.isAwaitExpression).map(node => bare(node.expression));
	const [call] = awaited;
	if (awaited.length !== 1 || !call || !isCall(call)) return undefined;
	return WRITES.test(calleeName(call)) && !UNIMPORTANT.test(call.expression.getText()) ? call : undefined;
}

/** Something else in the block tells what follows whether it went well. */
const changesState = (tried: ts.TryStatement): boolean =>
	collectShallow([tried.tryBlock], ts.isBinaryExpression).some(
		({operatorToken}) => operatorToken.kind === ts.SyntaxKind.EqualsToken,
	) || collectShallow([tried.tryBlock], ts.isReturnStatement).length > 0;

/** `return true`, `return {ok: true}`, `res.json({success: true})`, `res.sendStatus(200)`. */
function tellsSuccess(statement: ts.Statement): ts.Node | undefined {
	if (ts.isReturnStatement(statement) && statement.expression?.kind === ts.SyntaxKind.TrueKeyword) return statement;
	if (!ts.isReturnStatement(statement) && !ts.isExpressionStatement(statement)) return undefined;
	let told: ts.Node | undefined;
	visitShallow(statement, node => {
		if (ts.isPropertyAssignment(node) && /^(success|ok|succeeded|saved|sent)$/.test(node.name.getText())) {
			if (node.initializer.kind === ts.SyntaxKind.TrueKeyword) told ??= statement;
		}
		if (ts.isCallExpression(node) && /^(sendStatus|status)$/.test(calleeName(node))) {
			if (/^20[014]$/.test(node.arguments[0]?.getText() ?? '')) told ??= statement;
		}
	});
	return told;
}
