import type {MemberFact} from '../model/code.ts';
import {builtinMember} from './builtins.ts';
import {evaluate, namedGlobal} from './evaluate.ts';
import {expandosOf, keyOfThing} from './expandos.ts';
import {exportOf} from './exports.ts';
import {substitute} from './generics.ts';
import {type FileState, type Linker, seekOnce} from './linker.ts';
import {bodyResult} from './results.ts';
import {globalValue, mapArms, primitiveValue, UNKNOWN, unionOf, type Value} from './values.ts';

/** What every object has, where nothing else of the name is found. */
const OF_OBJECT = new Set(['toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf', 'toLocaleString', 'constructor']);

/** The member of a value; `unknown` where the value has none that could be found. */
export function memberOf(linker: Linker, of: Value, name: string): Value {
	switch (of.kind) {
		case 'union':
			return mapArms(of, arm => memberOf(linker, arm, name));
		case 'both':
			return memberOfBoth(linker, of.of, name);
		case 'instance':
			return findMember(linker, of, name) ?? once(linker, of, `no ${name}`, () => missing(linker, of, name)) ?? UNKNOWN;
		case 'class':
			return findMember(linker, of, name) ?? missingStatic(linker, of, name);
		case 'made':
			return addedMember(linker, of, true, name) ?? inherited(linker, of, name);
		case 'function':
			return addedMember(linker, of, false, name) ?? functionMember(of, name);
		case 'module':
			return exportOf(linker, of.file, name);
		case 'generic':
			return constraintOf(linker, of, value => memberOf(linker, value, name));
		case 'external':
			if (of.module === 'global' && isGlobalObject(of.path)) return namedGlobal(linker, name);
			return {kind: 'external', module: of.module, path: [...of.path, name]};
		default:
			return builtinMember(of, name);
	}
}

const isGlobalObject = ([first, ...more]: readonly string[]): boolean =>
	more.length === 0 && (first === 'window' || first === 'global' || first === 'self');

/** `T extends T`: a type parameter whose constraint leads back to it has none. */
export function constraintOf(
	linker: Linker,
	{file, generic}: {file: string; generic: number},
	then: (value: Value) => Value,
): Value {
	const {constraint} = linker.files.get(file)!.code.generics[generic]!;
	const key = `constraint ${file}#${generic}`;
	if (constraint < 0 || linker.seeking.has(key)) return UNKNOWN;
	linker.seeking.add(key);
	const value = then(evaluate(linker, file, constraint));
	linker.seeking.delete(key);
	return value;
}

/** What the project itself says comes before what a package says, and both before nothing. */
function memberOfBoth(linker: Linker, parts: Value[], name: string): Value {
	const found = parts.map(part => memberOf(linker, part, name)).filter(({kind}) => kind !== 'unknown');
	const own = found.filter(({kind}) => kind !== 'external');
	if (own.length > 0) return unionOf(own);
	const certain = parts.every(({kind}) => kind !== 'unknown');
	return (certain ? found[0] : undefined) ?? UNKNOWN;
}

type Shaped = Extract<Value, {kind: 'instance' | 'class'}>;

/** Looks in the shape, in what was added to it, and in what it extends. */
export function findMember(linker: Linker, of: Shaped, name: string): Value | undefined {
	const state = linker.files.get(of.file)!;
	const isStatic = of.kind === 'class';
	const fact = membersOf(state, of.shape).get(isStatic ? `static ${name}` : name);
	const value = fact && memberValue(linker, state, of, fact);
	const added = value && isKnown(value) ? undefined : addedMember(linker, of, !isStatic, name);
	// A field of a function type is the function that the constructor puts there.
	if (added && (value?.kind === 'signature' ? added.kind === 'function' : added.kind !== 'unknown')) return added;
	if (value && value.kind !== 'unknown') return of.bound ? substitute(value, of.bound) : value;
	return value ?? once(linker, of, name, () => inheritedMember(linker, state, of, name)) ?? added;
}

/** `options = {...options, more}`: where a shape is part of itself, the second round finds nothing new. */
function once(linker: Linker, of: Shaped, name: string, find: () => Value | undefined): Value | undefined {
	return seekOnce(linker, `${of.kind} ${of.file}#${of.shape} ${name}`, find);
}

const isKnown = ({kind}: Value): boolean => kind !== 'unknown' && kind !== 'signature';

/** Members by name, static ones behind the word. */
export function membersOf(state: FileState, shape: number): Map<string, MemberFact> {
	let known = state.members[shape];
	if (!known) {
		known = new Map();
		for (const fact of state.code.shapes[shape]!.members)
			known.set(fact.static ? `static ${fact.name}` : fact.name, fact);
		state.members[shape] = known;
	}
	return known;
}

function memberValue(linker: Linker, {file}: FileState, of: Shaped, fact: MemberFact): Value {
	if (fact.getter) {
		if (fact.type >= 0) return evaluate(linker, file, fact.type);
		return fact.fn === undefined ? UNKNOWN : bodyResult(linker, {kind: 'function', file, fn: fact.fn}, of);
	}
	if (fact.fn !== undefined) return {kind: 'function', file, fn: fact.fn};
	if (fact.type >= 0) {
		const declared = evaluate(linker, file, fact.type);
		// A field that holds a function is that function, whatever its type is called.
		const held = fact.value >= 0 && isCallable(declared) ? evaluate(linker, file, fact.value) : UNKNOWN;
		if (held.kind === 'function') return held;
		if (declared.kind !== 'unknown') return declared;
	}
	return fact.value < 0 ? UNKNOWN : evaluate(linker, file, fact.value);
}

const isCallable = ({kind}: Value): boolean =>
	kind === 'signature' || kind === 'instance' || kind === 'external' || kind === 'unknown';

function inheritedMember(linker: Linker, state: FileState, of: Shaped, name: string): Value | undefined {
	const shape = state.code.shapes[of.shape]!;
	for (const term of [...shape.extends, ...shape.spreads]) {
		const base = evaluate(linker, of.file, term);
		const found = of.kind === 'class' ? staticBase(linker, of, name) : memberIn(linker, base, name);
		if (found) return of.bound ? substitute(found, of.bound) : found;
	}
	if (shape.index >= 0 && of.kind === 'instance' && shape.kind === 'interface')
		return evaluate(linker, of.file, shape.index);
	if (shape.context >= 0 && of.kind === 'instance')
		return memberIn(linker, evaluate(linker, of.file, shape.context), name);
	return undefined;
}

function memberIn(linker: Linker, base: Value, name: string): Value | undefined {
	if (base.kind === 'instance') return findMember(linker, base, name);
	if (base.kind === 'external' || base.kind === 'unknown') return undefined;
	const found = memberOf(linker, base, name);
	return found.kind === 'unknown' ? undefined : found;
}

function staticBase(linker: Linker, of: Shaped, name: string): Value | undefined {
	const base = baseClass(linker, of.file, of.shape);
	if (base.kind === 'class') return findMember(linker, base, name);
	return base.kind === 'function' ? addedMember(linker, base, false, name) : undefined;
}

/** The value that a class extends. */
export function baseClass(linker: Linker, file: string, shape: number): Value {
	const {code} = linker.files.get(file)!;
	for (const id of code.shapes[shape]!.extends) {
		const term = code.terms[id];
		if (term?.kind !== 'type') continue;
		const base = evaluate(linker, file, term.of);
		// An interface merged with the class says nothing about its base.
		if (base.kind !== 'instance') return base;
	}
	return UNKNOWN;
}

/** An instance of what a class extends; of an object literal its prototype, which is not known. */
export function baseInstance(linker: Linker, file: string, shape: number): Value {
	const terms = linker.files.get(file)!.code.shapes[shape]!.extends;
	return terms.length === 0 ? UNKNOWN : {kind: 'both', of: terms.map(term => evaluate(linker, file, term))};
}

/** What a base outside of the project may have is external; without any base there is nothing to find. */
function missing(linker: Linker, of: Shaped, name: string): Value {
	const outside = outsideBase(linker, of, new Set());
	if (outside === 'unknown') return UNKNOWN;
	if (outside) return memberOf(linker, outside, name);
	return OF_OBJECT.has(name) ? globalValue(['Object', 'new', name]) : UNKNOWN;
}

/** The first base that is not the project's. */
export function outsideBase(linker: Linker, of: Shaped, seen: Set<string>): Value | 'unknown' | undefined {
	const key = `${of.file}#${of.shape}`;
	if (seen.has(key)) return undefined;
	seen.add(key);
	const shape = linker.files.get(of.file)!.code.shapes[of.shape]!;
	for (const term of [...shape.extends, ...shape.spreads]) {
		const base = evaluate(linker, of.file, term);
		if (base.kind === 'unknown') return 'unknown';
		const found = base.kind === 'instance' ? outsideBase(linker, base, seen) : base.kind === 'made' ? undefined : base;
		if (found) return found;
	}
	return undefined;
}

function missingStatic(linker: Linker, of: Shaped, name: string): Value {
	if (name === 'prototype') return {...of, kind: 'instance'};
	const base = baseClass(linker, of.file, of.shape);
	if (base.kind === 'external') return memberOf(linker, base, name);
	return name === 'name' ? primitiveValue('string') : UNKNOWN;
}

function addedMember(linker: Linker, of: Value, instance: boolean, name: string): Value | undefined {
	const table = expandosOf(linker, of, instance);
	const direct = table?.get(name);
	if (direct) return unionOf(direct.map(({file, term}) => evaluate(linker, file, term)));
	const parts = table?.get('');
	if (!parts) return undefined;
	return seekOnce(linker, `added ${keyOfThing(of, instance)} ${name}`, () => {
		for (const {file, term} of parts) {
			const found = memberIn(linker, evaluate(linker, file, term), name);
			if (found) return found;
		}
		return undefined;
	});
}

/** A constructor function inherits what its prototype is made of; a class written as one may have a base outside. */
function inherited(linker: Linker, of: Value, name: string): Value {
	for (const {file, term} of linker.expandos.get(keyOfThing(of, true) ?? '')?.get('') ?? []) {
		const base = evaluate(linker, file, term);
		if (base.kind === 'external') return memberOf(linker, base, name);
	}
	return UNKNOWN;
}

const OF_FUNCTION = new Set(['apply', 'bind', 'call', 'length', ...OF_OBJECT]);

function functionMember(of: Extract<Value, {kind: 'function'}>, name: string): Value {
	if (name === 'prototype') return {kind: 'made', file: of.file, fn: of.fn};
	if (name === 'name') return primitiveValue('string');
	// What is put on a function by names that are computed is not told by its name.
	return OF_FUNCTION.has(name) ? builtinMember(of, name) : UNKNOWN;
}
