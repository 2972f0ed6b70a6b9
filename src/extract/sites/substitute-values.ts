import {ts} from '@ts-morph/common';
import type {Certainty} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {chainHead} from '../flow/chains.ts';
import {completionOf} from '../flow/completion.ts';
import {makesError, mentions} from '../flow/error-names.ts';
import {isPromiseReject} from '../flow/exits.ts';
import type {Handler} from '../flow/handlers.ts';
import {reachFrom} from '../flow/reach.ts';
import {bodyOf, calleeName, collectShallow, isCall, isInside} from '../flow/traverse.ts';
import {declarationOf, type FileIndex, isFunctionNode} from '../walk.ts';
import {answersUndefined} from './answer-undefined.ts';
import {isFailedAnswer} from './answers.ts';
import {givesNothing} from './never.ts';
import type {Substitute} from './substitute.ts';
import {CLEANUP_CALL, LOG_CALL} from './vocabulary.ts';

/** What a returned expression is worth as a substitute. */
export function ofValue(index: FileIndex, handler: Handler, expression: ts.Expression, node: ts.Node): Substitute[] {
	const value = bare(expression);
	if (ts.isAwaitExpression(value)) return ofValue(index, handler, value.expression, node);
	const isNamedFallback = ts.isCallExpression(value) && /fallback/i.test(calleeName(value));
	if (isNamedFallback) return [{node, certainty: 'likely', fallible: true}];
	if (ts.isConditionalExpression(value)) return ofSides(index, handler, value);
	if (mentions(value, handler.errors) || makesError(value) || givesNothing(index, value)) return [];
	const graded = grade(index, handler, value);
	return graded ? [{node, certainty: graded, fallible: isFallible(index, value)}] : [];
}

/** One side may hand the error on, `gone ? null : Promise.reject(err)`; one that tells of the error makes it no substitute. */
function ofSides(index: FileIndex, handler: Handler, {whenTrue, whenFalse}: ts.ConditionalExpression): Substitute[] {
	const sides = [whenTrue, whenFalse];
	const tells = sides.some(side => mentions(side, handler.errors) && !isPromiseReject(bare(side)));
	return tells ? [] : sides.flatMap(side => ofValue(index, handler, side, side));
}

/** A call, or what an awaited call answered. */
function isFallible(index: FileIndex, value: ts.Expression): boolean {
	if (!ts.isIdentifier(value)) return isCall(value) && !isConstruction(value);
	const declaration = declarationOf(index, value);
	const init = declaration?.kind === 'variable' && declaration.node.initializer;
	return init !== undefined && init !== false && ts.isAwaitExpression(bare(init));
}

function grade(index: FileIndex, handler: Handler, value: ts.Expression): Certainty | undefined {
	if (value.kind === ts.SyntaxKind.TrueKeyword || value.kind === ts.SyntaxKind.FalseKeyword)
		return gradeBoolean(handler);
	if (isFailedAnswer(index, value) || tellsOutcome(handler, value)) return 'possible';
	if (isUndefined(value)) return gradeUndefined(handler);
	if (isReifiedFailure(value)) return 'possible';
	const inner = reifiedSuccess(value);
	if (inner) return grade(index, handler, inner);
	if (isPlainValue(value)) return 'sure';
	if (isCall(value))
		return isConstruction(value) ? 'sure' : startsOver(index, handler, value) ? undefined : gradeCall(value);
	if (ts.isIdentifier(value) || ts.isPropertyAccessExpression(value) || ts.isElementAccessExpression(value))
		return gradeExisting(index, handler, value);
	return 'likely';
}

function gradeUndefined(handler: Handler): Certainty {
	if (answersUndefined(handler)) return 'sure';
	return handler.form === 'catch' && yieldsValue(handler) ? 'likely' : 'possible';
}

export const isUndefined = (node: ts.Expression): boolean =>
	(ts.isIdentifier(node) && node.text === 'undefined') || ts.isVoidExpression(node);

function isPlainValue(node: ts.Expression): boolean {
	return (
		node.kind === ts.SyntaxKind.NullKeyword ||
		ts.isLiteralExpression(node) ||
		ts.isTemplateExpression(node) ||
		ts.isArrayLiteralExpression(node) ||
		ts.isObjectLiteralExpression(node) ||
		ts.isPrefixUnaryExpression(node) ||
		(ts.isIdentifier(node) &&
			(node.text === 'NaN' || node.text === 'Infinity' || /^[A-Z][A-Z\d_]+$/.test(node.text))) ||
		(ts.isPropertyAccessExpression(node) && /^[A-Z][A-Z\d_]+$/.test(node.name.text))
	);
}

/** `new Map()`, `Buffer.alloc(0)`, `Object.create(null)`, `Promise.resolve([])`: a value made on the spot. */
function isConstruction(node: ts.Expression): boolean {
	if (ts.isNewExpression(node)) return true;
	return (
		ts.isCallExpression(node) &&
		/^(Promise\.resolve|Buffer\.(alloc|from)|Object\.(create|freeze)|Array\.from|String|Number|Boolean)$/.test(
			node.expression.getText(),
		)
	);
}

/**
 * `{ok: false}`, `{error: …}`, `[err, null]`, `err(…)`, `Result.err(…)`, `E.left(…)` say that it failed; they do not
 * stand in for the result.
 */
export function isReifiedFailure(node: ts.Expression): boolean {
	if (ts.isCallExpression(node))
		return /^(err|errAsync|left|failure|fail|failed|Err|Left|Failure)$/.test(calleeName(node));
	if (!ts.isObjectLiteralExpression(node)) return false;
	return node.properties.some(property => {
		const name = property.name && 'text' in property.name ? property.name.text : '';
		if (/^(error|err|errors|failed|failure|reason)$/.test(name)) return true;
		if (ts.isPropertyAssignment(property) && isReifiedFailure(bare(property.initializer))) return true;
		return (
			/^(ok|success|valid|isValid|succeeded)$/.test(name) &&
			ts.isPropertyAssignment(property) &&
			property.initializer.kind === ts.SyntaxKind.FalseKeyword
		);
	});
}

/** `ok(v)`, `Result.ok(v)`, `E.right(v)`: what it holds counts. */
function reifiedSuccess(node: ts.Expression): ts.Expression | undefined {
	if (!ts.isCallExpression(node) || !/^(ok|okAsync|right|success|Ok|Right|Success)$/.test(calleeName(node)))
		return undefined;
	return node.arguments.length === 1 ? bare(node.arguments[0]!) : undefined;
}

/** `false` is an answer where success answers with a boolean as well; less surely so where that is a literal `true`. */
function gradeBoolean(handler: Handler): Certainty {
	if (handler.form !== 'catch' || !handler.tried) return 'likely';
	if (answersBehind(handler.tried)) return 'likely';
	const values = collectShallow([handler.tried.tryBlock], ts.isReturnStatement).flatMap(({expression}) =>
		expression ? [bare(expression)] : [],
	);
	const computed = values.some(
		value => value.kind !== ts.SyntaxKind.TrueKeyword && value.kind !== ts.SyntaxKind.FalseKeyword,
	);
	if (computed) return 'sure';
	return values.length > 0 ? 'likely' : 'possible';
}

/** `try { lib = require(…) } catch { return true } … return lib.check(x) !== undefined`: the answer is worked out behind it. */
function answersBehind(tried: ts.TryStatement): boolean {
	if (!ts.isBlock(tried.parent) || !isFunctionNode(tried.parent.parent)) return false;
	const {statements} = tried.parent;
	const last = statements.at(-1);
	const value =
		last && last !== tried && ts.isReturnStatement(last) && last.expression ? bare(last.expression) : undefined;
	if (!value || !completionOf(tried.tryBlock.statements).normal) return false;
	return ts.isBinaryExpression(value)
		? /^([!=]==?|[<>]=?|instanceof|in)$/.test(value.operatorToken.getText())
		: ts.isPrefixUnaryExpression(value) && value.operator === ts.SyntaxKind.ExclamationToken;
}

/** `.then(() => show(SAVED), () => show(FAILED))`: nobody wants the operation's value, so that nothing stands in for it. */
function tellsOutcome({form, node}: Handler, value: ts.Expression): boolean {
	const told =
		form === 'promise' && ts.isCallExpression(node) && ts.isCallExpression(value) ? node.arguments : undefined;
	const [ok] = told ?? [];
	if (told?.length !== 2 || !ok || !(ts.isArrowFunction(ok) || ts.isFunctionExpression(ok)) || ok.parameters.length > 0)
		return false;
	const callee = (value as ts.CallExpression).expression.getText();
	return collectShallow(bodyOf(ok), ts.isCallExpression).some(({expression}) => expression.getText() === callee);
}

function yieldsValue(handler: Handler): boolean {
	return (
		handler.tried !== undefined &&
		collectShallow([handler.tried.tryBlock], ts.isReturnStatement).some(({expression}) => expression !== undefined)
	);
}

/** It leads back to the operation: whatever that is, it is no substitute. */
export const startsOver = (index: FileIndex, {node}: Handler, value: ts.Expression): boolean =>
	reachFrom(index, [value]).some(({target}) => isInside(node, target));

function gradeCall(call: ts.CallExpression | ts.NewExpression): Certainty | undefined {
	const name = calleeName(chainHead(call)) || calleeName(call);
	if (LOG_CALL.test(name) || CLEANUP_CALL.test(name) || /^(reject|throw|handle|fail|emit)/i.test(name))
		return undefined;
	return 'likely';
}

/** An existing value is a substitute where it was there before the operation; a stream, a response, a pending promise is none. */
function gradeExisting(index: FileIndex, handler: Handler, value: ts.Expression): Certainty {
	if (!ts.isIdentifier(value)) {
		const own = [isMadeInHandler, isKeptValue, isOfImport].some(is => is(index, handler, value));
		return own ? 'likely' : 'possible';
	}
	const declaration = declarationOf(index, value);
	if (declaration?.kind === 'parameter' || declaration?.kind === 'binding') return 'sure';
	if (declaration?.kind !== 'variable' || !declaration.node.initializer) return 'possible';
	// `const kept = await cache.get(key)`, asked for because the operation failed.
	const init = bare(declaration.node.initializer);
	if (handler.body.some(node => isInside(declaration.node, node)))
		return isCall(ts.isAwaitExpression(init) ? bare(init.expression) : init) ? 'likely' : 'possible';
	const before = handler.tried ? declaration.node.end < handler.tried.pos : true;
	return before ? 'likely' : 'possible';
}

/** `stringified.length` of something that the handler itself computed. */
function isMadeInHandler(index: FileIndex, handler: Handler, value: ts.Expression): boolean {
	let root = value;
	while (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root)) root = root.expression;
	const declaration = ts.isIdentifier(root) ? declarationOf(index, root) : undefined;
	return declaration?.kind === 'variable' && handler.body.some(node => isInside(declaration.node, node));
}

/** `badges.unknownColour` of another file's constants. */
function isOfImport(index: FileIndex, {form}: Handler, value: ts.Expression): boolean {
	let root = value;
	while (ts.isPropertyAccessExpression(root)) root = root.expression;
	return form === 'catch' && ts.isIdentifier(root) && declarationOf(index, root)?.kind === 'import';
}

/** `cached.value` of something that was looked up before the operation. */
function isKeptValue(index: FileIndex, handler: Handler, value: ts.Expression): boolean {
	let root = value;
	while (ts.isPropertyAccessExpression(root) || ts.isElementAccessExpression(root)) root = root.expression;
	const declaration =
		ts.isIdentifier(root) && !/^(res|response|stream|req|request|socket)$/.test(root.text)
			? declarationOf(index, root)
			: undefined;
	return (
		declaration?.kind === 'variable' &&
		declaration.node.initializer !== undefined &&
		handler.tried !== undefined &&
		declaration.node.end < handler.tried.pos
	);
}
