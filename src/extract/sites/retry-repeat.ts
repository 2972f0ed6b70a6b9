import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import {guardsOf} from '../flow/exits.ts';
import type {Handler} from '../flow/handlers.ts';
import {calleeName, collectDeep, collectShallow, isCall, isInside} from '../flow/traverse.ts';
import {declarationOf, type FileIndex} from '../walk.ts';
import {some, speaksOfRetry} from './attempts.ts';
import {functionAround, holderOf, isNamed, namedOutside} from './named-functions.ts';
import type {RetryFound} from './retry-found.ts';
import {heldBy} from './retry-held.ts';
import {CLEANUP_CALL, DELAY_CALL, LOG_CALL} from './vocabulary.ts';

/** Retries written out once more: the handler makes the very call that failed, or goes on as success does after a wait. */
export function findRepeats(index: FileIndex, handlers: readonly Handler[]): RetryFound[] {
	return handlers.flatMap(handler => [...sameCall(handler), ...sameContinuation(index, handler)]);
}

/**
 * `try { return await db.put(doc) } catch { await db.reconnect(); return await db.put(doc) }`. Other arguments, or the same
 * ones changed before the second call, make it another operation: a fallback.
 */
function sameCall(handler: Handler): RetryFound[] {
	if (handler.form !== 'catch' && handler.form !== 'result' && handler.form !== 'promise') return [];
	const body = [...handler.body, ...onlyAfterFailure(handler)];
	const twins = collectShallow(body, ts.isCallExpression).flatMap(call => {
		const operation = handler.operations.find(first => isRepeated(handler, first, call));
		return operation && (operation.getText() !== call.getText() || !changesBefore(body, call))
			? [{call, operation}]
			: [];
	});
	const around = functionAround(handler.node);
	const [twin] = twins;
	if (!twin || !around) return [];
	const named = namedOutside(around);
	const found = heldBy(handler, {node: siteOf(handler, named), again: twin.call, target: named});
	return [{...found, form: 'repeat', operations: [twin.operation], path: body}];
}

/** The very same call; or, where the handler speaks of a retry, one of the same function with some of the arguments. */
function isRepeated(handler: Handler, first: ts.Node, call: ts.CallExpression): boolean {
	if (!isRepeatable(first) || !isWork(handler, first) || useOf(first) !== useOf(call)) return false;
	if (first.getText() === call.getText()) return true;
	const {expression, arguments: given} = first as ts.CallExpression;
	const texts = new Set(given.map(argument => argument.getText()));
	return (
		expression.getText() === call.expression.getText() &&
		isWaitedFor(call) &&
		call.arguments.some(argument => texts.has(argument.getText())) &&
		call.arguments.length === given.length &&
		speaksOfRetry(handler.body)
	);
}

/** What stands behind a try that success always leaves, and a catch that may go on. */
function onlyAfterFailure({tried}: Handler): readonly ts.Statement[] {
	if (!tried?.catchClause || tried.finallyBlock || !ts.isBlock(tried.parent)) return [];
	const {normal, breaks, continues} = completionOf(tried.tryBlock.statements);
	if (normal || breaks || continues || !completionOf(tried.catchClause.block.statements).normal) return [];
	return tried.parent.statements.slice(tried.parent.statements.indexOf(tried) + 1);
}

const siteOf = (handler: Handler, around: Parameters<typeof isNamed>[0]): ts.Node =>
	isNamed(around) ? holderOf(around) : handler.node;

/** A call with arguments or on an object, that neither reports nor cleans up. */
function isRepeatable(node: ts.Node): boolean {
	if (!ts.isCallExpression(node) || !isWaitedFor(node)) return false;
	const name = calleeName(node);
	return (
		!LOG_CALL.test(name) &&
		!CLEANUP_CALL.test(name) &&
		!DELAY_CALL.test(name) &&
		!/^(get|set|push|has|emit|then|catch)$/.test(name)
	);
}

/** What nobody waits for, `return left(FAILED)` on both ways, only makes the same value. */
const isWaitedFor = (node: ts.Node): boolean => ts.isAwaitExpression(node.parent);

/** What the try is there for: it runs whatever happens, and is not one of several steps that nobody wants a value of. */
function isWork({tried, operations}: Handler, node: ts.Node): boolean {
	if (!tried) return true;
	for (let at = node.parent; at !== tried.tryBlock && at; at = at.parent)
		if (ts.isCaseOrDefaultClause(at)) return false;
	if (guardsOf(node, tried.tryBlock).length > 0) return false;
	return useOf(node) !== 'dropped' || operations.filter(isWaitedFor).length === 1;
}

/** How the value is used: returned, assigned, or neither. */
function useOf(node: ts.Node): 'returned' | 'kept' | 'dropped' {
	let at = node;
	while (ts.isAwaitExpression(at.parent) || ts.isParenthesizedExpression(at.parent)) at = at.parent;
	if (ts.isReturnStatement(at.parent)) return 'returned';
	return ts.isExpressionStatement(at.parent) ? 'dropped' : 'kept';
}

/** What the call mentions is assigned in the handler before it. */
function changesBefore(body: readonly ts.Node[], call: ts.CallExpression): boolean {
	const text = call.getText();
	return some(body, node => {
		if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken || node.pos > call.pos)
			return false;
		if (isInside(call, node)) return false;
		let root: ts.Expression = bare(node.left);
		while (
			ts.isElementAccessExpression(root) ||
			(ts.isPropertyAccessExpression(root) && root.expression.kind !== ts.SyntaxKind.ThisKeyword)
		)
			root = bare(root.expression);
		return (
			root.kind !== ts.SyntaxKind.ThisKeyword &&
			new RegExp(`(^|[^\\w.$])${quoted(root.getText())}(?![\\w$])`).test(text)
		);
	});
}

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * `.then(next, err => setTimeout(() => next(), delay))`: after a failure it goes on as after success, later. The function
 * comes from elsewhere, so the way back is known by its name alone.
 */
function sameContinuation(index: FileIndex, handler: Handler): RetryFound[] {
	const {node} = handler;
	if (handler.form !== 'promise' || !ts.isCallExpression(node) || node.arguments.length !== 2) return [];
	const next = bare(node.arguments[0]!);
	if (!ts.isIdentifier(next) || !declarationOf(index, next)) return [];
	const meaning = declarationOf(index, next);
	const timer = collectDeep(handler.body, ts.isCallExpression).find(
		call =>
			/^(setTimeout|setImmediate|nextTick|delay|sleep)$/.test(calleeName(call)) &&
			some(
				[call],
				inner => ts.isIdentifier(inner) && inner.text === next.text && declarationOf(index, inner) === meaning,
			),
	);
	const around = timer && functionAround(node);
	if (!timer || !around) return [];
	const call = collectDeep([timer], isCall).find(inner => bare(inner.expression).getText() === next.text);
	const named = namedOutside(around);
	return [{...heldBy(handler, {node: siteOf(handler, named), again: call ?? timer, target: named}), shared: true}];
}
