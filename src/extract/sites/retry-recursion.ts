import {ts} from '@ts-morph/common';
import type {Certainty} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import {errorNames, isErrorName, mentions, parameterNames} from '../flow/error-names.ts';
import {guardsOf} from '../flow/exits.ts';
import type {Handler} from '../flow/handlers.ts';
import type {CodeFunction} from '../flow/local-functions.ts';
import {type Reached, reachFrom} from '../flow/reach.ts';
import {bodyOf, calleeName, collectDeep, isCall, isInside} from '../flow/traverse.ts';
import {declarationOf, type FileIndex} from '../walk.ts';
import {countsAttempts, isAsynchronous, some, speaksOfRetry, waits} from './attempts.ts';
import {functionAround, holderOf, isNamed, namedOutside, nameOf} from './named-functions.ts';
import type {RetryFound} from './retry-found.ts';
import {FAILURE_FUNCTION, NO_OPERATION} from './vocabulary.ts';

/**
 * A way from an operation's failure back to it: the handler reaches a call of a named function that encloses the
 * handler. The largest retry signal in real code.
 */
export function findRecursions(index: FileIndex, handlers: readonly Handler[]): RetryFound[] {
	return handlers.flatMap(handler => {
		const {body, after} = failurePath(handler);
		const edge = selfHandler(handler) ?? reachFrom(index, body).find(reached => isBackEdge(index, handler, reached));
		return edge ? [describe(handler, edge, [...body], after)] : [];
	});
}

/**
 * What runs after the failure. After a catch that completes normally the path goes on behind the try: taken in where
 * the try block cannot complete normally or the next statement asks for something that try or catch assigned.
 */
function failurePath(handler: Handler): {body: readonly ts.Node[]; after: readonly ts.Statement[]} {
	const {tried, body} = handler;
	if (!tried?.catchClause || !completionOf(tried.catchClause.block.statements).normal) return {body, after: []};
	if (!ts.isBlock(tried.parent) && !ts.isSourceFile(tried.parent)) return {body, after: []};
	const after = tried.parent.statements.slice(tried.parent.statements.indexOf(tried) + 1);
	// A synchronous function that goes on after a catch is a normaliser, not a retry.
	if (after.length === 0 || !isAsynchronous([handler.owner])) return {body, after: []};
	const assigned = assignedNames(tried);
	const isAsked = after.some(
		statement =>
			ts.isIfStatement(statement) &&
			some([statement.expression], node => ts.isIdentifier(node) && assigned.has(node.text)),
	);
	if (completionOf(tried.tryBlock.statements).normal && !isAsked) return {body, after: []};
	return {body: [...body, ...after], after};
}

/** Behind a try that success passes too, what starts the next attempt must ask how the try ended: a poll does not. */
function runsAfterSuccess({tried}: Handler, again: ts.Node, after: readonly ts.Statement[]): boolean {
	const at = after.findIndex(statement => isInside(again, statement));
	if (!tried || at < 0 || !completionOf(tried.tryBlock.statements).normal) return false;
	const assigned = assignedNames(tried);
	const asks = (condition: ts.Node) => some([condition], node => ts.isIdentifier(node) && assigned.has(node.text));
	const leaves = after
		.slice(0, at)
		.some(
			statement =>
				ts.isIfStatement(statement) && asks(statement.expression) && !completionOf([statement.thenStatement]).normal,
		);
	return !leaves && !guardsOf(again, tried.parent).some(({condition}) => asks(condition));
}

function assignedNames(tried: ts.TryStatement): Set<string> {
	const names = new Set<string>();
	some([tried.tryBlock, ...(tried.catchClause ? [tried.catchClause.block] : [])], node => {
		if (
			ts.isBinaryExpression(node) &&
			node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
			ts.isIdentifier(node.left)
		) {
			names.add(node.left.text);
		}
		return false;
	});
	return names;
}

/** `operation().then(ok, again)` inside `again`: the enclosing function is its own rejection handler. */
function selfHandler(handler: Handler): Reached | undefined {
	const {fn, form} = handler;
	// A named callback holds its own `if (err)`; only a promise's handler stands outside of what it runs.
	if (!fn || form !== 'promise' || !isInside(handler.node, fn) || !isNamed(fn)) return undefined;
	return {node: handler.node, target: fn, via: [], shared: false};
}

function isBackEdge(index: FileIndex, handler: Handler, {node, target, via}: Reached): boolean {
	if (!isInside(handler.node, target) || !isNamed(target)) return false;
	const name = nameOf(target);
	if (NO_OPERATION.test(name) && !/^(re|try)/i.test(name)) return false;
	if (isStructural(index, node, target, handler.errors)) return false;
	if (handler.form === 'catch' && !isAsynchronous([target])) return false;
	if (asksPerson([...handler.body, ...via.flatMap(bodyOf)])) return false;
	// A dispatcher takes its work from a queue: the failed item is gone and the next one starts.
	return !drains([target, ...via]);
}

/** What a person types anew is other work, not the same once more. */
const asksPerson = (nodes: readonly ts.Node[]): boolean =>
	some(nodes, node => ts.isCallExpression(node) && PROMPT.test(node.expression.getText()));

const PROMPT = /^(this\.)?(prompts?|inquirer|enquirer|readline|rl|clack)(\.\w+)?$|\.(prompt|question)$/;

/** Recursion into a structure: an argument is a property or element of a parameter, or one of a list's items. */
function isStructural(index: FileIndex, node: ts.Node, target: CodeFunction, errors: ReadonlySet<string>): boolean {
	if (!ts.isCallExpression(node)) return false;
	const parameters = new Set(target.parameters.flatMap(({name}) => (ts.isIdentifier(name) ? [name.text] : [])));
	return node.arguments.some(argument => {
		let at = bare(argument);
		if (ts.isIdentifier(at)) return isItem(index, at, target, errors);
		if (!ts.isPropertyAccessExpression(at) && !ts.isElementAccessExpression(at)) return false;
		while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) at = bare(at.expression);
		return ts.isIdentifier(at) && parameters.has(at.text);
	});
}

/** `for (const child of node.children)`, `entries.map(entry => …)`, within the function; but not what the error says failed. */
function isItem(
	index: FileIndex,
	identifier: ts.Identifier,
	target: CodeFunction,
	errors: ReadonlySet<string>,
): boolean {
	const declaration = declarationOf(index, identifier);
	if (!declaration || declaration.kind === 'import' || !isInside(declaration.node, target)) return false;
	if (declaration.kind === 'variable') {
		const loop = declaration.node.parent.parent;
		return ts.isForOfStatement(loop) && !mentions(loop.expression, errors);
	}
	if (declaration.kind !== 'parameter' || declaration.node.parent === target) return false;
	const {parent} = declaration.node.parent;
	return (
		ts.isCallExpression(parent) &&
		/^(map|forEach|filter|flatMap|some|every|reduce)$/.test(calleeName(parent)) &&
		!mentions(parent.expression, errors)
	);
}

function drains(functions: readonly CodeFunction[]): boolean {
	const bodies = functions.flatMap(bodyOf);
	const taken = new Set<string>();
	const given = new Set<string>();
	some(bodies, node => {
		if (!isCall(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
		const collection = node.expression.expression.getText();
		if (/^(shift|pop|splice)$/.test(calleeName(node)) && isTaken(node)) taken.add(collection);
		if (/^(unshift|push)$/.test(calleeName(node))) given.add(collection);
		return false;
	});
	return taken.size > 0 && ![...taken].some(collection => given.has(collection)) && !countsAttempts(bodies);
}

/** `queue.shift()` whose value is used; as a statement of its own it drops a candidate, as failover does. */
const isTaken = (node: ts.Node): boolean => !ts.isExpressionStatement(node.parent);

function describe(handler: Handler, edge: Reached, path: ts.Node[], after: readonly ts.Statement[]): RetryFound {
	const node = siteNode(handler, edge);
	const scope = [edge.target, ...edge.via];
	const told = edge.via.filter(receivesFailure);
	return {
		form: 'recursion',
		node,
		again: edge.node,
		target: edge.target,
		via: edge.via,
		shared:
			(edge.shared && !edge.via.every(receivesFailure)) ||
			(edge.via.length > 0 && handler.shared) ||
			runsAfterSuccess(handler, edge.node, after),
		certainty: certaintyOf(handler, scope, path, edge, runsAfterSuccess(handler, edge.node, after)),
		handlers: [handler],
		operations: handler.operations,
		path: [...path, ...told.flatMap(bodyOf)],
		after,
		errors: errorNames([...handler.errors, ...told.flatMap(parameterNames).filter(isErrorName)], path),
	};
}

/** `handleError(err)`: whoever calls it, something failed. */
const receivesFailure = (fn: CodeFunction): boolean =>
	FAILURE_FUNCTION.test(nameOf(fn)) && parameterNames(fn).some(isErrorName);

/**
 * What is started again behind the try whether it failed or not is a retry only where time passes in between: a poll that
 * survives its failures. A scheduler that starts the next task at once repeats nothing. Nor is it beyond doubt where
 * success schedules the function as well. A failed answer needs a second sign.
 */
function certaintyOf(
	handler: Handler,
	scope: readonly CodeFunction[],
	path: readonly ts.Node[],
	edge: Reached,
	always: boolean,
): Certainty {
	const counts = countsAttempts(scope);
	const strong = waits(path) || counts || speaksOfRetry([...scope.map(fn => fn as ts.Node)]);
	if (always) return isDelayed(path) ? 'likely' : 'possible';
	if (handler.form === 'result') return strong ? (counts ? 'sure' : 'likely') : 'possible';
	if (edge.via.length > 1) return strong ? 'likely' : 'possible';
	return strong && !isPeriodic(handler, edge) ? 'sure' : 'likely';
}

const isDelayed = (nodes: readonly ts.Node[]): boolean =>
	some(nodes, node => ts.isCallExpression(node) && /^(setTimeout|sleep|delay|wait|pause)$/.test(calleeName(node)));

/** Without a failure a timer starts it again as well. */
const isPeriodic = (handler: Handler, {node, target}: Reached): boolean =>
	collectDeep(bodyOf(target), ts.isCallExpression).some(
		call =>
			calleeName(call) === 'setTimeout' &&
			!isInside(node, call) &&
			!isInside(call, handler.node) &&
			some(call.arguments.slice(0, 1), inner => ts.isIdentifier(inner) && inner.text === nameOf(target)),
	);

/**
 * Where the retry is: the function called again if the handler calls it directly; else the first function on the way
 * that waits, else the first named one that the handler hands over to; an inline
 * event listener that does more than that is its listener call.
 */
function siteNode(handler: Handler, edge: Reached): ts.Node {
	const named = edge.via.filter(isNamed);
	if (handler.form === 'event' && handler.fn)
		return isNamed(handler.fn) && !isInside(handler.fn, handler.node)
			? holderOf(handler.fn)
			: edge.via.length === 0
				? outer(edge.target, handler)
				: (decider(handler, named) ?? handler.node);
	if (named.length === 0) return holderOf(edge.target);
	const around = functionAround(handler.node);
	if (waits(handler.body) && around) return holderOf(namedOutside(around));
	return holderOf(named.find(fn => waits(bodyOf(fn))) ?? named[0]!);
}

/** What an inline listener leaves the decision to: it waits itself, or all that the listener does is call it. */
function decider({body}: Handler, named: readonly CodeFunction[]): ts.Node | undefined {
	if (waits(body)) return undefined;
	const found = named.find(fn => waits(bodyOf(fn))) ?? (isHandOver(body) ? named[0] : undefined);
	return found && holderOf(found);
}

function isHandOver(body: readonly ts.Node[]): boolean {
	const [only] = body;
	return (
		body.length === 1 && only !== undefined && isCall(ts.isExpressionStatement(only) ? bare(only.expression) : only)
	);
}

/** A direct call back from an inline listener: the function that makes the request again. */
const outer = (target: CodeFunction, handler: Handler): ts.Node =>
	isInside(handler.node, target) ? holderOf(target) : handler.node;
