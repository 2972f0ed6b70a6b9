import {ts} from '@ts-morph/common';
import {all, any, type Condition, hit, more, signal} from '../../model/condition.ts';
import type {Place} from '../../model/place.ts';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import {mentions} from '../flow/error-names.ts';
import type {Handler} from '../flow/handlers.ts';
import {placeOfArm, placeOfBlock, placeOfExecution, placeOfFunction, placeOfStatement} from '../places.ts';
import type {FileIndex} from '../walk.ts';

/** Holds when a test ran the guarded operation of a handler. */
export function needsOf(index: FileIndex, handler: Handler): Condition {
	if (handler.tried) return hit(placeOfBlock(index, handler.tried.tryBlock));
	const operation = handler.form === 'promise' ? handler.node : (handler.operations[0] ?? handler.node);
	return hit(placeOfExecution(index, handler.form === 'callback' ? operation : handler.node));
}

export interface Entry {
	fires: Condition;
	witnesses: Place[];
}

/** Holds when the handler was entered. */
export function entryOf(index: FileIndex, handler: Handler): Entry {
	if (handler.tried?.catchClause) return ofCatch(index, handler.tried, handler.tried.catchClause);
	if (handler.form === 'callback') return ofError(index, handler, ofBranch(index, handler.body[0]));
	if (!handler.fn) return {fires: signal('enter'), witnesses: []};
	const place = placeOfFunction(index, handler.fn);
	// One function behind many places: no call of it proves that none of them fired, a call proves nothing for this one.
	return {fires: handler.shared ? all(hit(place), signal('enter')) : hit(place), witnesses: [place]};
}

function ofCatch(index: FileIndex, tried: ts.TryStatement, clause: ts.CatchClause): Entry {
	const block = placeOfBlock(index, clause.block);
	if (block.first) return {fires: hit(block), witnesses: [block.first]};
	const passed = passedEmpty(index, tried, clause);
	return {fires: passed ? any(hit(block), passed) : hit(block), witnesses: [block]};
}

/**
 * An empty catch has no counter in most formats. That the statement behind the try ran more often than the try's last
 * one proves that the catch was passed; the reverse proves nothing, for the last statement itself may have thrown.
 */
function passedEmpty(index: FileIndex, tried: ts.TryStatement, clause: ts.CatchClause): Condition | undefined {
	if (!completionOf(clause.block.statements).normal || !ts.isBlock(tried.parent)) return undefined;
	const siblings = tried.parent.statements;
	const next = siblings[siblings.indexOf(tried) + 1];
	const last = tried.tryBlock.statements.at(-1);
	const after = next && placeOfStatement(index, next);
	if (!after || !last) return undefined;
	if (!completionOf(tried.tryBlock.statements).normal) return hit(after);
	const before =
		ts.isBlock(last) || ts.isIfStatement(last) || ts.isTryStatement(last) ? undefined : placeOfStatement(index, last);
	return before && more([after], [before]);
}

function ofError(index: FileIndex, handler: Handler, {fires, witnesses}: Entry): Entry {
	const failed = failedAtAll(index, handler);
	if (!failed) return {fires, witnesses};
	return {fires: all(fires, failed === 'unknown' ? signal('enter') : failed), witnesses};
}

/**
 * What else must hold where a callback's test asks for more than the error: in `if (err || !rows.length)` the right side
 * is asked only where there was none. Undefined where the test is of the error alone.
 */
export function failedAtAll(index: FileIndex, {form, node, errors}: Handler): Condition | 'unknown' | undefined {
	if (form !== 'callback' || !ts.isIfStatement(node)) return undefined;
	const isError = (part: ts.Expression): boolean => mentions(part, errors);
	const parts = operandsOf(node.expression);
	if (parts.every(isError) || !asksForMore(node.expression)) return undefined;
	const asked = placeOfStatement(index, node);
	const [first, second] = parts;
	if (!asked || !second || !ts.isIdentifier(bare(first!)) || !isError(first!)) return 'unknown';
	return more([asked], [placeOfArm(index, second)], ['arms']);
}

/** `err || x` holds without an error, `!err && x` fails without one. */
function asksForMore(condition: ts.Expression): boolean {
	const node = bare(condition);
	if (!ts.isBinaryExpression(node)) return false;
	const isNegated = ts.isPrefixUnaryExpression(bare(operandsOf(node)[0]!));
	const kind = isNegated ? ts.SyntaxKind.AmpersandAmpersandToken : ts.SyntaxKind.BarBarToken;
	return node.operatorToken.kind === kind;
}

/** Operands of a chain of one logical operator, in order. */
function operandsOf(condition: ts.Expression): ts.Expression[] {
	const node = bare(condition);
	const isLogical =
		ts.isBinaryExpression(node) &&
		(node.operatorToken.kind === ts.SyntaxKind.BarBarToken ||
			node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken);
	return isLogical ? [...operandsOf(node.left), node.right] : [condition];
}

function ofBranch(index: FileIndex, node: ts.Node | undefined): Entry {
	if (!node) return {fires: signal('enter'), witnesses: []};
	const place = ts.isBlock(node)
		? placeOfBlock(index, node)
		: ts.isStatement(node)
			? placeOfStatement(index, node)
			: placeOfExecution(index, node);
	if (!place) return {fires: signal('enter'), witnesses: []};
	return {fires: hit(place), witnesses: [place.first ?? place]};
}
