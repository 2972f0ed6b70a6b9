import {elementOf} from './elements.ts';
import {evaluate} from './evaluate.ts';
import type {Linker} from './linker.ts';
import {callValue} from './results.ts';
import {armsOf, type Bindings, genericKey, identityOf, mapArms, unionOf, type Value} from './values.ts';

const DEEPEST = 4;
/** Chains of generic calls would carry all their type parameters along for ever. */
const MOST_BINDINGS = 8;

/** Fills type parameters in order: with what is given, else with their default. */
export function bindGenerics(linker: Linker, file: string, generics: number[], args: Value[]): Bindings | undefined {
	if (generics.length === 0) return undefined;
	const bound = new Map<string, Value>();
	for (const [i, generic] of generics.entries()) {
		const fallback = linker.files.get(file)!.code.generics[generic]!.fallback;
		const value = args[i] ?? (fallback >= 0 ? evaluate(linker, file, fallback) : undefined);
		if (value) bound.set(genericKey(file, generic), value);
	}
	return bound.size > 0 ? bound : undefined;
}

/** The value with its type parameters filled; what is bound already is filled further. */
export function substitute(value: Value, bindings: Bindings, depth = 0): Value {
	if (bindings.size === 0 || depth > DEEPEST) return value;
	const inside = (one: Value) => substitute(one, bindings, depth + 1);
	switch (value.kind) {
		case 'generic':
			return bindings.get(genericKey(value.file, value.generic)) ?? value;
		case 'array':
			return value.items
				? {...value, of: inside(value.of), items: value.items.map(inside)}
				: {...value, of: inside(value.of)};
		case 'promise':
		case 'keyed':
			return {...value, of: inside(value.of)};
		case 'union':
			return mapArms(value, inside);
		case 'both':
			return {...value, of: value.of.map(inside)};
		case 'callback':
			return {...value, parameters: value.parameters.map(inside)};
		case 'class':
		case 'instance':
		case 'function':
		case 'signature':
			return {...value, bound: joined(value.bound, bindings, depth)};
		default:
			return value;
	}
}

/** The bindings of a value, filled, and those of its surroundings that it has not got: a type literal uses them. */
function joined(own: Bindings | undefined, outer: Bindings, depth: number): Bindings {
	if (!own || own === outer) return outer;
	const result = new Map<string, Value>();
	for (const [key, value] of own) result.set(key, substitute(value, outer, depth + 1));
	if (own.size + outer.size > MOST_BINDINGS) return result;
	for (const [key, value] of outer) if (!result.has(key)) result.set(key, value);
	return result;
}

/** Binds the type parameters in `pattern` to what stands in their place in `value`. */
export function match(linker: Linker, pattern: Value, value: Value, found: Map<string, Value>, depth = 0): void {
	if (depth > DEEPEST) return;
	const again = (a: Value, b: Value) => match(linker, a, b, found, depth + 1);
	switch (pattern.kind) {
		case 'generic': {
			const key = genericKey(pattern.file, pattern.generic);
			const known = found.get(key);
			if (value.kind !== 'unknown') found.set(key, known ? unionOf([known, value]) : value);
			return;
		}
		case 'array':
			if (value.kind === 'array' || value.kind === 'keyed') again(pattern.of, elementOf(linker, value));
			return;
		case 'promise':
			if (value.kind === 'promise') again(pattern.of, value.of);
			return;
		case 'keyed':
			if (value.kind === 'keyed') again(pattern.of, value.of);
			return;
		case 'union':
		case 'both': {
			// Of `T | Promise<T>` a promise fits the second arm alone.
			const alike = pattern.of.filter(({kind}) => kind === value.kind);
			for (const arm of alike.length > 0 ? alike : pattern.of) again(arm, value);
			return;
		}
		case 'signature':
			for (const arm of armsOf(value)) {
				if (arm.kind === 'function' || arm.kind === 'signature')
					again(callValue(linker, pattern), callValue(linker, arm));
			}
			return;
		case 'instance':
			matchBound(pattern.bound, value, again);
	}
}

function matchBound(bound: Bindings | undefined, value: Value, again: (a: Value, b: Value) => void): void {
	if (!bound || !('bound' in value) || !value.bound) return;
	for (const [key, inner] of bound) {
		const given = value.bound.get(key);
		if (given && identityOf(given) !== identityOf(inner)) again(inner, given);
	}
}
