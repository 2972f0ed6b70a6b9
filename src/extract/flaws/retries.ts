import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import {boundNames, errorNames, mentions} from '../flow/error-names.ts';
import {collectDeep, collectShallow, isCall, isInside} from '../flow/traverse.ts';
import {functionName} from '../functions.ts';
import {shortText} from '../places.ts';
import {some, waits} from '../sites/attempts.ts';
import {declarationOf, enclosingFunction, type FileIndex, nodesOf, referencesTo} from '../walk.ts';
import type {FlawFound} from './found.ts';
import {isQuiet} from './quiet.ts';
import {limitOf} from './retry-limit.ts';
import {permanentThrow} from './retry-permanent.ts';

/** A loop whose body tries something, and goes round again whenever that fails, whatever the failure. */
export interface BlindLoop {
	loop: ts.IterationStatement;
	tried: ts.TryStatement;
	clause: ts.CatchClause;
}

/**
 * Retries by loop that nothing ends, nothing slows down, or that repeat what cannot succeed. Only loops whose catch does
 * nothing but report and wait are looked at: whatever else it calls may throw, wait, or know a limit of its own.
 *
 * Not reported: connections, subscriptions, polls and workers, which go on by design; loops that ask whether they are
 * still wanted; optimistic concurrency and fail-over, where the next attempt is another one; up to two attempts.
 */
export function findRetryFlaws(index: FileIndex): FlawFound[] {
	return nodesOf<ts.TryStatement>(index, ts.SyntaxKind.TryStatement).flatMap(tried => {
		const found = blindLoop(tried);
		if (!found || isByDesign(index, found)) return [];
		return [...unbounded(index, found), ...eager(index, found), ...indiscriminate(index, found)];
	});
}

function blindLoop(tried: ts.TryStatement): BlindLoop | undefined {
	const clause = tried.catchClause;
	const block = tried.parent;
	if (!clause || tried.finallyBlock || !ts.isBlock(block) || !ts.isIterationStatement(block.parent, false))
		return undefined;
	const loop = block.parent;
	if (ts.isForOfStatement(loop) || ts.isForInStatement(loop)) return undefined;
	const awaited = collectShallow([tried.tryBlock], ts.isAwaitExpression);
	return awaited.length > 0 && isBlind(clause, block, tried) ? {loop, tried, clause} : undefined;
}

/** The error changes nothing: no condition, no exit, no call but reports and waits, in the catch and beside the try. */
function isBlind({block, variableDeclaration}: ts.CatchClause, body: ts.Block, tried: ts.TryStatement): boolean {
	const rest = body.statements.filter(statement => statement !== tried);
	const own = [...block.statements, ...rest];
	const {throws, returns, breaks} = completionOf(own);
	if (throws || returns || breaks) return false;
	if (collectDeep(own, isCall).some(call => !isQuiet(call))) return false;
	const errors = errorNames(boundNames(variableDeclaration?.name), block.statements);
	const conditions = collectShallow(own, ts.isIfStatement).map(({expression}) => expression);
	return !conditions.some(condition => mentions(condition, errors)) && !asksToStop(own);
}

const STOPS =
	/abort|cancel|stop|clos(e|ed|ing)$|shut|destroy|dispos|unmount|running|alive|active|signal|token|enabled|exit|ended|connected/i;

/** Something outside may end it. */
const asksToStop = (nodes: readonly ts.Node[]): boolean =>
	some(nodes, node => ts.isIdentifier(node) && STOPS.test(node.text));

const BY_DESIGN =
	/connect|subscri|listen|poll|watch|consum|recei?v|worker|daemon|forever|stream|socket|lease|leader|heartbeat|supervis|\bloop\b|Loop$|\b(wait|until)|queue|read|next|shift|pop/i;

/** Its name, or what it repeats, says that it is meant to go on, or that the next attempt is another one. */
function isByDesign(index: FileIndex, {loop, tried}: BlindLoop): boolean {
	const name = functionName(index, loop);
	const operations = collectShallow([tried.tryBlock], isCall).map(call => call.expression.getText());
	return [name, ...operations].some(text => BY_DESIGN.test(text)) || asksToStop([loop]);
}

function unbounded(index: FileIndex, {loop, tried}: BlindLoop): FlawFound[] {
	const condition = endlessCondition(index, loop, tried);
	const success = completionOf(tried.tryBlock.statements);
	if (condition === undefined) return [];
	// A loop that success does not leave is a worker, not a retry.
	if (condition === 'always' && !success.returns && !success.breaks) return [];
	const why = `\`${operationText(index, tried)}\` is repeated until it succeeds: no limit, no deadline and no signal ends the loop.`;
	return [{flaw: 'unbounded', on: loop, at: loop, why}];
}

/** `while (true)`, or `while (!done)` where only the try block sets `done`. */
function endlessCondition(
	index: FileIndex,
	loop: ts.IterationStatement,
	tried: ts.TryStatement,
): 'always' | 'flag' | undefined {
	const condition = conditionOf(loop);
	if (ts.isForStatement(loop) && (loop.incrementor || loop.initializer)) return undefined;
	if (!condition || condition.kind === ts.SyntaxKind.TrueKeyword) return 'always';
	if (!ts.isPrefixUnaryExpression(condition) || condition.operator !== ts.SyntaxKind.ExclamationToken) return undefined;
	const flag = bare(condition.operand);
	const declaration = ts.isIdentifier(flag) ? declarationOf(index, flag) : undefined;
	if (declaration?.kind !== 'variable' || enclosingFunction(declaration.node) !== enclosingFunction(loop))
		return undefined;
	const others = referencesTo(index, declaration).filter(use => use !== flag && isInside(use, loop));
	return others.length > 0 && others.every(use => isInside(use, tried.tryBlock)) ? 'flag' : undefined;
}

function conditionOf(loop: ts.IterationStatement): ts.Expression | undefined {
	const condition = ts.isForStatement(loop) ? loop.condition : (loop as ts.WhileStatement).expression;
	return condition && bare(condition);
}

const operationText = (index: FileIndex, tried: ts.TryStatement): string =>
	shortText(index, collectShallow([tried.tryBlock], ts.isAwaitExpression)[0]!.expression, 60);

/** Operations that leave the process, by the words that people call them. */
const OUTSIDE =
	/(^|\.|this\.)(fetch|axios|got|ky|request|superagent)\b|(http|api|client|db|database|pool|redis|mongo|prisma|knex|sql|gateway|service|remote|rpc|s3|sqs|sns)\w*\.\w+$/i;
/** The next attempt is another one, or the contention is over by then. */
const ANOTHER =
	/conflict|collision|unique|duplicate|version|optimistic|etag|revision|transaction|lock|random|uuid|nanoid|token|auth|credential|refresh|mirror|host|endpoint|replica|node|region|candidate|fallback|alternat|provider|proxy|port\b|slug|name\b/i;

function eager(index: FileIndex, {loop, tried}: BlindLoop): FlawFound[] {
	const limit = limitOf(index, loop);
	const [first] = collectShallow([tried.tryBlock], ts.isAwaitExpression);
	const operation = first && bare(first.expression);
	if (limit === undefined || limit < 3 || waits([loop]) || !operation || !isCall(operation)) return [];
	if (!OUTSIDE.test(operation.expression.getText())) return [];
	if (some([loop], node => ts.isIdentifier(node) && ANOTHER.test(node.text)) || usesRound(index, loop, tried))
		return [];
	const attempts = Number.isFinite(limit) ? `Up to ${limit} attempts` : 'Attempts without end';
	const over = Number.isFinite(limit) ? 'they are over before an outage is' : 'an outage makes them a busy loop';
	const why = `${attempts} of \`${shortText(index, operation, 60)}\` follow each other without a pause: ${over}.`;
	return [{flaw: 'eager', on: loop, at: loop, why}];
}

/** `hosts[attempt]`: the counter goes into the operation. */
function usesRound(index: FileIndex, loop: ts.IterationStatement, tried: ts.TryStatement): boolean {
	if (!ts.isForStatement(loop) || !loop.initializer || !ts.isVariableDeclarationList(loop.initializer)) return false;
	return loop.initializer.declarations.some(({name}) => {
		const declaration = ts.isIdentifier(name) ? declarationOf(index, name) : undefined;
		return declaration !== undefined && referencesTo(index, declaration).some(use => isInside(use, tried.tryBlock));
	});
}

function indiscriminate(index: FileIndex, {loop, tried}: BlindLoop): FlawFound[] {
	const thrown = permanentThrow(tried.tryBlock);
	if (!thrown) return [];
	const why = `\`${shortText(index, thrown, 60)}\` is caught like any other failure and \`${operationText(index, tried)}\` is repeated, which cannot help.`;
	return [{flaw: 'indiscriminate', on: loop, at: thrown, why}];
}
