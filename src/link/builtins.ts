import {awaitedValue, elementOf} from './elements.ts';
import type {Linker} from './linker.ts';
import {argumentOf, type CallSite, callValue} from './results.ts';
import {arrayOf, globalValue, isEmpty, primitiveValue, promiseOf, UNKNOWN, unionOf, type Value} from './values.ts';

/** The language's own members, looked up on the value they belong to. */
export function builtinMember(of: Value, name: string): Value {
	switch (of.kind) {
		case 'array':
			return name === 'length' ? primitiveValue('number') : globalValue(['Array', 'new', name], of);
		case 'promise':
			return globalValue(['Promise', 'new', name], of);
		case 'keyed':
			return of.name === 'Record' ? of.of : globalValue([of.name, 'new', name], of);
		case 'primitive':
			// What is undefined here is set somewhere that was not found.
			if (isEmpty(of)) return UNKNOWN;
			return name === 'length' ? primitiveValue('number') : globalValue([of.name, name]);
		case 'function':
		case 'signature':
		case 'callback':
			return globalValue(['Function', 'new', name], of);
		default:
			return UNKNOWN;
	}
}

type External = Extract<Value, {kind: 'external'}>;
type Model = (linker: Linker, self: Value, site: CallSite) => Value;

/** What the function given as first argument returns. */
const ofCallback = (linker: Linker, site: CallSite): Value => callValue(linker, argumentOf(linker, site, 0));
const same: Model = (_linker, self) => self;
const element: Model = (linker, self) => elementOf(linker, self);
const held: Model = (_linker, self) => ('of' in self && !Array.isArray(self.of) ? self.of : UNKNOWN);

const OF_ARRAY: ReadonlyMap<string, Model> = new Map<string, Model>([
	...['find', 'findLast', 'pop', 'shift', 'at'].map((name): [string, Model] => [name, element]),
	...['filter', 'slice', 'concat', 'reverse', 'sort', 'splice', 'toSorted', 'toReversed', 'values', 'fill'].map(
		(name): [string, Model] => [name, (linker, self) => arrayOf(elementOf(linker, self))],
	),
	['map', (linker, _self, site) => arrayOf(ofCallback(linker, site))],
	['flatMap', (linker, _self, site) => arrayOf(elementOf(linker, ofCallback(linker, site)))],
	['flat', (linker, self) => arrayOf(elementOf(linker, elementOf(linker, self)))],
	['entries', (linker, self) => arrayOf(pairOf(primitiveValue('number'), elementOf(linker, self)))],
	[
		'reduce',
		(linker, _self, site) => (site.call.args.length > 1 ? argumentOf(linker, site, 1) : ofCallback(linker, site)),
	],
	['join', () => primitiveValue('string')],
]);

const pairOf = (key: Value, value: Value): Value => ({kind: 'array', of: unionOf([key, value]), items: [key, value]});

const OF_PROMISE: ReadonlyMap<string, Model> = new Map<string, Model>([
	['then', (linker, _self, site) => promiseOf(awaitedValue(linker, ofCallback(linker, site)))],
	[
		'catch',
		(linker, self, site) =>
			promiseOf(unionOf([awaitedValue(linker, self), awaitedValue(linker, ofCallback(linker, site))])),
	],
	['finally', same],
]);

const OF_KEYED: ReadonlyMap<string, Model> = new Map<string, Model>([
	['get', held],
	['deref', held],
	['set', same],
	['add', same],
	['values', (_linker, self) => arrayOf(held(_linker, self, undefined as never))],
	['entries', (_linker, self) => arrayOf(pairOf(UNKNOWN, held(_linker, self, undefined as never)))],
]);

const OF_FUNCTION: ReadonlyMap<string, Model> = new Map<string, Model>([
	['bind', same],
	['call', (linker, self) => callValue(linker, self)],
	['apply', (linker, self) => callValue(linker, self)],
]);

const first: Model = (linker, _self, site) => argumentOf(linker, site, 0);
const anyAwaited: Model = (linker, _self, site) =>
	promiseOf(awaitedValue(linker, elementOf(linker, argumentOf(linker, site, 0))));

/** Functions of the language that hand on what they are given. */
const OF_GLOBAL: ReadonlyMap<string, Model> = new Map<string, Model>([
	['Promise.all', (linker, _self, site) => promiseOf(allAwaited(linker, argumentOf(linker, site, 0)))],
	['Promise.race', anyAwaited],
	['Promise.any', anyAwaited],
	['Promise.resolve', (linker, _self, site) => promiseOf(awaitedValue(linker, argumentOf(linker, site, 0)))],
	['Promise.reject', () => promiseOf(primitiveValue('undefined'))],
	['Object.freeze', first],
	['Object.seal', first],
	['Object.preventExtensions', first],
	['structuredClone', first],
	[
		'Object.assign',
		(linker, _self, site) => ({kind: 'both', of: site.call.args.map((_, i) => argumentOf(linker, site, i))}),
	],
	['Object.values', (linker, _self, site) => arrayOf(valueIn(linker, argumentOf(linker, site, 0)))],
	[
		'Object.entries',
		(linker, _self, site) => arrayOf(pairOf(primitiveValue('string'), valueIn(linker, argumentOf(linker, site, 0)))),
	],
	['Object.keys', () => arrayOf(primitiveValue('string'))],
	['Array.from', (linker, _self, site) => arrayOf(elementOf(linker, argumentOf(linker, site, 0)))],
]);

const valueIn = (linker: Linker, of: Value): Value => (of.kind === 'keyed' ? of.of : elementOf(linker, of));

function allAwaited(linker: Linker, list: Value): Value {
	if (list.kind !== 'array') return arrayOf(awaitedValue(linker, elementOf(linker, list)));
	const items = list.items?.map(item => awaitedValue(linker, item));
	return {kind: 'array', of: awaitedValue(linker, list.of), ...(items && {items})};
}

const BY_OWNER: ReadonlyMap<string, ReadonlyMap<string, Model>> = new Map([
	['array', OF_ARRAY],
	['promise', OF_PROMISE],
	['keyed', OF_KEYED],
	['function', OF_FUNCTION],
	['signature', OF_FUNCTION],
]);

/** What a function outside of the project returns; its path with `()` where no model tells more. */
export function builtinResult(linker: Linker, of: External, site: CallSite | undefined): Value {
	const unmodelled: Value = {kind: 'external', module: of.module, path: [...of.path, '()']};
	if (of.module !== 'global' || !site) return unmodelled;
	if (!of.self) return OF_GLOBAL.get(of.path.join('.'))?.(linker, UNKNOWN, site) ?? unmodelled;
	return BY_OWNER.get(of.self.kind)?.get(of.path.at(-1)!)?.(linker, of.self, site) ?? unmodelled;
}

const WITH_ELEMENT = new Set(['map', 'forEach', 'filter', 'find', 'findIndex', 'findLast', 'some', 'every', 'flatMap']);

/** The function type that a builtin asks of its argument. */
export function builtinCallback(linker: Linker, of: External, index: number, site: CallSite): Value {
	const name = of.path.at(-1)!;
	const {self} = of;
	if (of.module !== 'global' || !self) return UNKNOWN;
	if (self.kind === 'array') return arrayCallback(linker, self, name, index, site);
	if (self.kind === 'promise' && name === 'then' && index === 0) {
		return {kind: 'callback', parameters: [awaitedValue(linker, self)]};
	}
	if (self.kind === 'keyed' && name === 'forEach') return {kind: 'callback', parameters: [self.of, UNKNOWN, self]};
	return UNKNOWN;
}

function arrayCallback(linker: Linker, self: Value, name: string, index: number, site: CallSite): Value {
	if (index !== 0) return UNKNOWN;
	const one = elementOf(linker, self);
	if (WITH_ELEMENT.has(name)) return {kind: 'callback', parameters: [one, primitiveValue('number'), self]};
	if (name === 'sort' || name === 'toSorted') return {kind: 'callback', parameters: [one, one]};
	if (name !== 'reduce') return UNKNOWN;
	const start = site.call.args.length > 1 ? argumentOf(linker, site, 1) : one;
	return {kind: 'callback', parameters: [start, one, primitiveValue('number'), self]};
}
