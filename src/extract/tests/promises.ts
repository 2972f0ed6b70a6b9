import {ts} from '@ts-morph/common';
import type {Behaviour} from '../../model/tests.ts';
import {failedWith} from './responses.ts';
import {lastName, numberOf} from './syntax.ts';

interface Readers {
	value(node: ts.Expression): Behaviour[];
	callable(node: ts.Expression): Behaviour[];
}

const PAUSE = /^(?:sleep|delay|wait|waitFor|pause|timeout|setTimeout|later)$/i;

/** Calls that make or continue a promise; undefined for all others. */
export function readPromise(call: ts.CallExpression, read: Readers): Behaviour[] | undefined {
	const callee = call.expression;
	const name = lastName(callee);
	const [first, second] = call.arguments;
	if (ts.isPropertyAccessExpression(callee)) {
		const {expression: receiver} = callee;
		if (lastName(receiver) === 'Promise' && ts.isIdentifier(receiver)) return ofStatic(name, first, read);
		if (name === 'then' && first)
			return ofThen(read.value(receiver), read.callable(first), second && read.callable(second));
		if (name === 'catch' && first) return ofCatch(read.value(receiver), () => read.callable(first));
		if (name === 'finally') return read.value(receiver);
	}
	if (!PAUSE.test(name)) return undefined;
	const written = call.arguments.map(numberOf).find(ms => ms !== undefined);
	return [{kind: 'latency', ms: written ?? null}, {kind: 'success'}];
}

function ofStatic(name: string, argument: ts.Expression | undefined, read: Readers): Behaviour[] | undefined {
	if (name === 'reject') return [failedWith(argument, 'reject')];
	if (name !== 'resolve') return undefined;
	return argument ? read.value(argument) : [{kind: 'success'}];
}

/** A throw inside a reaction rejects; what the first promise fails with goes past the reaction. */
function ofThen(before: Behaviour[], after: Behaviour[], otherwise: Behaviour[] | undefined): Behaviour[] {
	const early = before.filter(one => one.kind !== 'success' && !(otherwise && one.kind === 'failure'));
	const settles = before.some(one => one.kind === 'success' || one.kind === 'unknown');
	const late = [...(settles ? after : []), ...(otherwise ?? [])];
	return [...early, ...late.map(rejecting)];
}

function ofCatch(before: Behaviour[], handler: () => Behaviour[]): Behaviour[] {
	const kept = before.filter(one => one.kind !== 'failure');
	return kept.length === before.length && kept.every(one => one.kind !== 'unknown') ? kept : [...kept, ...handler()];
}

const rejecting = (one: Behaviour): Behaviour =>
	one.kind === 'failure' && one.how === 'throw' ? {kind: 'failure', how: 'reject'} : one;
