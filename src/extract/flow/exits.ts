import {ts} from '@ts-morph/common';
import {ofStatement} from './completion.ts';
import {errorNames, madeErrors, makesError, mentions} from './error-names.ts';
import type {Handler} from './handlers.ts';
import {calleeName, isInside, visitShallow} from './traverse.ts';

/** A place at which code hands the failure on: throws, rejects, or gives the error to whoever asked. */
export interface Exit {
	node: ts.Node;
	/** The statement that does it. */
	statement: ts.Statement;
	/** The conditions under which it is reached, from the outside in; `negated` for else branches. */
	guards: Guarded[];
}

export interface Guarded {
	condition: ts.Expression;
	negated: boolean;
}

const FORWARD =
	/^(reject|rej|destroy|emit|callback|cb|done|next|fail|onError|abort|_reject|onFailure|panic)$|Error$|^reject|^fail|[a-z](Reject|Callback|Cb)$/;
/** Questions about an error and reports of it do not hand it on. */
const NO_FORWARD =
	/^(is|has|should|can|get|to|as|parse|build|create|make|normalize|wrap|format|log|report|track|record|capture|print)[A-Z]/;
/** `observer.error(err)`; the `error` of a logger is a report. */
const STREAM = /controller|observer|subscriber|subject|sink|stream|emitter/i;

/** Whether a call hands an error on: `reject(err)`, `callback(err)`, `this.emit('error', err)`, `x.destroy(err)`. */
export function forwardsError(
	node: ts.Node,
	errors: ReadonlySet<string>,
	made: ReadonlySet<string> = new Set(),
): node is ts.CallExpression {
	if (!ts.isCallExpression(node)) return false;
	const name = calleeName(node);
	const invoked =
		/^(call|apply)$/.test(name) && ts.isPropertyAccessExpression(node.expression)
			? calledName(node.expression.expression)
			: name;
	if (!isEffect(node)) return false;
	if (isGivenFunction(node) && node.arguments.some(argument => ts.isIdentifier(argument) && errors.has(argument.text)))
		return true;
	if (!isForward(node, invoked)) return isGivenOut(node, invoked, made);
	return node.arguments.some(argument => mentions(argument, errors) || makesError(argument));
}

/** `bail(err)`, `onCrash(err)`: a function that the code around was given, told of the error itself. */
function isGivenFunction({expression}: ts.CallExpression): boolean {
	if (!ts.isIdentifier(expression) || LOG.test(expression.text) || NO_FORWARD.test(expression.text)) return false;
	for (let at: ts.Node = expression; at; at = at.parent) {
		if (ts.isFunctionLike(at) && at.parameters.some(({name}) => ts.isIdentifier(name) && name.text === expression.text))
			return true;
	}
	return false;
}

/** A fresh error given to any function but a report: somebody is told of a failure. */
const isGivenOut = (node: ts.CallExpression, name: string, made: ReadonlySet<string>): boolean =>
	!NO_FORWARD.test(name) &&
	!LOG.test(name) &&
	node.arguments.some(argument => makesError(argument) || (ts.isIdentifier(argument) && made.has(argument.text)));

const LOG = /^(log|warn|error|info|debug|trace|fatal|push|set|add|assign|emit|captureStackTrace|captureException)$/i;

function isForward(node: ts.CallExpression, name: string): boolean {
	if (name === 'error')
		return ts.isPropertyAccessExpression(node.expression) && STREAM.test(node.expression.expression.getText());
	if (name === 'emit')
		return (
			node.arguments[0] !== undefined &&
			!(ts.isStringLiteralLike(node.arguments[0]) && node.arguments[0].text !== 'error')
		);
	return FORWARD.test(name) && !NO_FORWARD.test(name);
}

/** Called for what it does: a statement of its own, returned, or the last part of either. */
function isEffect(node: ts.Node): boolean {
	const {parent} = node;
	if (ts.isExpressionStatement(parent) || ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) return true;
	const passes =
		ts.isAwaitExpression(parent) ||
		ts.isVoidExpression(parent) ||
		ts.isParenthesizedExpression(parent) ||
		(ts.isBinaryExpression(parent) && parent.right === node) ||
		(ts.isConditionalExpression(parent) && parent.condition !== node);
	return passes && isEffect(parent);
}

function calledName(node: ts.Expression): string {
	if (ts.isIdentifier(node)) return node.text;
	return ts.isPropertyAccessExpression(node) ? node.name.text : '';
}

/** The exits of a piece of code, in order, function literals not entered. `errors` are the names that carry the error. */
export function exitsOf(body: readonly ts.Node[], errors: ReadonlySet<string>): Exit[] {
	const made = madeErrors(body);
	const known = new Set([...errors, ...made]);
	const exits: Exit[] = [];
	for (const root of body) {
		visitShallow(root, node => {
			if (!isExit(node, known, made)) return;
			exits.push({node, statement: statementOf(node), guards: guardsOf(node, root)});
		});
	}
	return exits;
}

function isExit(node: ts.Node, errors: ReadonlySet<string>, made: ReadonlySet<string>): boolean {
	if (ts.isThrowStatement(node)) return true;
	if (isPromiseReject(node)) return true;
	return forwardsError(node, errors, made);
}

/** `Promise.reject(…)` as the value of a return or an arrow. */
export function isPromiseReject(node: ts.Node): boolean {
	return (
		ts.isCallExpression(node) &&
		ts.isPropertyAccessExpression(node.expression) &&
		node.expression.name.text === 'reject' &&
		ts.isIdentifier(node.expression.expression) &&
		node.expression.expression.text === 'Promise'
	);
}

function statementOf(node: ts.Node): ts.Statement {
	let at = node;
	while (at.parent && !ts.isStatement(at)) at = at.parent;
	return at as ts.Statement;
}

/** Conditions of the `if`s, conditionals and cases between `node` and `root`, outermost first. */
export function guardsOf(node: ts.Node, root: ts.Node): Guarded[] {
	const guards: Guarded[] = [];
	for (let at = node; at !== root && at.parent; at = at.parent) {
		const {parent} = at;
		if (ts.isIfStatement(parent) && parent.expression !== at) {
			guards.unshift({condition: parent.expression, negated: parent.elseStatement === at});
		} else if (ts.isConditionalExpression(parent) && parent.condition !== at) {
			guards.unshift({condition: parent.condition, negated: parent.whenFalse === at});
		} else if (asksSubject(parent) || (ts.isCaseClause(parent) && parent.expression !== at)) {
			guards.unshift({condition: subjectOf(parent), negated: false});
		}
	}
	return guards;
}

const asksSubject = (node: ts.Node): node is ts.DefaultClause =>
	ts.isDefaultClause(node) && !ts.isIdentifier(node.parent.parent.expression);

/**
 * What a clause asks: the subject of the switch, or its own condition in `switch (true)`. A subject held in a variable may
 * have its value without ever having been asked, so that the clause says no more than its own value does.
 */
function subjectOf(clause: ts.CaseOrDefaultClause): ts.Expression {
	const {expression} = clause.parent.parent;
	const isOwn =
		ts.isCaseClause(clause) && (expression.kind === ts.SyntaxKind.TrueKeyword || ts.isIdentifier(expression));
	return isOwn ? clause.expression : expression;
}

/** Whether the handler hands the error on whatever happens, so that what it returns afterwards is no substitute. */
export function forwardsAlways(handler: Handler): boolean {
	const errors = errorNames([...handler.errors], handler.body);
	return exitsOf(handler.body, errors).some(
		exit =>
			!ts.isThrowStatement(exit.node) &&
			exit.guards.every(guard => isPresenceTest(guard.condition)) &&
			isReachedAlways(handler.body, exit.node),
	);
}

/** No statement before it can leave the handler. */
function isReachedAlways(body: readonly ts.Node[], node: ts.Node): boolean {
	for (const statement of body) {
		if (isInside(node, statement)) return isReachedWithin(statement, node);
		if (!ts.isStatement(statement)) return false;
		const {returns, throws, breaks, continues} = ofStatement(statement);
		if (returns || throws || breaks || continues) return false;
	}
	return false;
}

/** `if (callback)`, `if (!pending)`, `if (typeof done === 'function')`: guards about the receiver, not about the error. */
function isPresenceTest(condition: ts.Expression): boolean {
	if (ts.isIdentifier(condition) || ts.isPropertyAccessExpression(condition)) return true;
	if (ts.isPrefixUnaryExpression(condition)) return isPresenceTest(condition.operand);
	return ts.isBinaryExpression(condition) && ts.isTypeOfExpression(condition.left);
}

function isReachedWithin(statement: ts.Node, node: ts.Node): boolean {
	if (ts.isBlock(statement)) return isReachedAlways(statement.statements, node);
	if (ts.isTryStatement(statement))
		return isInside(node, statement.tryBlock) && isReachedAlways(statement.tryBlock.statements, node);
	return true;
}
