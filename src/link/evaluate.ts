import type {TermId, VariableFact} from '../model/code.ts';
import {contextParameter, declaredArgument} from './contexts.ts';
import {awaitedValue, elementOf} from './elements.ts';
import {exportOf} from './exports.ts';
import type {FileState, Linker} from './linker.ts';
import {baseClass, baseInstance, memberOf} from './members.ts';
import {callResult} from './results.ts';
import {typeValue} from './types.ts';
import {globalValue, isEmpty, NOTHING, UNKNOWN, unionOf, type Value} from './values.ts';

const MOST_DEPTH = 120;
/** After so many evaluations inside a cycle the result is kept as it is, or cycles of cycles take for ever. */
const MOST_TRIES = 4;

/**
 * What a term of a file is. Evaluated when asked for, and kept. A term that depends on itself adds nothing to the
 * other values of a union; a result that rests on an open cycle is not kept until the cycle is closed.
 */
export function evaluate(linker: Linker, file: string, term: TermId): Value {
	const state = term < 0 ? undefined : linker.files.get(file);
	if (!state) return UNKNOWN;
	const known = state.memo[term];
	if (known) return known;
	const openAt = state.open.get(term);
	if (openAt !== undefined) {
		linker.lowest = Math.min(linker.lowest, openAt);
		return NOTHING;
	}
	if (linker.depth > MOST_DEPTH) {
		linker.lowest = 0;
		return UNKNOWN;
	}
	return evaluateOpen(linker, state, term);
}

function evaluateOpen(linker: Linker, state: FileState, term: TermId): Value {
	const outer = linker.lowest;
	const depth = ++linker.depth;
	linker.lowest = Number.POSITIVE_INFINITY;
	state.open.set(term, depth);
	const value = evaluateTerm(linker, state, term);
	state.open.delete(term);
	linker.depth--;
	const tries = (state.tries.get(term) ?? 0) + 1;
	if (linker.lowest >= depth || tries > MOST_TRIES) {
		state.memo[term] = value;
		linker.lowest = outer;
	} else {
		state.tries.set(term, tries);
		linker.lowest = Math.min(linker.lowest, outer);
	}
	return value;
}

function evaluateTerm(linker: Linker, state: FileState, id: TermId): Value {
	const {file, code} = state;
	const term = code.terms[id]!;
	const at = (inner: TermId) => evaluate(linker, file, inner);
	switch (term.kind) {
		case 'function':
			return {kind: 'function', file, fn: term.fn};
		case 'shape':
			return shapeValue(state, term.shape);
		case 'variable':
			return variableValue(linker, file, code.variables[term.variable]!);
		case 'import':
			return importValue(linker, file, term.module, term.member);
		case 'self':
			return {kind: 'module', file};
		case 'global':
			return namedGlobal(linker, term.name);
		case 'this':
			return {kind: term.static ? 'class' : 'instance', file, shape: term.shape};
		case 'made':
			return {kind: 'made', file, fn: term.fn};
		case 'super':
			return term.static ? baseClass(linker, file, term.shape) : baseInstance(linker, file, term.shape);
		case 'member':
			return memberOf(linker, at(term.of), term.name);
		case 'result':
			return callResult(linker, file, code.calls[term.call]!);
		case 'argument':
			return declaredArgument(linker, file, code.calls[term.call]!, term.index);
		case 'await':
			return awaitedValue(linker, at(term.of));
		case 'element':
			return elementOf(linker, at(term.of), term.index);
		case 'either':
			return unionOf(term.of.map(at));
		case 'both':
			return {kind: 'both', of: term.of.map(at)};
		case 'list':
			return listValue(term.of.map(at));
		case 'primitive':
			return term;
		case 'type':
			return typeValue(linker, file, term.of, term.args.map(at));
		case 'alias':
		case 'generic':
			return typeValue(linker, file, id, []);
		case 'signature':
			return {kind: 'signature', file, signature: term.signature};
	}
}

/** What a script of the project declares under the name, and else what the platform has. */
export function namedGlobal(linker: Linker, name: string): Value {
	const own = linker.globals.get(name)?.map(({file, term}) => evaluate(linker, file, term)) ?? [];
	const known = own.filter(value => value.kind !== 'unknown' && !isEmpty(value));
	return known.length > 0 ? unionOf(known) : globalValue(name === 'globalThis' ? [] : [name]);
}

const listValue = (items: Value[]): Value => ({kind: 'array', of: items.length > 0 ? unionOf(items) : UNKNOWN, items});

export function shapeValue({file, code}: FileState, shape: number): Value {
	const {kind} = code.shapes[shape]!;
	if (kind === 'class') return {kind: 'class', file, shape};
	return kind === 'interface' ? {kind: 'instance', file, shape, declared: true} : {kind: 'instance', file, shape};
}

/** An annotation says what a variable is; its value only where the annotation leads nowhere. */
function variableValue(linker: Linker, file: string, variable: VariableFact): Value {
	const {type, init, assigned = [], parameter} = variable;
	if (type >= 0) {
		const written = linker.files.get(file)!.code.terms[init];
		// A function behind an annotation is that function, whatever its type is called.
		if (written?.kind === 'function') return evaluate(linker, file, init);
		const declared = evaluate(linker, file, type);
		if (declared.kind !== 'unknown' || init < 0) return declared;
	}
	if (parameter && type < 0) {
		const context = contextParameter(linker, file, parameter.fn, parameter.index);
		if (context.kind !== 'unknown') return context;
		if (init < 0) return {kind: 'parameter', file, ...parameter};
	}
	const values = [init, ...assigned].filter(term => term >= 0).map(term => evaluate(linker, file, term));
	const given = values.filter(value => !isEmpty(value));
	return given.length > 0 ? unionOf(given) : (values[0] ?? UNKNOWN);
}

function importValue(linker: Linker, file: string, module: string, member: string): Value {
	const found = linker.modules.resolve(file, module);
	if (found !== undefined) return exportOf(linker, found, member);
	// An import that leads to a file which is not there may be anything; only packages are outside for sure.
	if (/^[./]/.test(module)) return UNKNOWN;
	return {kind: 'external', module, path: member === '*' ? [] : [member]};
}
