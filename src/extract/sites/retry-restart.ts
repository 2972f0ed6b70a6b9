import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {errorsOfFunction, isErrorName, parameterNames} from '../flow/error-names.ts';
import type {Handler} from '../flow/handlers.ts';
import {type CodeFunction, localFunction} from '../flow/local-functions.ts';
import {reachFrom} from '../flow/reach.ts';
import {bodyOf, calleeName, isCall, isInside, visitDeep} from '../flow/traverse.ts';
import {declarationOf, type FileIndex} from '../walk.ts';
import {countsAttempts, isAsynchronous, some} from './attempts.ts';
import {functionAround, holderOf, isNamed, nameOf} from './named-functions.ts';
import type {RetryFound} from './retry-found.ts';
import {FAILURE_FUNCTION, NO_OPERATION, RETRY_WORDS, START_CALL} from './vocabulary.ts';

/**
 * A timer whose callback starts an operation again in a function that runs because something failed. Without this,
 * reconnects are lost whose way back goes through another file.
 */
export function findRestarts(index: FileIndex, handlers: readonly Handler[]): RetryFound[] {
	return index.calls.flatMap(call => {
		if (!ts.isCallExpression(call) || calleeName(call) !== 'setTimeout') return [];
		const start = startedCall(index, call);
		const holder = start && functionAround(call);
		if (!start || !holder) return [];
		const around = namedAround(holder);
		const signs = [
			isFailureDriven(holder, around, handlers),
			countsAttempts([around]),
			some([around], node => ts.isIdentifier(node) && RETRY_WORDS.test(node.text)),
		];
		const [driven, counts, speaks] = signs;
		// A poll or a debounce starts an operation by timer as well: only failure or attempts make it a retry.
		const handler = handlers.find(candidate => candidate.fn && isInside(call, candidate.fn));
		if (!(driven && (counts || speaks || handler || FAILURE_FUNCTION.test(nameOf(around)))) && !(counts && speaks))
			return [];
		const isInline = handler?.form === 'event' && handler.fn === holder && !isNamed(holder);
		return [
			{
				form: 'restart' as const,
				node: isInline ? handler.node : holderOf(around),
				again: call,
				runs: start,
				target: around,
				via: [],
				shared: false,
				certainty: driven && counts ? ('sure' as const) : ('likely' as const),
				handlers: handlers.filter(candidate => isInside(candidate.node, call)),
				operations: [start],
				path: bodyOf(around),
				after: [],
				errors: errorsOfFunction(around),
			},
		];
	});
}

/** The call of an operation in the timer's callback: `this.connect()`, `subscribe()`. */
function startedCall(index: FileIndex, timer: ts.CallExpression): ts.Node | undefined {
	const [callback, delay] = timer.arguments;
	if (!callback || !delay) return undefined;
	const fn = bare(callback);
	if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) {
		const named = localFunction(index, callback);
		const name = ts.isPropertyAccessExpression(fn) ? fn.name.text : ts.isIdentifier(fn) ? fn.text : '';
		return named && START_CALL.test(name) ? timer : undefined;
	}
	let found: ts.Node | undefined;
	visitDeep(fn, node => {
		if (!found && ts.isCallExpression(node) && runsGiven(index, node, timer)) found = node;
		if (!found && ts.isCallExpression(node) && START_CALL.test(calleeName(node)) && mayOperate(index, node))
			found = node;
		return !found;
	});
	return found;
}

/** `again()`, `again.apply(this)` of a function that was given, where attempts are counted and named as such. */
function runsGiven(index: FileIndex, call: ts.CallExpression, timer: ts.CallExpression): boolean {
	const callee = bare(call.expression);
	const isApplied = ts.isPropertyAccessExpression(callee) && /^(call|apply)$/.test(callee.name.text);
	const given = isApplied ? bare(callee.expression) : callee;
	const declaration = ts.isIdentifier(given) ? declarationOf(index, given) : undefined;
	const holder = functionAround(timer);
	if (declaration?.kind !== 'parameter' || !holder) return false;
	const around = namedAround(holder);
	return (
		declaration.node.parent === around &&
		RETRY_WORDS.test(nameOf(around)) &&
		countsAttempts([around]) &&
		!NO_OPERATION.test(declaration.name.text.replace(/^(cb|callback)$/, ''))
	);
}

/** Not `onReconnecting()` that, for all its name, only sets and shows something. */
function mayOperate(index: FileIndex, call: ts.CallExpression): boolean {
	const body = localFunction(index, call.expression)?.node;
	if (!body || isAsynchronous([body])) return true;
	const operates = (node: ts.Node) => ts.isNewExpression(node) || (isCall(node) && START_CALL.test(calleeName(node)));
	return some(bodyOf(body), operates) || reachFrom(index, bodyOf(body)).some(({target}) => isAsynchronous([target]));
}

/** The nearest named function around, as far as anonymous ones are returned or called in place. */
function namedAround(fn: CodeFunction): CodeFunction {
	let at: CodeFunction = fn;
	while (!isNamed(at)) {
		const outer = functionAround(at);
		if (!outer) return fn;
		at = outer;
	}
	return at;
}

function isFailureDriven(holder: CodeFunction, around: CodeFunction, handlers: readonly Handler[]): boolean {
	if (FAILURE_FUNCTION.test(nameOf(around))) return true;
	if ([holder, around].some(fn => parameterNames(fn).some(isErrorName))) return true;
	return (
		handlers.some(handler => handler.fn !== undefined && isInside(holder, handler.fn)) ||
		handlers.some(handler => handler.body.some(node => isInside(holder, node)))
	);
}
