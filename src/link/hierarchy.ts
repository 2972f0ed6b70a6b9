import type {BodyFact, ShapeFact, TargetFunction} from '../model/code.ts';
import {addToList} from '../util/add-to-list.ts';
import {evaluate} from './evaluate.ts';
import type {FileState, Linker} from './linker.ts';
import {memberOf, membersOf} from './members.ts';
import {armsOf, functionsIn, partsOf, type Value} from './values.ts';

/** What implements or extends a class or interface, by `file#shape`. */
export interface Hierarchy {
	below: Map<string, Array<{file: string; shape: number}>>;
	/** Functions by `file#shape.name`, once asked. */
	known: Map<string, TargetFunction[]>;
	/** Functions written where a function type is asked for, by `callableKey`. */
	callables: Map<string, TargetFunction[]>;
}

const keyOf = (file: string, shape: number): string => `${file}#${shape}`;

/** Classes by what they extend and implement, object literals by the type their surroundings ask. */
export function linkHierarchy(linker: Linker): Hierarchy {
	const hierarchy: Hierarchy = {below: new Map(), known: new Map(), callables: new Map()};
	for (const state of linker.files.values()) {
		// A stand-in of a test implements nothing that sources call.
		if (state.facts.role !== 'source') continue;
		for (const [fn, {context}] of state.code.bodies.entries()) {
			if (context >= 0) enterCallable(linker, hierarchy, state, fn, context);
		}
		for (const [shape, fact] of state.code.shapes.entries()) {
			const above = fact.kind === 'object' ? [fact.context] : [...fact.extends, ...fact.implements];
			for (const term of above) if (term >= 0) enter(linker, hierarchy, state, shape, term);
		}
	}
	for (const state of linker.files.values()) if (state.facts.role === 'source') enterGiven(linker, hierarchy, state);
	return hierarchy;
}

/** What is given for a parameter implements the parameter's interface, whether it says so or not. */
function enterGiven(linker: Linker, {below}: Hierarchy, {file, code}: FileState): void {
	for (const {callee, args} of code.calls) {
		if (args.length === 0) continue;
		const bodies = armsOf(evaluate(linker, file, callee)).flatMap(arm => bodyOf(linker, arm) ?? []);
		for (const {file: home, fact} of bodies) {
			for (const [i, {type, rest}] of fact.parameters.entries()) {
				const given = args[i] ?? -1;
				if (type < 0 || rest || given < 0) continue;
				const asked = interfacesIn(linker, evaluate(linker, home, type));
				if (asked.length === 0) continue;
				const found = armsOf(evaluate(linker, file, given)).filter(isMade);
				for (const above of asked) for (const one of found) addOnce(below, above, one);
			}
		}
	}
}

type Instance = Extract<Value, {kind: 'instance'}>;

const interfacesIn = (linker: Linker, value: Value): Instance[] =>
	partsOf(value).filter(
		(part): part is Instance => part.kind === 'instance' && shapeAt(linker, part).kind === 'interface',
	);

const isMade = (value: Value): value is Instance => value.kind === 'instance' && !value.declared;

function addOnce(below: Hierarchy['below'], above: Instance, {file, shape}: Instance): void {
	const key = keyOf(above.file, above.shape);
	const isKnown = below.get(key)?.some(other => other.file === file && other.shape === shape);
	if (!isKnown) addToList(below, key, {file, shape});
}

const shapeAt = (linker: Linker, {file, shape}: {file: string; shape: number}): ShapeFact =>
	linker.files.get(file)!.code.shapes[shape]!;

function bodyOf(linker: Linker, callee: Value): {file: string; fact: BodyFact} | undefined {
	if (callee.kind === 'function')
		return {file: callee.file, fact: linker.files.get(callee.file)!.code.bodies[callee.fn]!};
	if (callee.kind !== 'class') return undefined;
	const {construct} = shapeAt(linker, callee);
	return construct < 0 ? undefined : {file: callee.file, fact: linker.files.get(callee.file)!.code.bodies[construct]!};
}

function enter(linker: Linker, {below}: Hierarchy, state: FileState, shape: number, term: number): void {
	for (const above of partsOf(evaluate(linker, state.file, term))) {
		if (above.kind !== 'instance' || (above.file === state.file && above.shape === shape)) continue;
		addToList(below, keyOf(above.file, above.shape), {file: state.file, shape});
	}
}

function enterCallable(linker: Linker, {callables}: Hierarchy, state: FileState, fn: number, context: number): void {
	for (const part of partsOf(evaluate(linker, state.file, context))) {
		const key = callableKey(part);
		if (key !== undefined) addToList(callables, key, {file: state.file, fn, how: 'hierarchy'});
	}
}

export function callableKey(value: Value): string | undefined {
	if (value.kind === 'signature') return `signature ${value.file}#${value.signature}`;
	return value.kind === 'instance' ? `instance ${value.file}#${value.shape}` : undefined;
}

/** The functions of a name in everything below a class or interface, each once, sorted. */
export function linkImplementations(
	linker: Linker,
	hierarchy: Hierarchy,
	of: {file: string; shape: number},
	name: string,
): TargetFunction[] {
	const key = `${keyOf(of.file, of.shape)}.${name}`;
	const known = hierarchy.known.get(key);
	if (known) return known;
	const found = new Map<string, TargetFunction>();
	const seen = new Set([keyOf(of.file, of.shape)]);
	const queue = [of];
	for (let at = queue.pop(); at; at = queue.pop()) {
		for (const below of hierarchy.below.get(keyOf(at.file, at.shape)) ?? []) {
			if (seen.has(keyOf(below.file, below.shape))) continue;
			seen.add(keyOf(below.file, below.shape));
			queue.push(below);
			for (const fn of ownFunctions(linker, below, name)) found.set(`${fn.file}#${fn.fn}`, fn);
		}
	}
	const sorted = [...found.values()].sort((a, b) => (a.file === b.file ? a.fn - b.fn : a.file < b.file ? -1 : 1));
	hierarchy.known.set(key, sorted);
	return sorted;
}

/** What is inherited is found above; only a member of its own overrides. */
function ownFunctions(linker: Linker, {file, shape}: {file: string; shape: number}, name: string): TargetFunction[] {
	if (!membersOf(linker.files.get(file)!, shape).has(name)) return [];
	const value = memberOf(linker, {kind: 'instance', file, shape}, name);
	return functionsIn(value).map(one => ({...one, how: 'hierarchy'}));
}
