import type {CallFact, Target} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import type {EdgeHow} from '../model/graph.ts';
import {addToList} from '../util/add-to-list.ts';
import {armsOf, type Value} from './values.ts';

export interface FunctionRef {
	file: string;
	fn: number;
}

export interface FlowAnswers {
	targetOf(file: string, call: number): Target;
	functionsOf(file: string, term: number): FunctionRef[];
	valueOf(file: string, term: number): Value;
	/** The functions that a member of a value is. */
	memberFunctions(of: Value, name: string): FunctionRef[];
	/** The functions that are assigned to a member of a value after it was declared. */
	putInto(of: () => Value, name: string): FunctionRef[];
}

/** A call of `from` that reaches `to` in a way that its callee does not show. */
export interface Flow {
	from: FunctionRef;
	to: FunctionRef;
	how: EdgeHow;
	/** Over how many functions the call fans out. */
	fanOut: number;
}

interface Caller {
	file: string;
	call: CallFact;
	/** `f.bind(self, a)` and `f.call(self, a)` give `a` first. */
	shift: 0 | 1;
}

const MOST_HANDS = 4;
/** Called from more places than this, a function that calls its parameter tells nothing of whom. */
const MOST_CALLERS = 40;

/** Calls of a parameter: what callers of the function around it gave for it, also through several hands. */
export function parameterFlows(all: readonly FileFacts[], answers: FlowAnswers): Flow[] {
	const callers = new Map<string, Caller[]>();
	const asked: Array<{file: string; call: CallFact; fn: number; index: number}> = [];
	for (const {file, code} of all) {
		for (const [id, call] of code.calls.entries()) {
			const target = answers.targetOf(file, id);
			if (target.kind === 'parameter') asked.push({file, call, fn: target.fn, index: target.index});
			const callee = code.terms[call.callee];
			const isHanded = (call.name === 'bind' || call.name === 'call') && callee?.kind === 'member';
			const to = isHanded ? answers.functionsOf(file, callee.of) : target.kind === 'project' ? target.to : [];
			for (const one of to) {
				addToList(callers, `${one.file}#${one.fn}`, {file, call, shift: isHanded ? 1 : 0});
			}
		}
	}
	const given = (file: string, fn: number, index: number, hands: number): FunctionRef[] => {
		const known = callers.get(`${file}#${fn}`) ?? [];
		if (known.length > MOST_CALLERS) return [];
		return known.flatMap(caller => {
			const term = caller.call.args[index + caller.shift];
			if (term === undefined || term < 0) return [];
			return armsOf(answers.valueOf(caller.file, term)).flatMap(arm => {
				if (arm.kind === 'function') return [{file: arm.file, fn: arm.fn}];
				return arm.kind === 'parameter' && hands < MOST_HANDS ? given(arm.file, arm.fn, arm.index, hands + 1) : [];
			});
		});
	};
	return asked.flatMap(({file, call, fn, index}) => {
		const found = distinct(given(file, fn, index, 0));
		return found.map((to): Flow => ({from: {file, fn: call.owner}, to, how: 'may', fanOut: found.length}));
	});
}

const LISTEN = new Set(['on', 'once', 'addListener', 'prependListener', 'prependOnceListener', 'addEventListener']);

interface Told {
	file: string;
	owner: number;
	event: string;
	/** What tells or is listened to: the classes of the project that it may be, with what they extend. */
	shapes: Set<string>;
	functions: FunctionRef[];
}

/** `emit('x')` runs what `on('x', …)` was given: of the same class, or in the same file where the class is not known. */
export function eventFlows(
	all: readonly FileFacts[],
	answers: FlowAnswers,
	familyOf: (value: Value) => Set<string>,
): Flow[] {
	const heard = new Map<string, Told[]>();
	const told: Told[] = [];
	for (const {file, code} of all) {
		for (const call of code.calls) {
			const isEmit = call.name === 'emit';
			if (!isEmit && !LISTEN.has(call.name)) continue;
			const [name, listener] = call.args;
			const text = name === undefined ? undefined : code.terms[name];
			const callee = code.terms[call.callee];
			if (text?.kind !== 'primitive' || text.text === undefined || callee?.kind !== 'member') continue;
			const shapes = familyOf(answers.valueOf(file, callee.of));
			const entry: Told = {file, owner: call.owner, event: text.text, shapes, functions: []};
			if (isEmit) told.push(entry);
			else if (listener !== undefined) {
				entry.functions = answers.functionsOf(file, listener);
				addToList(heard, entry.event, entry);
			}
		}
	}
	return told.flatMap(emit => {
		const found = distinct(
			(heard.get(emit.event) ?? []).filter(one => mayHear(one, emit)).flatMap(one => one.functions),
		);
		const from = {file: emit.file, fn: emit.owner};
		return found.map((to): Flow => ({from, to, how: 'event', fanOut: found.length}));
	});
}

function mayHear(listener: Told, emit: Told): boolean {
	if (listener.shapes.size === 0 || emit.shapes.size === 0) return listener.file === emit.file;
	return [...listener.shapes].some(shape => emit.shapes.has(shape));
}

/** `this.next = this.header.bind(this)`, and later `this.next(chunk)`: whatever was put into the member may be what is called. */
export function memberFlows(all: readonly FileFacts[], answers: FlowAnswers): Flow[] {
	return all.flatMap(({file, code}) =>
		code.calls.flatMap((call): Flow[] => {
			const callee = code.terms[call.callee];
			if (callee?.kind !== 'member') return [];
			const found = distinct(answers.putInto(() => answers.valueOf(file, callee.of), callee.name));
			return found.map((to): Flow => ({from: {file, fn: call.owner}, to, how: 'may', fanOut: found.length}));
		}),
	);
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
			const of = answers.valueOf(file, callee.of);
			const found = distinct(hooks.flatMap(hook => answers.memberFunctions(of, hook)));
			return found.map((to): Flow => ({from: {file, fn: call.owner}, to, how: 'callback', fanOut: found.length}));
		}),
	);
}

const distinct = (list: readonly FunctionRef[]): FunctionRef[] => [
	...new Map(list.map(one => [`${one.file}#${one.fn}`, one])).values(),
];
