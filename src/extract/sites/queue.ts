import {ts} from '@ts-morph/common';
import {any, type Condition, hit} from '../../model/condition.ts';
import type {ArcDraft, SiteDraft} from '../../model/site.ts';
import type {Handler} from '../flow/handlers.ts';
import {calleeName, isInside} from '../flow/traverse.ts';
import {placeOfExecution, placeOfFunction} from '../places.ts';
import {declarationOf, enclosingFunction, type FileIndex, type FunctionNode} from '../walk.ts';
import {draftOf, unseen} from './draft.ts';
import {lastName} from './holder-names.ts';

const NACK = /^(nack|nak|requeue|nackMessage|abandon|abandonMessage|modAck)$/;
const DEAD = /^(deadLetter|deadLetterMessage|moveToDeadLetter|sendToDlq|sendToDeadLetter\w*|moveToDlq|term)$/i;
/** Words of job stores: only what is done with a failed job tells them from other moves. */
const PUT_BACK =
	/^(moveTo(Delayed|Wait)|(retry|requeue|reschedule|release)(Job|Message|Task)|putBack|redeliver|changeMessageVisibility)$/;
const GIVEN_UP = /^(moveToFailed|moveToDead\w*|bury|(bury|fail)(Job|Message)|mark(Job|Message)?(As)?(Failed|Dead))$/;

/** Ack decisions made by hand: a failed message is given back or given up. One site a function. */
export function extractQueues(index: FileIndex, handlers: readonly Handler[]): SiteDraft[] {
	const decisions = new Map<FunctionNode, ts.CallExpression[]>();
	for (const call of index.calls) {
		if (!ts.isCallExpression(call) || !isDecision(index, call, handlers)) continue;
		const fn = enclosingFunction(call);
		decisions.set(fn, [...(decisions.get(fn) ?? []), call]);
	}
	return [...decisions].map(([fn, calls]) =>
		draftOf(index, {
			kind: 'queue',
			node: calls[0]!,
			certainty: 'likely',
			operations: calls,
			operation: 'external',
			arcs: arcsOf(index, calls, hit(placeOfFunction(index, fn))),
			form: 'queue',
		}),
	);
}

function isDecision(index: FileIndex, call: ts.CallExpression, handlers: readonly Handler[]): boolean {
	if (!ts.isPropertyAccessExpression(call.expression)) return false;
	const name = calleeName(call);
	if (NACK.test(name) || DEAD.test(name) || isChannelReject(call) || isDeliveryReject(index, call)) return true;
	return (PUT_BACK.test(name) || GIVEN_UP.test(name)) && isOnFailure(call, handlers) && !isOfPackage(index, call);
}

/** `(job: Job)` of a job library: the consumer that is registered with it is the site. */
function isOfPackage(index: FileIndex, call: ts.CallExpression): boolean {
	const receiver = receiverOf(call);
	const declaration = receiver && ts.isIdentifier(receiver) ? declarationOf(index, receiver) : undefined;
	const type = declaration?.kind === 'parameter' ? declaration.node.type : undefined;
	const name = type && ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? type.typeName : undefined;
	const origin = name && declarationOf(index, name);
	return origin?.kind === 'import' && !origin.module.startsWith('.');
}

const isOnFailure = (call: ts.CallExpression, handlers: readonly Handler[]): boolean =>
	handlers.some(({body, form}) => form !== 'event' && body.some(part => isInside(call, part)));

function arcsOf(index: FileIndex, calls: readonly ts.CallExpression[], needs: Condition): ArcDraft[] {
	const back = calls.filter(call => fateOf(call) === 'nack');
	const given = calls.filter(call => fateOf(call) === 'dead-letter');
	// A store that counts attempts itself decides between the two: no line of the caller tells which it was.
	const isOpen = calls.some(call => fateOf(call) === 'either');
	return [
		...(back.length > 0 ? [arcOf(index, 'nack', needs, back)] : isOpen ? [unseen('nack', needs)] : []),
		...(given.length > 0 ? [arcOf(index, 'dead-letter', needs, given)] : isOpen ? [unseen('dead-letter', needs)] : []),
		...(back.length > 0 || isOpen ? [unseen('redeliver', needs)] : []),
	];
}

function arcOf(
	index: FileIndex,
	arc: 'nack' | 'dead-letter',
	needs: Condition,
	calls: readonly ts.CallExpression[],
): ArcDraft {
	const places = calls.map(call => placeOfExecution(index, call));
	return {arc, needs, fires: any(...places.map(hit)), reading: 'exit', witnesses: places};
}

/** `nack(msg, false, false)` and `reject(msg, false)` do not put the message back: it is given up. */
function fateOf(call: ts.CallExpression): 'nack' | 'dead-letter' | 'either' {
	const name = calleeName(call);
	if (GIVEN_UP.test(name)) return 'either';
	if (DEAD.test(name) || (name === 'reject' && call.arguments.length === 0)) return 'dead-letter';
	const requeue = name === 'reject' ? call.arguments[1] : name === 'nack' ? call.arguments[2] : undefined;
	return requeue?.kind === ts.SyntaxKind.FalseKeyword ? 'dead-letter' : 'nack';
}

/** `channel.reject(msg, …)`; a promise's reject has another receiver. */
const isChannelReject = (call: ts.CallExpression): boolean =>
	calleeName(call) === 'reject' &&
	/^(this\.)?_?(ch|chan|channel|consumer|subscription)$/i.test(receiverOf(call)?.getText() ?? '');

/** `delivery.reject()`, where the same is accepted elsewhere: a promise that is rejected has nothing to accept. */
function isDeliveryReject(index: FileIndex, call: ts.CallExpression): boolean {
	const receiver = receiverOf(call);
	if (calleeName(call) !== 'reject' || call.arguments.length > 0 || !receiver) return false;
	const name = lastName(receiver);
	return index.calls.filter(ts.isCallExpression).some(other => {
		const of = receiverOf(other);
		return of !== undefined && /^(accept|ack|acknowledge|complete)$/.test(calleeName(other)) && lastName(of) === name;
	});
}

const receiverOf = ({expression}: ts.CallExpression): ts.Expression | undefined =>
	ts.isPropertyAccessExpression(expression) ? expression.expression : undefined;
