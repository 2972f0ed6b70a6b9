import {ts} from '@ts-morph/common';
import {followed, hit, signal} from '../../model/condition.ts';
import type {ArcDraft, SiteDraft} from '../../model/site.ts';
import type {Watch} from '../../model/watch.ts';
import {bare} from '../flow/bare.ts';
import {localFunction} from '../flow/local-functions.ts';
import {calleeName, isCall} from '../flow/traverse.ts';
import {placeOfExecution, placeOfFunction, spanOf} from '../places.ts';
import {declarationOf, enclosingFunction, type FileIndex, nodesOf, referencesTo} from '../walk.ts';
import {draftOf} from './draft.ts';
import {lastName, speaksOf} from './holder-names.ts';
import {deadlineOptions, isOff} from './timeout-options.ts';

/** Deadlines that the platform keeps: `AbortSignal.timeout(ms)`, `socket.setTimeout(ms)`, node's options, a database's own. */
export function extractPlatformTimeouts(index: FileIndex): SiteDraft[] {
	return [
		...ofCalls(index),
		...ofAssignments(index),
		...deadlineOptions(index).map(node =>
			draft(index, node, operationAround(node), [unseenFire(index, node)], 'timeout option'),
		),
	];
}

/** The call that is given the option. */
function operationAround(node: ts.Node): ts.Node[] {
	const {parent} = node.parent;
	return isCall(parent) ? [parent] : [];
}

/** `server.requestTimeout = ms`: node closes requests that take longer to arrive; `xhr.timeout = ms`: the browser gives up. */
function ofAssignments(index: FileIndex): SiteDraft[] {
	return nodesOf<ts.BinaryExpression>(index, ts.SyntaxKind.BinaryExpression).flatMap(node => {
		if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isPropertyAccessExpression(node.left)) return [];
		const {name, expression} = node.left;
		const isDeadline =
			/^(requestTimeout|headersTimeout)$/.test(name.text) ||
			(name.text === 'timeout' && speaksOf(lastName(expression), /^(server|xhr|xmlhttp|xmlhttprequest)$/));
		if (!isDeadline || isOff(node.right) || expression.kind === ts.SyntaxKind.ThisKeyword) return [];
		return [draft(index, node, [], [unseenFire(index, node)], 'timeout server')];
	});
}

function ofCalls(index: FileIndex): SiteDraft[] {
	return index.calls.flatMap(call => {
		if (!ts.isCallExpression(call)) return [];
		if (isAbortSignalTimeout(index, call))
			return [draft(index, call, [call], [signalFire(index, call)], 'timeout signal')];
		if (isSocketTimeout(index, call)) return [draft(index, call, [call], [socketFire(index, call)], 'timeout socket')];
		return isSqlTimeout(call) ? [draft(index, call, [call], [unseenFire(index, call)], 'timeout sql')] : [];
	});
}

const draft = (
	index: FileIndex,
	node: ts.Node,
	operations: readonly ts.Node[],
	arcs: ArcDraft[],
	form: string,
): SiteDraft =>
	draftOf(index, {
		kind: 'timeout',
		mechanism: 'platform',
		node,
		certainty: 'sure',
		operations,
		operation: 'external',
		arcs,
		form,
	});

function isAbortSignalTimeout(index: FileIndex, call: ts.CallExpression): boolean {
	const callee = call.expression;
	return (
		ts.isPropertyAccessExpression(callee) &&
		callee.name.text === 'timeout' &&
		ts.isIdentifier(callee.expression) &&
		callee.expression.text === 'AbortSignal' &&
		!declarationOf(index, callee.expression)
	);
}

/** `x.setTimeout(ms[, callback])` with the number first; callback first is a timer, zero switches it off. */
function isSocketTimeout(index: FileIndex, call: ts.CallExpression): boolean {
	if (!ts.isPropertyAccessExpression(call.expression) || call.expression.name.text !== 'setTimeout') return false;
	const [first, second] = call.arguments;
	// Put back in a `finally`, it ends a deadline.
	if (!first || call.arguments.length > 2 || isInFinally(call)) return false;
	const value = bare(first);
	if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return false;
	if (ts.isNumericLiteral(value)) return Number(value.text) !== 0;
	const isSocket = speaksOf(lastName(call.expression.expression), SOCKET);
	// An injected timer takes its callback first: `timers.setTimeout(done, interval)`.
	if (second) return isTime(value) || (isSocket && !localFunction(index, value));
	// A repository's own method of that name takes its number alone as well: ask for a receiver that reads as a socket.
	return isSocket && isTime(value);
}

const SOCKET = /^(\w*socket|stream|req|request|res|response|conn|connection|server|sock)$/;

/** A number, a name for one, or what is computed of them. */
const isTime = (value: ts.Expression): boolean =>
	/(time(?!rs?\b)|ms\b|delay|ttl|seconds|minutes|wait)/i.test(value.getText()) || /^Math\.\w+\(/.test(value.getText());

function isInFinally(node: ts.Node): boolean {
	for (let at = node; at.parent; at = at.parent) {
		if (ts.isTryStatement(at.parent) && at.parent.finallyBlock === at) return true;
	}
	return false;
}

function unseenFire(index: FileIndex, call: ts.Node): ArcDraft {
	return {
		arc: 'fire',
		needs: hit(placeOfExecution(index, call)),
		fires: signal('fire'),
		reading: 'library',
		witnesses: [],
	};
}

/** The signal aborts after work that was done in time as well: what counts is that it had when the promise of who was given it settled. */
function signalFire(index: FileIndex, call: ts.CallExpression): ArcDraft {
	const fire = unseenFire(index, call);
	const file = index.file;
	const made = spanOf(index, call);
	const work = givenTo(call) ?? givenLater(index, call);
	const watch: Watch | undefined = work && {file, made, tells: [{holds: 'aborted'}], settles: spanOf(index, work)};
	return {...fire, fires: followed(fire.fires, watch)};
}

/** `fetch(url, {signal: AbortSignal.timeout(ms)})`: the innermost call that has it among its arguments, by itself or in an object. */
function givenTo(node: ts.Node): ts.CallExpression | undefined {
	const {parent} = node;
	if (ts.isCallExpression(parent)) {
		if (parent.expression === node) return undefined;
		const isCombined = calleeName(parent) === 'any' && parent.getText().startsWith('AbortSignal');
		return isCombined ? givenTo(parent) : parent;
	}
	const isPassed =
		ts.isPropertyAssignment(parent) ||
		ts.isShorthandPropertyAssignment(parent) ||
		ts.isObjectLiteralExpression(parent) ||
		ts.isArrayLiteralExpression(parent) ||
		ts.isParenthesizedExpression(parent) ||
		ts.isBinaryExpression(parent) ||
		ts.isConditionalExpression(parent);
	return isPassed ? givenTo(parent) : undefined;
}

/** `const signal = AbortSignal.timeout(ms)`, given to one call of the same function. */
function givenLater(index: FileIndex, call: ts.CallExpression): ts.CallExpression | undefined {
	const {parent} = call;
	if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return undefined;
	const {name} = parent;
	const scope = enclosingFunction(call);
	const declaration = declarationOf(index, name);
	const used = declaration ? referencesTo(index, declaration) : [];
	const given = used.map(node => (enclosingFunction(node) === scope ? givenTo(node) : undefined));
	return given.length === 1 ? given[0] : undefined;
}

function socketFire(index: FileIndex, call: ts.CallExpression): ArcDraft {
	const callback = call.arguments[1] && localFunction(index, call.arguments[1]);
	if (!callback) return unseenFire(index, call);
	const place = placeOfFunction(index, callback.node);
	return {
		arc: 'fire',
		needs: hit(placeOfExecution(index, call)),
		fires: callback.shared ? {all: [hit(place), signal('fire')]} : hit(place),
		reading: 'timer',
		witnesses: [place],
	};
}

const SQL_TIMEOUT =
	/\bset\b[^;]*\b(statement_timeout|lock_timeout|idle_in_transaction_session_timeout|max_execution_time)\b|set_config\('(statement|lock)_timeout'/i;

function isSqlTimeout(call: ts.CallExpression): boolean {
	if (!/^(query|execute|raw|exec|unsafe|run)$/.test(calleeName(call))) return false;
	return call.arguments.some(argument => {
		const value = bare(argument);
		const isText =
			ts.isStringLiteralLike(value) || ts.isTemplateExpression(value) || ts.isObjectLiteralExpression(value);
		return isText && SQL_TIMEOUT.test(value.getText());
	});
}
