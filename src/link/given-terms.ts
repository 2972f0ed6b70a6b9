import {ANY_MEMBER, type Term, type TermId} from '../model/code.ts';
import {distinct, type FunctionRef} from './flows.ts';
import {type Given, MOST_HANDS} from './given.ts';
import {handedOn, isTaken} from './given-builtins.ts';
import type {TermRef} from './linker.ts';
import type {Value} from './values.ts';

/** Called from more places than this, a function that calls its parameter tells nothing of whom. */
const MOST_CALLERS = 300;

/** What leads back to itself adds nothing. */
function once(given: Given, key: string, find: () => FunctionRef[]): FunctionRef[] {
	const known = given.known.get(key);
	if (known) return known;
	given.known.set(key, []);
	const found = distinct(find());
	given.known.set(key, found);
	return found;
}

/** The functions that a term may be. */
export function functionsGiven(given: Given, at: TermRef, hands: number): FunctionRef[] {
	const term = given.code.get(at.file)?.terms[at.term];
	if (!term || hands > MOST_HANDS) return [];
	return once(given, `${at.file} ${at.term}`, () => {
		const direct = given.answers.functionsOf(at.file, at.term);
		return [...direct, ...sourcesOf(given, at.file, term, hands)];
	});
}

function sourcesOf(given: Given, file: string, term: Term, hands: number): FunctionRef[] {
	const next = (terms: readonly TermRef[]) => terms.flatMap(one => functionsGiven(given, one, hands + 1));
	const here = (term: TermId) => functionsGiven(given, {file, term}, hands);
	switch (term.kind) {
		case 'variable': {
			const variable = given.code.get(file)!.variables[term.variable]!;
			if (variable.parameter) return next(argumentsFor(given, {file, ...variable.parameter}));
			return [variable.init, ...(variable.assigned ?? [])].filter(one => one >= 0).flatMap(here);
		}
		case 'element':
			return next(contentOf(given, {file, term: term.of}));
		case 'result':
			return next(resultSources(given, file, term.call));
		case 'member':
			return [
				...next(putInto(given, {file, term: -1}, term)),
				...membersOf(given, {file, term: term.of}, term.name, hands),
			];
		case 'await':
			return here(term.of);
		case 'either':
		case 'both':
			return term.of.flatMap(here);
		default:
			return [];
	}
}

/** What callers give for a parameter, and what a callback is called for. */
function argumentsFor(given: Given, {file, fn, index}: FunctionRef & {index: number}): TermRef[] {
	const callers = given.callersOf({file, fn});
	if (callers.length > MOST_CALLERS) return [];
	const fed = index === 0 ? given.fedOf({file, fn}) : undefined;
	return [
		...(fed?.elements ? contentOf(given, fed) : fed ? [fed] : []),
		...callers.flatMap(({file, call, shift}) => {
			const at = index + shift;
			const terms =
				call.spread !== undefined && call.spread <= at ? call.args.slice(call.spread) : [call.args[at] ?? -1];
			return terms.filter(term => term >= 0).map(term => ({file, term}));
		}),
	];
}

/** What callers give for a parameter that takes all the rest. */
function restFor({callersOf}: Given, {fn, index, file}: FunctionRef & {index: number}): TermRef[] {
	const callers = callersOf({file, fn});
	if (callers.length > MOST_CALLERS) return [];
	return callers.flatMap(({file, call, shift}) => {
		const from = Math.min(index + shift, call.spread ?? Number.POSITIVE_INFINITY);
		return call.args
			.slice(from)
			.filter(term => term >= 0)
			.map(term => ({file, term}));
	});
}

/** What a call returns: of a function of the project what that returns, of the language's own what they hand on. */
function resultSources(given: Given, file: string, id: number): readonly TermRef[] {
	const facts = given.code.get(file)!;
	if (given.answers.targetOf(file, id).kind === 'project') return resultsOf(given, file, id);
	const {values = [], taken = [], results = [], executor} = handedOn(facts, facts.calls[id]!);
	return [
		...refs(file, values),
		...refs(file, taken).flatMap(list => contentOf(given, list)),
		...returnedBy(given, file, results),
		...(executor === undefined ? [] : settledBy(given, file, executor)),
	];
}

const refs = (file: string, terms: readonly TermId[]): TermRef[] =>
	terms.filter(term => term >= 0).map(term => ({file, term}));

function returnedBy({code, answers}: Given, file: string, functions: readonly TermId[]): TermRef[] {
	return functions
		.flatMap(term => answers.functionsOf(file, term))
		.flatMap(to => refs(to.file, code.get(to.file)?.bodies[to.fn]?.results ?? []));
}

/** What an executor gives to its first parameter. */
const settledBy = ({answers, settledBy}: Given, file: string, executor: TermId): TermRef[] =>
	answers.functionsOf(file, executor).flatMap(to => settledBy({...to, index: 0}));

function resultsOf({code, answers}: Given, file: string, call: number): TermRef[] {
	const target = answers.targetOf(file, call);
	if (target.kind !== 'project') return [];
	return target.to.flatMap(to => {
		const body = code.get(to.file)?.bodies[to.fn];
		return [...(body?.results ?? []), ...(body?.lists ?? [])].map(term => ({file: to.file, term}));
	});
}

/** What is put into the list or map that a term is, here or where it comes from. */
function contentOf(given: Given, at: TermRef, hands = 0): TermRef[] {
	const code = given.code.get(at.file);
	const term = code?.terms[at.term];
	if (!code || !term || hands > MOST_HANDS) return [];
	const known = given.contents.get(`${at.file} ${at.term}`);
	if (known) return known;
	given.contents.set(`${at.file} ${at.term}`, []);
	const follow = (terms: readonly TermRef[]) => terms.flatMap(one => contentOf(given, one, hands + 1));
	const found = [...given.contentAt(at)];
	if (term.kind === 'list') found.push(...term.of.map(one => ({file: at.file, term: one})));
	else if (term.kind === 'result') found.push(...contentOfResult(given, at.file, term.call, hands));
	else if (term.kind === 'element') found.push(...follow(contentOf(given, {file: at.file, term: term.of}, hands)));
	else if (term.kind === 'await') found.push(...contentOf(given, {file: at.file, term: term.of}, hands));
	else if (term.kind === 'variable') {
		const {parameter, init} = code.variables[term.variable]!;
		if (parameter?.rest) found.push(...restFor(given, {file: at.file, ...parameter}));
		else if (parameter) found.push(...follow(argumentsFor(given, {file: at.file, ...parameter})));
		else if (init >= 0) found.push(...contentOf(given, {file: at.file, term: init}, hands));
	}
	given.contents.set(`${at.file} ${at.term}`, found);
	return found;
}

function contentOfResult(given: Given, file: string, id: number, hands: number): TermRef[] {
	const follow = (terms: readonly TermRef[]) => terms.flatMap(one => contentOf(given, one, hands + 1));
	const target = given.answers.targetOf(file, id);
	if (target.kind === 'project') {
		const yielded = target.to.flatMap(to => refs(to.file, given.code.get(to.file)?.bodies[to.fn]?.yields ?? []));
		return [...yielded, ...follow(resultsOf(given, file, id))];
	}
	const facts = given.code.get(file)!;
	const {items = [], lists = [], mapped = []} = handedOn(facts, facts.calls[id]!);
	return [
		...refs(file, items),
		...follow([...refs(file, lists), ...resultSources(given, file, id)]),
		...returnedBy(given, file, mapped),
	];
}

/** What a list holds says more than the type of its elements. */
export function takenOut(given: Given, {file, term: id}: TermRef): FunctionRef[] {
	const {terms, variables} = given.code.get(file)!;
	const named = terms[id];
	const term = named?.kind === 'variable' ? terms[variables[named.variable]!.init] : named;
	const isElement =
		term?.kind === 'element' || (term?.kind === 'result' && isTaken(given.code.get(file)!.calls[term.call]!));
	return isElement ? sourcesOf(given, file, term, 0) : [];
}

/** The functions that a member of a term may be: of a parameter what the objects hold that callers give. */
function membersOf(given: Given, at: TermRef, name: string, hands: number): FunctionRef[] {
	if (hands > MOST_HANDS || !given.isMember(name)) return [];
	return once(given, `${at.file} ${at.term}.${name}`, () => findMembers(given, at, name, hands));
}

function findMembers(given: Given, at: TermRef, name: string, hands: number): FunctionRef[] {
	const {terms, shapes, variables} = given.code.get(at.file)!;
	const term = terms[at.term];
	const within = (holders: readonly TermRef[]) => holders.flatMap(one => membersOf(given, one, name, hands + 1));
	if (term?.kind === 'shape') {
		const {kind, members} = shapes[term.shape]!;
		const member = kind === 'object' ? members.find(one => one.name === name) : undefined;
		if (member?.fn !== undefined) return [{file: at.file, fn: member.fn}];
		return member && member.value >= 0 ? functionsGiven(given, {file: at.file, term: member.value}, hands + 1) : [];
	}
	const isParameter = term?.kind === 'variable' && variables[term.variable]!.parameter !== undefined;
	if (term && isParameter) return within(heldBy(given, at, term));
	const values = valuesGiven(given, at);
	const known = values.flatMap(one => given.answers.memberFunctions(one, name));
	if (known.length > 0) return known;
	const assigned = term?.kind === 'member' ? within(putInto(given, at, term)) : [];
	if (assigned.length > 0) return assigned;
	const put = [name, ANY_MEMBER].flatMap(one => values.flatMap(value => given.answers.putInto(() => value, one)));
	if (put.length > 0) return put.flatMap(one => functionsGiven(given, one, hands + 1));
	return term ? within(heldBy(given, at, term)) : [];
}

/** What computed names were given to. */
export function putSomewhere(given: Given, {file, term}: TermRef): FunctionRef[] {
	const member = given.code.get(file)!.terms[term];
	if (member?.kind !== 'member') return [];
	return putInto(given, {file, term}, {...member, name: ANY_MEMBER}).flatMap(one => functionsGiven(given, one, 1));
}

export function putInto(
	{code, answers}: Given,
	{file, term}: TermRef,
	member = code.get(file)?.terms[term],
): TermRef[] {
	if (member?.kind !== 'member') return [];
	return answers.putInto(() => answers.valueOf(file, member.of), member.name);
}

/** The texts that a term may be. */
export function textsGiven(given: Given, at: TermRef, hands = 0): string[] {
	const term = given.code.get(at.file)?.terms[at.term];
	if (!term || hands > MOST_HANDS) return [];
	if (term.kind === 'primitive') return term.text === undefined ? [] : [term.text];
	return [...new Set(heldBy(given, at, term).flatMap(one => textsGiven(given, one, hands + 1)))];
}

/** The texts that callers give for an argument, whether or not it has a name. */
export const textsOfArgument = (given: Given, argument: FunctionRef & {index: number}): string[] =>
	argumentsFor(given, argument).flatMap(one => textsGiven(given, one));

/** What a term is, and what callers give for the parameters that it is made of. */
export function valuesGiven(given: Given, at: TermRef, hands = 0): Value[] {
	const key = `${at.file} ${at.term}`;
	const known = given.values.get(key);
	if (known) return known;
	const own = given.answers.valueOf(at.file, at.term);
	given.values.set(key, [own]);
	const isTold = own.kind !== 'unknown' && own.kind !== 'parameter' && own.kind !== 'external';
	const values = [own, ...(isTold ? [] : valuesFrom(given, at, hands))];
	given.values.set(key, values);
	return values;
}

/** Where a variable, an element or a result comes from. */
function heldBy(given: Given, {file}: TermRef, term: Term): readonly TermRef[] {
	if (term.kind === 'element') return contentOf(given, {file, term: term.of});
	if (term.kind === 'result') return resultSources(given, file, term.call);
	if (term.kind !== 'variable') return [];
	const {parameter, init, assigned = []} = given.code.get(file)!.variables[term.variable]!;
	if (parameter) return argumentsFor(given, {file, ...parameter});
	return [init, ...assigned].filter(one => one >= 0).map(one => ({file, term: one}));
}

function valuesFrom(given: Given, at: TermRef, hands: number): Value[] {
	const code = given.code.get(at.file);
	const term = code?.terms[at.term];
	if (!code || !term || hands >= MOST_HANDS) return [];
	if (term.kind === 'member') {
		const holders = valuesGiven(given, {file: at.file, term: term.of}, hands + 1);
		return holders.map(one => given.answers.memberValue(one, term.name)).filter(({kind}) => kind !== 'unknown');
	}
	return heldBy(given, at, term)
		.flatMap(one => valuesGiven(given, one, hands + 1))
		.filter(({kind}) => kind !== 'unknown');
}
