import type {TermId} from '../model/code.ts';
import {awaitedValue} from './elements.ts';
import {evaluate} from './evaluate.ts';
import {findExport} from './exports.ts';
import {bindGenerics, substitute} from './generics.ts';
import {type Linker, seekOnce} from './linker.ts';
import {memberOf} from './members.ts';
import {callValue, constructed} from './results.ts';
import {arrayOf, globalValue, mapArms, primitiveValue, promiseOf, UNKNOWN, type Value} from './values.ts';

/** A value of the type that the term `of` names, its type parameters filled with `args`. */
export function typeValue(linker: Linker, file: string, of: TermId, args: Value[]): Value {
	const state = linker.files.get(file);
	const term = state?.code.terms[of];
	if (!state || !term) return UNKNOWN;
	switch (term.kind) {
		case 'shape': {
			const {kind, generics} = state.code.shapes[term.shape]!;
			if (kind === 'enum') return primitiveValue('number');
			const bound = bindGenerics(linker, file, generics, args);
			return {kind: 'instance', file, shape: term.shape, ...(bound && {bound}), declared: true};
		}
		case 'alias': {
			const alias = state.code.aliases[term.alias]!;
			const bound = bindGenerics(linker, file, alias.generics, args);
			const value = evaluate(linker, file, alias.term);
			return bound ? substitute(value, bound) : value;
		}
		case 'generic':
			return {kind: 'generic', file, generic: term.generic};
		case 'import':
			return importedType(linker, file, term.module, term.member, args);
		case 'member':
			return memberType(linker, evaluate(linker, file, term.of), term.name, args);
		case 'global':
			return globalType(linker, term.name, args);
		default:
			return typeOfValue(linker, evaluate(linker, file, of), args);
	}
}

function importedType(
	linker: Linker,
	file: string,
	module: string,
	name: string,
	args: Value[],
	seen = new Set<string>(),
): Value {
	const target = linker.modules.resolve(file, module);
	if (target !== undefined) return exportedType(linker, target, name, args, seen);
	if (/^[./]/.test(module)) return UNKNOWN;
	return {kind: 'external', module, path: name === '*' ? ['new'] : [name, 'new']};
}

/** `seen`: what was passed on so far. A file that exports what it imports from itself, or a ring of such, has no type. */
function exportedType(linker: Linker, file: string, name: string, args: Value[], seen = new Set<string>()): Value {
	const found = findExport(linker, file, name, true, new Set());
	if (found?.kind === 'fact') {
		const term = linker.files.get(found.file)?.code.terms[found.fact.term];
		if (term?.kind !== 'import') return typeValue(linker, found.file, found.fact.term, args);
		const key = `${found.file} ${found.fact.term}`;
		return seen.has(key)
			? UNKNOWN
			: importedType(linker, found.file, term.module, term.member, args, new Set(seen).add(key));
	}
	if (found) return typeOfValue(linker, found.value, args);
	const whole = linker.files.get(file)?.exports.get('export=')?.at(-1);
	if (!whole) return UNKNOWN;
	if (name === '*' || name === 'default') return typeValue(linker, file, whole.term, args);
	// `module.exports = exports` leads back to this very file.
	const member = () => memberType(linker, evaluate(linker, file, whole.term), name, args);
	return seekOnce(linker, `type ${file} ${name}`, member) ?? UNKNOWN;
}

function memberType(linker: Linker, of: Value, name: string, args: Value[]): Value {
	if (of.kind === 'module') return exportedType(linker, of.file, name, args);
	return typeOfValue(linker, memberOf(linker, of, name), args);
}

/** What a class, constructor or factory type makes. */
export function typeOfValue(linker: Linker, value: Value, args: Value[]): Value {
	switch (value.kind) {
		case 'union':
		case 'both':
			return {...value, of: value.of.map(one => typeOfValue(linker, one, args))};
		case 'external':
			return value.module === 'global' && value.path.length === 1
				? globalType(linker, value.path[0]!, args)
				: {...value, path: [...value.path, 'new']};
		case 'instance':
			// A type in a namespace is an instance already.
			return isNamed(linker, value) ? value : constructed(linker, value, args);
		default:
			return constructed(linker, value, args);
	}
}

const isNamed = (linker: Linker, {file, shape}: {file: string; shape: number}): boolean => {
	const fact = linker.files.get(file)?.code.shapes[shape];
	return fact?.kind === 'interface' && fact.makes.length === 0;
};

type GlobalType = (args: Value[], linker: Linker) => Value;

const first: GlobalType = ([of = UNKNOWN]) => of;
/** Has members of a class, but is seldom made by it. */
const partial: GlobalType = ([of = UNKNOWN]) =>
	mapArms(of, arm => (arm.kind === 'instance' ? {...arm, partial: true} : arm));
const iterable: GlobalType = ([of = UNKNOWN]) => arrayOf(of);
const promise: GlobalType = ([of = UNKNOWN]) => promiseOf(of);
const keyed =
	(name: string, at: number): GlobalType =>
	args => ({kind: 'keyed', name, of: args[at] ?? UNKNOWN});
const named =
	(name: string): GlobalType =>
	() =>
		primitiveValue(name);

/** Types of the language whose arguments matter: containers, and those that change a type a little. */
const GLOBAL_TYPES: ReadonlyMap<string, GlobalType> = new Map<string, GlobalType>([
	...['Promise', 'PromiseLike'].map((name): [string, GlobalType] => [name, promise]),
	...['Array', 'ReadonlyArray', 'ArrayLike', 'Iterable', 'Iterator', 'IterableIterator', 'AsyncIterable'].map(
		(name): [string, GlobalType] => [name, iterable],
	),
	...['AsyncIterator', 'AsyncIterableIterator', 'Generator', 'AsyncGenerator'].map((name): [string, GlobalType] => [
		name,
		iterable,
	]),
	...['Required', 'Readonly', 'NonNullable', 'Exclude', 'Extract', 'NoInfer'].map((name): [string, GlobalType] => [
		name,
		first,
	]),
	...['Partial', 'Pick', 'Omit'].map((name): [string, GlobalType] => [name, partial]),
	['Set', keyed('Set', 0)],
	['ReadonlySet', keyed('Set', 0)],
	['WeakSet', keyed('Set', 0)],
	['Map', keyed('Map', 1)],
	['ReadonlyMap', keyed('Map', 1)],
	['WeakMap', keyed('Map', 1)],
	['Record', keyed('Record', 1)],
	['WeakRef', keyed('WeakRef', 0)],
	// Says nothing: what is assigned says more.
	['Function', () => UNKNOWN],
	['Object', () => UNKNOWN],
	['String', named('string')],
	['Number', named('number')],
	['Boolean', named('boolean')],
	['Awaited', ([of = UNKNOWN], linker) => awaitedValue(linker, of)],
	['ReturnType', ([of = UNKNOWN], linker) => callValue(linker, of)],
	['InstanceType', ([of = UNKNOWN], linker) => typeOfValue(linker, of, [])],
]);

export function globalType(linker: Linker, name: string, args: Value[]): Value {
	const model = GLOBAL_TYPES.get(name);
	return model ? model(args, linker) : globalValue([name, 'new']);
}
