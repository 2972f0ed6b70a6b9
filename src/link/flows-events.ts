import type {CallFact, CodeFacts, Term, TermId} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import {addToList} from '../util/add-to-list.ts';
import {distinct, type Flow, type FlowAnswers, type FunctionRef} from './flows.ts';
import type {Given} from './given.ts';
import {functionsGiven, textsGiven, textsOfArgument, valuesGiven} from './given-terms.ts';
import type {TermRef} from './linker.ts';
import type {Value} from './values.ts';

const LISTEN = new Set(['on', 'once', 'addListener', 'prependListener', 'prependOnceListener', 'addEventListener']);

interface Told {
	file: string;
	call: number;
	owner: number;
	event: string;
	/** What tells or is listened to: the classes of the project that it may be, with what they extend. */
	shapes: ReadonlySet<string>;
	functions: FunctionRef[];
}

/** What calls of an emitter or stream emit besides: on themselves, or on the stream that they are given. */
const IMPLIED: Record<string, {event: string; on: 'receiver' | 'argument'}> = {
	...Object.fromEntries([...LISTEN].map(name => [name, {event: 'newListener', on: 'receiver'}])),
	off: {event: 'removeListener', on: 'receiver'},
	removeListener: {event: 'removeListener', on: 'receiver'},
	pipe: {event: 'pipe', on: 'argument'},
	unpipe: {event: 'unpipe', on: 'argument'},
};

/** `emit('x')` runs what `on('x', …)` was given: of the same class, or in the same file where the class is not known. */
export function eventFlows(all: readonly FileFacts[], _answers: FlowAnswers, given: Given): Flow[] {
	const heard = new Map<string, Told[]>();
	const told: Told[] = [];
	for (const {file, code} of all) {
		for (const [id, call] of code.calls.entries()) {
			const callee = code.terms[call.callee];
			if (callee?.kind !== 'member') continue;
			const entryOf = ({event, of}: Emitted): Told => {
				const shapes = shapesOf(given, {file, term: of});
				return {file, call: id, owner: call.owner, event, shapes, functions: []};
			};
			told.push(...emittedBy(given, file, call, callee).map(entryOf));
			const [name, listener] = call.args;
			if (name === undefined || listener === undefined || !LISTEN.has(call.name)) continue;
			const functions = functionsGiven(given, {file, term: listener}, 0);
			for (const event of textsGiven(given, {file, term: name}))
				addToList(heard, event, {...entryOf({event, of: callee.of}), functions});
		}
	}
	return told.flatMap(emit => {
		const listeners = heard.get(emit.event) ?? [];
		const found = distinct(listeners.filter(one => mayHear(one, emit)).flatMap(one => one.functions));
		const from = {file: emit.file, fn: emit.owner};
		return found.map((to): Flow => ({from, call: emit.call, to, how: 'event', fanOut: found.length}));
	});
}

interface Emitted {
	event: string;
	/** What emits it. */
	of: TermId;
}

function emittedBy(given: Given, file: string, call: CallFact, callee: Term & {kind: 'member'}): Emitted[] {
	const [name] = call.args;
	if (call.name === 'emit')
		return name === undefined ? [] : textsGiven(given, {file, term: name}).map(event => ({event, of: callee.of}));
	const applied = given.code.get(file)!.terms[callee.of];
	if (call.name === 'apply' && applied?.kind === 'member' && applied.name === 'emit') {
		// `this.emit.apply(this, arguments)`
		return textsOfArgument(given, {file, fn: call.owner, index: 0}).map(event => ({event, of: applied.of}));
	}
	const implied = Object.hasOwn(IMPLIED, call.name) ? IMPLIED[call.name]! : undefined;
	const of = implied?.on === 'argument' ? name : callee.of;
	return implied && of !== undefined ? [{event: implied.event, of}] : [];
}

function shapesOf(given: Given, {file, term}: TermRef): Set<string> {
	const {code, answers} = given;
	const isSuper = code.get(file)!.terms[term]?.kind === 'super';
	const values = isSuper ? [receiverOf(file, code.get(file)!, term, answers)] : valuesGiven(given, {file, term});
	return new Set(values.flatMap(value => [...answers.familyOf(value)]));
}

/** `super` is what `this` is. */
function receiverOf(file: string, {terms}: CodeFacts, of: TermId, answers: FlowAnswers): Value {
	const term = terms[of];
	if (term?.kind !== 'super') return answers.valueOf(file, of);
	return {kind: term.static ? 'class' : 'instance', file, shape: term.shape};
}

function mayHear(listener: Told, emit: Told): boolean {
	if (listener.shapes.size === 0 || emit.shapes.size === 0) return listener.file === emit.file;
	return [...listener.shapes].some(shape => emit.shapes.has(shape));
}

/** What node's streams call of a class that extends one. */
const STREAM_HOOKS: Record<string, string[]> = {
	destroy: ['_destroy'],
	write: ['_write', '_writev', '_transform'],
	end: ['_final', '_flush', '_write', '_transform'],
	read: ['_read'],
	resume: ['_read'],
	pipe: ['_read'],
	push: ['_read'],
};

/** `stream.destroy()` runs the `_destroy` of its class. */
export function streamFlows(all: readonly FileFacts[], answers: FlowAnswers): Flow[] {
	return all.flatMap(({file, code}) =>
		code.calls.flatMap((call, id): Flow[] => {
			const hooks = Object.hasOwn(STREAM_HOOKS, call.name) ? STREAM_HOOKS[call.name]! : [];
			const callee = hooks.length > 0 ? code.terms[call.callee] : undefined;
			if (callee?.kind !== 'member') return [];
			const target = answers.targetOf(file, id);
			if (target.kind !== 'external' || !/^(?:node:)?stream$/.test(target.module)) return [];
			const of = receiverOf(file, code, callee.of, answers);
			const found = distinct(hooks.flatMap(hook => answers.memberFunctions(of, hook)));
			return found.map(
				(to): Flow => ({from: {file, fn: call.owner}, call: id, to, how: 'callback', fanOut: found.length}),
			);
		}),
	);
}
