import {ts} from '@ts-morph/common';
import {enclosingFunction, type FileIndex, type FunctionNode, nodesOf} from '../walk.ts';
import {bare} from './bare.ts';
import {chainOperations} from './chains.ts';
import {completionOf} from './completion.ts';
import {boundNames, errorNames, isErrorName, mentions} from './error-names.ts';
import {type CodeFunction, localFunction} from './local-functions.ts';
import {bodyOf, collectShallow, isCall} from './traverse.ts';

/** `result`: an `if` on a call's answer; it receives no error, so it is no handler site (see `outcomes.ts`). */
export type HandlerForm = 'catch' | 'promise' | 'callback' | 'event' | 'assigned' | 'middleware' | 'result';

/** A place that receives the failure of operations, and the code that runs then. */
export interface Handler {
	form: HandlerForm;
	/** The construct: catch clause, `.catch(…)` call, callback's `if`, listener call, assignment. */
	node: ts.Node;
	/** The function that is the handler, where it is one. */
	fn?: CodeFunction;
	/** Whether `fn` is called from elsewhere too, so that its counter is not this handler's. */
	shared: boolean;
	/** What runs when the operation failed. */
	body: readonly ts.Node[];
	/** Names that carry the error in `body`. */
	errors: Set<string>;
	/** The guarded calls. A promise held in a variable stands for itself. */
	operations: ts.Node[];
	/** The function whose code holds the construct. */
	owner: FunctionNode;
	/** `catch` only. */
	tried?: ts.TryStatement;
	/** `event` and `assigned` only: what it listens to. */
	event?: string;
}

const LISTEN = /^(on|once|addListener|addEventListener|prependListener|prependOnceListener)$/;
/** `timeout`, `exit` and `abort` are left out: they tear down, they do not report a failed operation. */
const FAILURE_EVENT =
	/^(error|uncaughtException|unhandledRejection|close|end|disconnect|disconnected|aborted|failed|failure)$|(Error|Failed|Failure)$|error$/;
const ASSIGNED = /^(onerror|onclose|reject|onError|onFailure|onfailure|onDisconnect)$/;

/** Every failure handler that the file's syntax shows. */
export function collectHandlers(index: FileIndex): Handler[] {
	return [
		...catches(index),
		...index.calls.flatMap(call => (ts.isCallExpression(call) ? ofCall(index, call) : [])),
		...assigned(index),
	];
}

function catches(index: FileIndex): Handler[] {
	return nodesOf<ts.TryStatement>(index, ts.SyntaxKind.TryStatement).flatMap(tried => {
		const clause = tried.catchClause;
		if (!clause) return [];
		const body = clause.block.statements;
		return [
			{
				form: 'catch' as const,
				node: clause,
				shared: false,
				body,
				errors: errorNames(boundNames(clause.variableDeclaration?.name), body),
				// A callback defined inside `try` is not guarded by it: its failures come later.
				operations: collectShallow([tried.tryBlock], isCall),
				owner: enclosingFunction(tried),
				tried,
			},
		];
	});
}

function ofCall(index: FileIndex, call: ts.CallExpression): Handler[] {
	const {expression: callee} = call;
	const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : '';
	if (name === 'catch' && call.arguments.length === 1) return promise(index, call, call.arguments[0]!);
	if (name === 'then' && call.arguments.length === 2) return promise(index, call, call.arguments[1]!);
	if (LISTEN.test(name) && call.arguments.length >= 2) return listener(index, call);
	if (MIDDLEWARE.test(name)) return middleware(index, call);
	if (name === 'subscribe') return observer(index, call);
	return call.arguments.flatMap(argument => callback(call, argument));
}

/** Where frameworks and clients take the function that gets every error. */
const MIDDLEWARE = /^(use|setErrorHandler|onError|setDefaultErrorHandler|addErrorHandler)$/;

/**
 * `app.use((err, req, res, next) => …)`, `setErrorHandler((err, …) => …)`, `interceptors.response.use(ok, onError)`.
 * Express tells error middleware by its four parameters alone.
 */
function middleware(index: FileIndex, call: ts.CallExpression): Handler[] {
	const isUse = (call.expression as ts.PropertyAccessExpression).name.text === 'use';
	return call.arguments.flatMap((argument, at) => {
		const found = localFunction(index, argument);
		const [first] = boundNames(found?.node.parameters[0]?.name);
		if (!found || !first || !isErrorName(first)) return [];
		if (isUse && found.node.parameters.length !== 4 && at !== 1) return [];
		const body = bodyOf(found.node);
		return [
			{
				form: 'middleware' as const,
				node: isUse && at === 1 ? argument : call,
				fn: found.node,
				shared: found.shared,
				body,
				errors: errorNames([first], body),
				operations: [],
				owner: enclosingFunction(call),
			},
		];
	});
}

function promise(index: FileIndex, call: ts.CallExpression, argument: ts.Expression): Handler[] {
	const found = localFunction(index, argument);
	const receiver = (call.expression as ts.PropertyAccessExpression).expression;
	const body = found ? bodyOf(found.node) : [];
	return [
		{
			form: 'promise',
			node: call,
			fn: found?.node,
			shared: found?.shared ?? true,
			body,
			errors: errorNames(boundNames(found?.node.parameters[0]?.name), body),
			operations: chainOperations(receiver),
			owner: enclosingFunction(call),
		},
	];
}

function listener(index: FileIndex, call: ts.CallExpression): Handler[] {
	const event = eventName(call.arguments[0]!);
	if (!event || !FAILURE_EVENT.test(event)) return [];
	const found = localFunction(index, call.arguments[1]!);
	const body = found ? bodyOf(found.node) : [];
	return [
		{
			form: 'event',
			node: call,
			fn: found?.node,
			shared: found?.shared ?? true,
			body,
			errors: errorNames(boundNames(found?.node.parameters[0]?.name), body),
			operations: [(call.expression as ts.PropertyAccessExpression).expression],
			owner: enclosingFunction(call),
			event,
		},
	];
}

/** `source.subscribe({next, error: err => …})`, `source.subscribe(next, err => …)`. */
function observer(index: FileIndex, call: ts.CallExpression): Handler[] {
	const [first, second] = call.arguments;
	const member =
		first && ts.isObjectLiteralExpression(first)
			? first.properties.find(property => property.name && 'text' in property.name && property.name.text === 'error')
			: undefined;
	const given = member && ts.isPropertyAssignment(member) ? member.initializer : second;
	const fn = member && ts.isMethodDeclaration(member) ? member : given && localFunction(index, given)?.node;
	const [error] = boundNames(fn?.parameters[0]?.name);
	if (!fn || (!member && !(error && isErrorName(error)))) return [];
	const body = bodyOf(fn);
	return [
		{
			form: 'event',
			node: member ?? call,
			fn,
			shared: false,
			body,
			errors: errorNames(error ? [error] : [], body),
			operations: [(call.expression as ts.PropertyAccessExpression).expression],
			owner: enclosingFunction(call),
			event: 'error',
		},
	];
}

/** The event as a literal, or as a constant whose name reads as one (`CLOSE_EVENT`). */
function eventName(node: ts.Expression): string | undefined {
	const at = bare(node);
	if (ts.isStringLiteralLike(at)) return at.text;
	const name = ts.isIdentifier(at) ? at.text : ts.isPropertyAccessExpression(at) ? at.name.text : '';
	return /^[A-Z_]+$/.test(name) ? name.replace(/_EVENT$/, '').toLowerCase() : undefined;
}

function callback(call: ts.CallExpression, argument: ts.Expression): Handler[] {
	const fn = bare(argument);
	if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return [];
	const [first] = boundNames(fn.parameters[0]?.name);
	if (!first || !isErrorName(first) || !fn.body || !ts.isBlock(fn.body)) return [];
	const failure = failurePart(fn.body.statements, first);
	if (!failure) return [];
	return [
		{
			form: 'callback',
			node: failure.test,
			fn,
			shared: false,
			body: failure.body,
			errors: errorNames([first], fn.body.statements),
			operations: [call],
			owner: enclosingFunction(call),
		},
	];
}

/**
 * What an error-first callback does on failure: the branch of `if (err)`, the else of `if (!err)`, or everything
 * behind `if (!err) {… return}`, which is the form that retry helpers use.
 */
function failurePart(
	statements: readonly ts.Statement[],
	name: string,
): {test: ts.IfStatement; body: readonly ts.Node[]} | undefined {
	for (const [at, statement] of statements.entries()) {
		if (!ts.isIfStatement(statement)) continue;
		const sign = testsError(statement.expression, name);
		if (sign === 'failed') {
			const later = completionOf([statement.thenStatement]).normal && failurePart(statements.slice(at + 1), name);
			return {test: statement, body: [statement.thenStatement, ...(later ? later.body : [])]};
		}
		if (sign !== 'fine') continue;
		if (statement.elseStatement) return {test: statement, body: [statement.elseStatement]};
		if (!completionOf([statement.thenStatement]).normal) return {test: statement, body: statements.slice(at + 1)};
	}
	return undefined;
}

/** Whether a condition holds on failure (`err`, `err != null`, `err && …`) or on success (`!err`, `err == null`). */
function testsError(condition: ts.Expression, name: string): 'failed' | 'fine' | undefined {
	const node = bare(condition);
	if (ts.isIdentifier(node)) return node.text === name ? 'failed' : undefined;
	if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
		const inner = testsError(node.operand, name);
		return inner && (inner === 'failed' ? 'fine' : 'failed');
	}
	if (ts.isBinaryExpression(node)) return testsByOperator(node, name);
	return ts.isCallExpression(node) && mentions(node, new Set([name])) ? 'failed' : undefined;
}

function testsByOperator(node: ts.BinaryExpression, name: string): 'failed' | 'fine' | undefined {
	switch (node.operatorToken.kind) {
		case ts.SyntaxKind.AmpersandAmpersandToken:
		case ts.SyntaxKind.BarBarToken:
			return testsError(node.left, name) ?? testsError(node.right, name);
		case ts.SyntaxKind.InstanceOfKeyword:
			return testsError(node.left, name);
		case ts.SyntaxKind.EqualsEqualsToken:
		case ts.SyntaxKind.EqualsEqualsEqualsToken:
			return isNothing(node.right) && testsError(node.left, name) ? 'fine' : undefined;
		case ts.SyntaxKind.ExclamationEqualsToken:
		case ts.SyntaxKind.ExclamationEqualsEqualsToken:
			return isNothing(node.right) ? testsError(node.left, name) : undefined;
		default:
			return undefined;
	}
}

const isNothing = (node: ts.Expression): boolean =>
	node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');

function assigned(index: FileIndex): Handler[] {
	return nodesOf<ts.BinaryExpression>(index, ts.SyntaxKind.BinaryExpression).flatMap(node => {
		if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isPropertyAccessExpression(node.left)) return [];
		const event = node.left.name.text;
		const fn = bare(node.right);
		if (!ASSIGNED.test(event) || !(ts.isArrowFunction(fn) || ts.isFunctionExpression(fn))) return [];
		const body = bodyOf(fn);
		return [
			{
				form: 'assigned' as const,
				node,
				fn,
				shared: false,
				body,
				errors: errorNames(boundNames(fn.parameters[0]?.name), body),
				operations: [node.left.expression],
				owner: enclosingFunction(node),
				event,
			},
		];
	});
}
