import {ts} from '@ts-morph/common';
import {any, hit} from '../../model/condition.ts';
import type {ArcDraft, SiteDraft} from '../../model/site.ts';
import {calleeName} from '../flow/traverse.ts';
import {placeOfExecution, placeOfFunction} from '../places.ts';
import {enclosingFunction, type FileIndex, type FunctionNode} from '../walk.ts';
import {draftOf, unseen} from './draft.ts';

const NACK = /^(nack|nak|requeue|nackMessage|abandon|abandonMessage|modAck)$/;
const DEAD = /^(deadLetter|deadLetterMessage|moveToDeadLetter|sendToDlq|sendToDeadLetter\w*|moveToDlq|term)$/i;

/** Ack decisions made by hand: a failed message is given back or given up. One site a function. */
export function extractQueues(index: FileIndex): SiteDraft[] {
	const decisions = new Map<FunctionNode, ts.CallExpression[]>();
	for (const call of index.calls) {
		if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) continue;
		const name = calleeName(call);
		if (!NACK.test(name) && !DEAD.test(name) && !isChannelReject(call)) continue;
		const fn = enclosingFunction(call);
		decisions.set(fn, [...(decisions.get(fn) ?? []), call]);
	}
	return [...decisions].map(([fn, calls]) => {
		const needs = hit(placeOfFunction(index, fn));
		const arcs = [
			arcOf(index, 'nack', needs, calls.filter(isGivenBack)),
			arcOf(
				index,
				'dead-letter',
				needs,
				calls.filter(call => !isGivenBack(call)),
			),
		].filter(arc => arc !== undefined);
		if (calls.some(isGivenBack)) arcs.push(unseen('redeliver', needs));
		return draftOf(index, {
			kind: 'queue',
			node: calls[0]!,
			certainty: 'likely',
			operations: calls,
			operation: 'external',
			arcs,
			form: 'queue',
		});
	});
}

function arcOf(
	index: FileIndex,
	arc: 'nack' | 'dead-letter',
	needs: ArcDraft['needs'],
	calls: readonly ts.CallExpression[],
): ArcDraft | undefined {
	if (calls.length === 0) return undefined;
	const places = calls.map(call => placeOfExecution(index, call));
	return {arc, needs, fires: any(...places.map(hit)), reading: 'exit', witnesses: places};
}

/** `channel.reject(msg, …)`; a promise's reject has another receiver. */
const isChannelReject = (call: ts.CallExpression): boolean =>
	calleeName(call) === 'reject' &&
	/^(this\.)?_?(ch|chan|channel|consumer|subscription)$/i.test(
		(call.expression as ts.PropertyAccessExpression).expression.getText(),
	);

/** `nack(msg, false, false)` and `reject(msg, false)` do not put the message back: it is given up. */
function isGivenBack(call: ts.CallExpression): boolean {
	const name = calleeName(call);
	if (DEAD.test(name)) return false;
	const requeue = name === 'reject' ? call.arguments[1] : name === 'nack' ? call.arguments[2] : undefined;
	return requeue?.kind !== ts.SyntaxKind.FalseKeyword;
}
