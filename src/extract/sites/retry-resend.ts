import {ts} from '@ts-morph/common';
import {errorsOfFunction, mentions} from '../flow/error-names.ts';
import type {Handler} from '../flow/handlers.ts';
import type {CodeFunction} from '../flow/local-functions.ts';
import {reachFrom} from '../flow/reach.ts';
import {bodyOf, calleeName, isInside} from '../flow/traverse.ts';
import {type FileIndex, isFunctionNode} from '../walk.ts';
import {some, waits} from './attempts.ts';
import {functionAround, holderOf} from './named-functions.ts';
import type {RetryFound} from './retry-found.ts';
import {heldBy} from './retry-held.ts';

const SEND = /^(send|resend|submit|resubmit|dispatch|enqueue|exec|execute|request|write|publish|sendCommand|retry)/i;

/** Retries of clients that hold commands: a command's rejection is withheld and the command sent again. */
export function findResends(index: FileIndex, handlers: readonly Handler[]): RetryFound[] {
	return [...overriddenRejections(index, handlers), ...withheldRejections(index), ...announcedRetries(index)];
}

/** `x.reject = function (err) {…}` that reaches a function which the normal path calls too. */
function overriddenRejections(index: FileIndex, handlers: readonly Handler[]): RetryFound[] {
	return handlers.flatMap(handler => {
		if (handler.form !== 'assigned' || handler.event !== 'reject' || !handler.fn) return [];
		const around = functionAround(handler.node);
		if (!around) return [];
		const own = handler.fn;
		const reached = reachFrom(index, handler.body);
		const normal = new Set(
			reachFrom(
				index,
				bodyOf(around).filter(node => !isInside(own, node)),
			).map(({target}) => target),
		);
		const edge = reached.find(
			({target, node}) =>
				normal.has(target) &&
				!isFunctionNode(node) &&
				/send|try|exec|connect|request|retry|run/i.test(calleeOrName(node)),
		);
		const again = edge?.node ?? resumed(own);
		if (!again) return [];
		return [heldBy(handler, {node: handler.node, again, target: own, via: edge?.via})];
	});
}

const calleeOrName = (node: ts.Node): string =>
	calleeName(node) ||
	(ts.isIdentifier(node)
		? node.text
		: ts.isPropertyAccessExpression(node)
			? node.name.text
			: node.getText().slice(0, 40));

/** A send handed in as a function and called here: `recoverySend()`. */
function resumed(fn: CodeFunction): ts.Node | undefined {
	let found: ts.Node | undefined;
	some(bodyOf(fn), node => {
		if (!found && ts.isCallExpression(node) && /(send|resend|resume|retry)$/i.test(calleeName(node))) found = node;
		return found !== undefined;
	});
	return found;
}

/** One branch rejects an item with the error, another hands the same item to a send-like call. */
function withheldRejections(index: FileIndex): RetryFound[] {
	return index.functions.flatMap(node => {
		if (ts.isSourceFile(node) || ts.isClassStaticBlockDeclaration(node)) return [];
		const fn = node as CodeFunction;
		const errors = errorsOfFunction(fn);
		if (errors.size === 0) return [];
		const rejected = new Set<string>();
		let again: ts.CallExpression | undefined;
		some(bodyOf(fn), inner => {
			const item =
				ts.isCallExpression(inner) && calleeName(inner) === 'reject' && ts.isPropertyAccessExpression(inner.expression)
					? inner.expression.expression.getText()
					: undefined;
			if (item && item !== 'Promise' && inner.parent && mentions(inner, errors)) rejected.add(item);
			return false;
		});
		if (rejected.size === 0) return [];
		some(bodyOf(fn), inner => {
			if (
				!again &&
				ts.isCallExpression(inner) &&
				SEND.test(calleeName(inner)) &&
				inner.arguments.some(argument => rejected.has(argument.getText()))
			)
				again = inner;
			return again !== undefined;
		});
		if (!again) return [];
		return [
			{
				form: 'resend' as const,
				node: holderOf(fn),
				again,
				target: fn,
				via: [],
				shared: false,
				certainty: 'likely' as const,
				handlers: [],
				operations: [again],
				path: bodyOf(fn),
				after: [],
				errors,
			},
		];
	});
}

/** A function that receives an error, waits, and announces the next attempt: `this.emit('retry', …)`. */
function announcedRetries(index: FileIndex): RetryFound[] {
	return index.calls.flatMap(call => {
		const [event] = call.arguments ?? [];
		if (!ts.isCallExpression(call) || calleeName(call) !== 'emit' || !event || !ts.isStringLiteralLike(event))
			return [];
		if (!/^re-?try$/i.test(event.text)) return [];
		let fn = functionAround(call);
		while (fn && errorsOfFunction(fn).size === 0) fn = functionAround(fn);
		if (!fn || !waits(bodyOf(fn))) return [];
		return [
			{
				form: 'resend' as const,
				node: holderOf(fn),
				again: call,
				target: fn,
				via: [],
				shared: false,
				certainty: 'likely' as const,
				handlers: [],
				operations: [call],
				path: bodyOf(fn),
				after: [],
				errors: errorsOfFunction(fn),
			},
		];
	});
}
