import type {CallFact, CodeFacts} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import {addToList} from '../util/add-to-list.ts';
import {distinct, type Flow, type FlowAnswers, type FunctionRef} from './flows.ts';

/** A name that more functions bear says nothing of which is meant. */
const MOST_NAMESAKES = 3;

/** In code without types a call on something unknown may only be one of the few functions that are members of its name. */
export function namedFlows(all: readonly FileFacts[], answers: FlowAnswers): Flow[] {
	const untyped = all.filter(({file}) => /\.[cm]?jsx?$/.test(file));
	const named = membersByName(untyped, answers);
	return untyped.flatMap(({file, code}) =>
		code.calls.flatMap((call, id): Flow[] => {
			const found = isOpen(answers, file, id) ? named(memberName(code, call)) : [];
			return found.map((to): Flow => ({from: {file, fn: call.owner}, call: id, to, how: 'may', fanOut: found.length}));
		}),
	);
}

function isOpen(answers: FlowAnswers, file: string, id: number): boolean {
	const {kind} = answers.targetOf(file, id);
	return kind === 'unknown' || kind === 'parameter';
}

/** `self.stop()`, or `const {stop} = self; stop()`. */
function memberName({terms, variables}: CodeFacts, {callee, name, text}: CallFact): string {
	const term = terms[callee];
	if (!term) return text.includes('.') ? name : '';
	const from = term?.kind === 'variable' ? terms[variables[term.variable]!.init] : term;
	return from?.kind === 'member' ? from.name : '';
}

function membersByName(all: readonly FileFacts[], answers: FlowAnswers): (name: string) => readonly FunctionRef[] {
	const terms = new Map<string, FunctionRef[]>();
	for (const {file, code} of all) {
		const add = (name: string, term: number) => {
			for (const fn of term < 0 ? [] : answers.functionsOf(file, term)) addToList(terms, name, fn);
		};
		for (const {members} of code.shapes)
			for (const {name, fn, value} of members) fn === undefined ? add(name, value) : addToList(terms, name, {file, fn});
		for (const {name, value} of [...code.expandos, ...(code.puts ?? [])]) add(name, value);
	}
	const known = new Map([...terms].map(([name, functions]) => [name, distinct(functions)]));
	return name => {
		const found = known.get(name) ?? [];
		return found.length <= MOST_NAMESAKES ? found : [];
	};
}
