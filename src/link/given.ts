import {ANY_MEMBER, type CallFact, type CodeFacts, type Term, type TermId} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import {addToList} from '../util/add-to-list.ts';
import type {FlowAnswers, FunctionRef} from './flows.ts';
import type {TermRef} from './linker.ts';
import type {Value} from './values.ts';

/** Through so many hands a value is followed back. */
export const MOST_HANDS = 8;
interface Caller {
	file: string;
	call: CallFact;
	/** `f.bind(self, a)` and `f.call(self, a)` give `a` first. */
	shift: 0 | 1;
}

/** A list, for each element of which a function is called, or a promise whose value it takes. */
export interface Fed extends TermRef {
	elements: boolean;
}

/** What terms may be by what other code gives: the callers of functions, and who puts things where they are found. */
export interface Given {
	code: ReadonlyMap<string, CodeFacts>;
	answers: FlowAnswers;
	callersOf(fn: FunctionRef): readonly Caller[];
	/** What is put into a list or map under the name that a term has. */
	contentAt(container: TermRef): readonly TermRef[];
	/** What a function is called for, where it is written as a callback of such a call. */
	fedOf(fn: FunctionRef): Fed | undefined;
	/** What the calls of a parameter are given first: of the executor of a promise what this becomes. */
	settledBy(parameter: FunctionRef & {index: number}): readonly TermRef[];
	/** Whether something of the project may have a member of this name. */
	isMember(name: string): boolean;
	known: Map<string, FunctionRef[]>;
	contents: Map<string, TermRef[]>;
	values: Map<string, Value[]>;
}

export function linkGiven(all: readonly FileFacts[], answers: FlowAnswers): Given {
	const code = new Map(all.map(fact => [fact.file, fact.code]));
	const callers = new Map<string, Caller[]>();
	const fed = new Map<string, Fed>();
	const settled = new Map<string, TermRef[]>();
	const contents = new Map<string, TermRef[]>();
	const keysOf = createKeys(code, answers);
	for (const {file, code: facts} of all) {
		for (const [id, call] of facts.calls.entries()) {
			const callee = facts.terms[call.callee];
			const of = callee?.kind === 'member' ? callee.of : undefined;
			const isHanded = of !== undefined && (call.name === 'bind' || call.name === 'call');
			const target = isHanded ? undefined : answers.targetOf(file, id);
			const own = target?.kind === 'project' ? target.to : isHanded ? answers.functionsOf(file, of) : [];
			for (const one of own) addToList(callers, `${one.file}#${one.fn}`, {file, call, shift: isHanded ? 1 : 0});
			const settling = parameterOf(facts, callee);
			if (settling && call.args.length > 0)
				addToList(settled, `${file}#${settling.fn}.${settling.index}`, {file, term: call.args[0]!});
			if (of === undefined || target?.kind === 'project') continue;
			for (const term of addedBy(call))
				for (const key of keysOf({file, term: of})) addToList(contents, key, {file, term});
			const [first] = call.args;
			const elements = LOOPS.has(call.name);
			const callback = (elements || call.name === 'then') && first !== undefined ? facts.terms[first] : undefined;
			if (callback?.kind === 'function') fed.set(`${file}#${callback.fn}`, {file, term: of, elements});
		}
	}
	return {
		code,
		answers,
		callersOf: ({file, fn}) => callers.get(`${file}#${fn}`) ?? [],
		contentAt: container => keysOf(container).flatMap(key => contents.get(key) ?? []),
		fedOf: ({file, fn}) => fed.get(`${file}#${fn}`),
		settledBy: ({file, fn, index}) => settled.get(`${file}#${fn}.${index}`) ?? [],
		isMember: memberNames(all, answers),
		known: new Map(),
		contents: new Map(),
		values: new Map(),
	};
}

/** Where members are put by computed names, any may be one. */
function memberNames(all: readonly FileFacts[], {isPut}: FlowAnswers): (name: string) => boolean {
	const names = new Set<string>();
	for (const {code} of all) {
		for (const {members} of code.shapes) for (const {name} of members) names.add(name);
		for (const {name} of [...code.expandos, ...code.exports]) names.add(name);
	}
	const isAny = isPut(ANY_MEMBER);
	return name => isAny || names.has(name) || isPut(name);
}

const parameterOf = ({variables}: CodeFacts, term: Term | undefined) =>
	term?.kind === 'variable' ? variables[term.variable]!.parameter : undefined;

const LOOPS = new Set(['forEach', 'map', 'filter', 'find', 'some', 'every', 'flatMap', 'reduce']);

/** What a call adds to the list, set or map that it is called on. */
function addedBy({name, args}: CallFact): TermId[] {
	if (name === 'push' || name === 'unshift' || name === 'add') return args.filter(term => term >= 0);
	return name === 'set' && args.length === 2 && args[1]! >= 0 ? [args[1]!] : [];
}

const isPlace = (term: Term | undefined): boolean => term?.kind === 'element' || term?.kind === 'member';

/** A variable, an element of a container, or a member of the classes that a value may be of. */
function createKeys(code: ReadonlyMap<string, CodeFacts>, answers: FlowAnswers): (container: TermRef) => string[] {
	const keysOf = ({file, term: id}: TermRef, hands: number): string[] => {
		const facts = code.get(file);
		const term = facts?.terms[id];
		if (!facts || !term || hands > MOST_HANDS) return [];
		if (term.kind === 'variable') {
			const own = `${file}#${term.variable}`;
			const {init} = facts.variables[term.variable]!;
			// What was taken out of another container is the same one under another name.
			return isPlace(facts.terms[init]) ? [own, ...keysOf({file, term: init}, hands + 1)] : [own];
		}
		if (term.kind === 'element') return keysOf({file, term: term.of}, hands + 1).map(key => `${key}[]`);
		if (term.kind !== 'member') return [];
		return [...answers.familyOf(answers.valueOf(file, term.of))].map(shape => `${shape}.${term.name}`);
	};
	return container => keysOf(container, 0);
}
