import type {CallFact} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import {distinct, type Flow, type FlowAnswers, type FunctionRef} from './flows.ts';
import type {Given} from './given.ts';
import {functionsGiven, putInto, putSomewhere, takenOut} from './given-terms.ts';

/**
 * Calls whose callee is a value from elsewhere: what callers gave for a parameter or for a member of it, what was put into a member, and
 * what was put into a list or map that it is taken out of.
 */
export function givenFlows(all: readonly FileFacts[], answers: FlowAnswers, given: Given): Flow[] {
	return all.flatMap(({file, code}) =>
		code.calls.flatMap((call, id): Flow[] => {
			const callee = {file, term: call.callee};
			const isKnown = call.new === true || answers.targetOf(file, id).kind === 'project';
			if (!isKnown && code.terms[call.callee]?.kind === 'member' && answers.targetOf(file, id).kind !== 'external')
				return flowsTo(file, id, call, [...functionsGiven(given, callee, 0), ...putSomewhere(given, callee)]);
			const found = isKnown
				? [...putInto(given, callee).flatMap(one => functionsGiven(given, one, 1)), ...takenOut(given, callee)]
				: functionsGiven(given, callee, 0);
			return flowsTo(file, id, call, found);
		}),
	);
}

function flowsTo(file: string, id: number, {owner}: CallFact, functions: readonly FunctionRef[]): Flow[] {
	const found = distinct(functions);
	return found.map((to): Flow => ({from: {file, fn: owner}, call: id, to, how: 'may', fanOut: found.length}));
}
