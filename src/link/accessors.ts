import {ANY_MEMBER} from '../model/code.ts';
import {evaluate} from './evaluate.ts';
import type {Linker} from './linker.ts';
import {baseClass, membersOf} from './members.ts';
import {armsOf, type Value} from './values.ts';

export interface AccessorFunction {
	file: string;
	fn: number;
	/** The receiver is known by a type alone. */
	declared: boolean;
}

const MOST_BASES = 20;

/** The getter or setter that reading or writing a member runs: the nearest one in the shape and what it extends. */
export function accessorsOf(
	linker: Linker,
	of: Value,
	name: string,
	kind: 'get' | 'set',
	depth = 0,
): AccessorFunction[] {
	return armsOf(of).flatMap(arm => {
		if (arm.kind === 'both') return arm.of.flatMap(part => accessorsOf(linker, part, name, kind, depth + 1));
		if ((arm.kind !== 'instance' && arm.kind !== 'class') || depth > MOST_BASES) return [];
		// Such an object is mostly written as one, with plain members in the place of accessors.
		if (arm.kind === 'instance' && arm.partial) return [];
		const {file, shape} = arm;
		const state = linker.files.get(file)!;
		const isStatic = arm.kind === 'class';
		const fact = membersOf(state, shape).get(isStatic ? `static ${name}` : name);
		const setter = state.code.shapes[shape]!.setters?.find(
			one => one.name === name && (one.static ?? false) === isStatic,
		);
		const declared = arm.kind === 'instance' && arm.declared === true;
		if (name === ANY_MEMBER) return allOf(linker, arm, kind, depth).map(fn => ({...fn, declared}));
		const own = kind === 'set' ? setter?.fn : fact?.getter ? fact.fn : undefined;
		if (own !== undefined) return [{file, fn: own, declared}];
		// A field or method of its own hides what it inherits.
		if (setter || (fact && !(fact.getter && kind === 'set'))) return [];
		if (isStatic) return accessorsOf(linker, baseClass(linker, file, shape), name, kind, depth + 1);
		const {extends: bases, spreads} = state.code.shapes[shape]!;
		return [...bases, ...spreads].flatMap(term =>
			accessorsOf(linker, evaluate(linker, file, term), name, kind, depth + 1),
		);
	});
}

function allOf(
	linker: Linker,
	{file, shape}: {file: string; shape: number},
	kind: 'get' | 'set',
	depth: number,
): Array<{file: string; fn: number}> {
	const {members, setters = [], extends: bases} = linker.files.get(file)!.code.shapes[shape]!;
	const own = kind === 'set' ? setters : members.flatMap(({getter, fn}) => (getter && fn !== undefined ? {fn} : []));
	const inherited = bases.flatMap(term =>
		accessorsOf(linker, evaluate(linker, file, term), ANY_MEMBER, kind, depth + 1),
	);
	return [...own.map(({fn}) => ({file, fn})), ...inherited];
}

/** The shapes of the project that a value may be an instance of, with all that they extend, as `file#shape`. */
export function familyOf(linker: Linker, value: Value, known: Set<string> = new Set()): Set<string> {
	for (const arm of armsOf(value)) {
		if (arm.kind === 'both') for (const part of arm.of) familyOf(linker, part, known);
		if (arm.kind !== 'instance' && arm.kind !== 'class') continue;
		const key = `${arm.file}#${arm.shape}`;
		if (known.has(key)) continue;
		known.add(key);
		for (const term of linker.files.get(arm.file)!.code.shapes[arm.shape]!.extends)
			familyOf(linker, evaluate(linker, arm.file, term), known);
	}
	return known;
}
