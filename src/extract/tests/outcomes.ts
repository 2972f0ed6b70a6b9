import {ts} from '@ts-morph/common';
import type {Behaviour} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import type {Declaration} from '../scopes.ts';
import type {Context} from './context.ts';
import {readPromise} from './promises.ts';
import {responseOf, statusOutcome, thrown} from './responses.ts';
import {isFunctionExpression, keyOf, lastName, numberOf} from './syntax.ts';

export const SUCCESS: Behaviour = {kind: 'success'};
export const UNKNOWN: Behaviour = {kind: 'unknown'};
export const REJECT: Behaviour = {kind: 'failure', how: 'reject'};

/** One look into a function of the same file, and one more: a third level pays little. */
const DEEPEST = 2;

export type FunctionBody = ts.FunctionLikeDeclaration & {body?: ts.Node};

/**
 * What calling a function comes to. Several behaviours mean one of them: a body that throws under a condition both
 * fails and succeeds.
 */
export function outcomesOfFunction(context: Context, fn: FunctionBody, depth = 0): Behaviour[] {
	const {body} = fn;
	if (!body || depth > DEEPEST) return [UNKNOWN];
	const isAsync = ts.getCombinedModifierFlags(fn as ts.Declaration) & ts.ModifierFlags.Async;
	if (!ts.isBlock(body)) {
		return distinct(outcomesOfCallback(context, fn) ?? outcomesOfValue(context, body as ts.Expression, depth));
	}
	const {throws, returns, awaited} = context.exitsOf(fn);
	const found: Behaviour[] = throws
		.filter(node => !isCaught(node, fn))
		.map(node => thrown(node, isAsync ? 'reject' : 'throw'));
	for (const {expression} of returns)
		found.push(...(expression ? outcomesOfValue(context, expression, depth) : [SUCCESS]));
	if (!endsAbruptly(body)) found.push(...(outcomesOfCallback(context, fn) ?? [SUCCESS]));
	const waits = awaited.flatMap(call => outcomesOfValue(context, call, depth));
	for (const wait of waits) if (wait.kind !== 'success') found.push(wait);
	return distinct(found);
}

/** What a value is when it is called: a function of this file, or unknown. */
export function outcomesOfCallable(context: Context, node: ts.Expression, depth = 0): Behaviour[] {
	const fn = functionOf(context, node);
	return fn ? outcomesOfFunction(context, fn, depth) : [UNKNOWN];
}

/** The function that an expression names, where this file holds its body. */
export function functionOf(context: Context, node: ts.Expression): FunctionBody | undefined {
	const at = bare(node);
	if (isFunctionExpression(at)) return at;
	return functionOfDeclaration(context.declared(at));
}

function functionOfDeclaration(declaration: Declaration | undefined): FunctionBody | undefined {
	if (declaration?.kind === 'function') return declaration.node;
	if (declaration?.kind !== 'variable' || !declaration.node.initializer) return undefined;
	const init = bare(declaration.node.initializer);
	return isFunctionExpression(init) ? init : undefined;
}

/** What returning a value comes to. A returned error object is no failure. */
export function outcomesOfValue(context: Context, node: ts.Expression, depth = 0): Behaviour[] {
	const at = bare(node);
	if (ts.isAwaitExpression(at)) return outcomesOfValue(context, at.expression, depth);
	if (ts.isConditionalExpression(at)) {
		return [...outcomesOfValue(context, at.whenTrue, depth), ...outcomesOfValue(context, at.whenFalse, depth)];
	}
	if (ts.isBinaryExpression(at)) return outcomesOfValue(context, at.right, depth);
	if (ts.isObjectLiteralExpression(at)) return [outcomeOfObject(at)];
	if (ts.isNewExpression(at)) return outcomesOfNew(context, at, depth);
	if (ts.isCallExpression(at)) return outcomesOfCall(context, at, depth);
	if (ts.isIdentifier(at)) return outcomesOfName(context, at, depth);
	return [SUCCESS];
}

/** `{ok: false}`, `{status: 503}`: an answer that says it failed. */
function outcomeOfObject(node: ts.ObjectLiteralExpression): Behaviour {
	for (const property of node.properties) {
		if (!ts.isPropertyAssignment(property)) continue;
		const key = keyOf(property.name);
		if (key === 'status' || key === 'statusCode') {
			const status = numberOf(property.initializer);
			// `status: 'active'` is a field of the data.
			if (status !== undefined) return statusOutcome(status);
		}
		if (key === 'ok' && property.initializer.kind === ts.SyntaxKind.FalseKeyword) {
			return {kind: 'failure', how: 'status'};
		}
	}
	return SUCCESS;
}

function outcomesOfNew(context: Context, node: ts.NewExpression, depth: number): Behaviour[] {
	if (lastName(node.expression) === 'Promise') return outcomesOfExecutor(context, node.arguments?.[0], depth);
	return [responseOf(node) ?? SUCCESS];
}

/** A promise settles by what its executor does with its two parameters, and never if it does nothing. */
function outcomesOfExecutor(context: Context, executor: ts.Expression | undefined, depth: number): Behaviour[] {
	const fn = executor && functionOf(context, executor);
	if (!fn || depth > DEEPEST) return [UNKNOWN];
	const found: Behaviour[] = context
		.exitsOf(fn)
		.throws.filter(node => !isCaught(node, fn))
		.map(() => REJECT);
	for (const [position, outcome] of [SUCCESS, REJECT].entries()) {
		const uses = usesOfParameter(context, fn, position);
		if (uses.length === 0) continue;
		found.push(outcome, ...uses.flatMap(use => timerAround(use, fn)));
	}
	return found.length > 0 ? distinct(found) : [{kind: 'latency', ms: null}];
}

function timerAround(node: ts.Node, within: ts.Node): Behaviour[] {
	for (let at = node.parent; at && at !== within; at = at.parent) {
		if (!ts.isCallExpression(at) || lastName(at.expression) !== 'setTimeout') continue;
		return [{kind: 'latency', ms: numberOf(at.arguments[1]) ?? null}];
	}
	return [];
}

function outcomesOfCall(context: Context, call: ts.CallExpression, depth: number): Behaviour[] {
	const response = responseOf(call);
	if (response) return [response];
	const promised = readPromise(call, {
		value: node => outcomesOfValue(context, node, depth),
		callable: node => outcomesOfCallable(context, node, depth + 1),
	});
	if (promised) return promised;
	if (isPure(call)) return [SUCCESS];
	const fn = depth < DEEPEST ? functionOf(context, call.expression) : undefined;
	return fn ? outcomesOfFunction(context, fn, depth + 1) : [UNKNOWN];
}

const PURE_METHODS =
	/^(?:map|flatMap|filter|find\w*|some|every|includes|indexOf|slice|concat|join|split|trim|keys|values|entries|has|push|pop|shift|toString|toISOString|sort|reduce|replace|stringify|parse|from|assign)$/;
const PURE = /^(?:String|Number|Boolean|Array|Object|Math|JSON|Date|Buffer|Symbol)$/;

/** Calls on plain values that fail for nothing outside. */
function isPure(call: ts.CallExpression): boolean {
	const callee = call.expression;
	if (!ts.isPropertyAccessExpression(callee)) return PURE.test(lastName(callee));
	return PURE_METHODS.test(callee.name.text) || PURE.test(lastName(callee.expression));
}

function outcomesOfName(context: Context, node: ts.Identifier, depth: number): Behaviour[] {
	const declaration = context.declared(node);
	const init = declaration?.kind === 'variable' ? declaration.node.initializer : undefined;
	if (!init || depth >= DEEPEST || ts.isIdentifier(init)) return [SUCCESS];
	// What a call once returned is a value by now; only a promise or an answer can still tell of failure.
	const found = outcomesOfValue(context, init, depth + 1);
	return found.some(one => one.kind === 'unknown') ? [SUCCESS] : found;
}

const CALLBACK = /^(?:cb|callback|done|next|fn)$/i;
const ERROR_LIKE = /err|exception|reason/i;

/** `(query, callback) => callback(new Error())`. */
function outcomesOfCallback(context: Context, fn: FunctionBody): Behaviour[] | undefined {
	const position = fn.parameters.length - 1;
	const name = fn.parameters[position]?.name;
	if (!name || !ts.isIdentifier(name) || !CALLBACK.test(name.text)) return undefined;
	const found = usesOfParameter(context, fn, position)
		.filter(use => ts.isCallExpression(use.parent) && use.parent.expression === use)
		.map(use => outcomeOfErrorFirst((use.parent as ts.CallExpression).arguments[0]));
	return found.length > 0 ? found : undefined;
}

/** What the first argument of an error-first callback says. */
export function outcomeOfErrorFirst(argument: ts.Expression | undefined): Behaviour {
	if (!argument || argument.kind === ts.SyntaxKind.NullKeyword) return SUCCESS;
	const at = bare(argument);
	if (ts.isIdentifier(at) && at.text === 'undefined') return SUCCESS;
	if (ts.isNewExpression(at) || ERROR_LIKE.test(lastName(at))) return REJECT;
	return UNKNOWN;
}

function usesOfParameter(context: Context, fn: FunctionBody, position: number): ts.Identifier[] {
	const name = fn.parameters[position]?.name;
	const declaration = name && context.declared(name);
	return declaration ? context.usesOf(declaration) : [];
}

/** A throw inside a `try` with a catch clause does not leave the function. */
function isCaught(node: ts.Node, fn: ts.Node): boolean {
	for (let at = node; at.parent && at !== fn; at = at.parent) {
		if (ts.isTryStatement(at.parent) && at.parent.tryBlock === at && at.parent.catchClause) return true;
	}
	return false;
}

function endsAbruptly(statement: ts.Statement): boolean {
	if (ts.isReturnStatement(statement) || ts.isThrowStatement(statement)) return true;
	if (ts.isBlock(statement)) return statement.statements.some(endsAbruptly);
	if (ts.isIfStatement(statement)) {
		return (
			statement.elseStatement !== undefined && [statement.thenStatement, statement.elseStatement].every(endsAbruptly)
		);
	}
	if (!ts.isTryStatement(statement)) return false;
	return endsAbruptly(statement.tryBlock) && (!statement.catchClause || endsAbruptly(statement.catchClause.block));
}

function distinct(behaviours: Behaviour[]): Behaviour[] {
	const known = new Set<string>();
	return behaviours.filter(behaviour => {
		const key = JSON.stringify(behaviour);
		return !known.has(key) && known.add(key);
	});
}
