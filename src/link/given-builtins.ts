import type {CallFact, CodeFacts, TermId} from '../model/code.ts';

/** Where what a call of the language's own functions makes comes from. A promise counts as what it becomes. */
export interface HandedOn {
	/** The result may be one of these. */
	values?: TermId[];
	/** The result is taken out of these lists, sets or maps. */
	taken?: TermId[];
	/** The result holds these. */
	items?: TermId[];
	/** The result holds what these hold. */
	lists?: TermId[];
	/** The result may be what these functions return. */
	results?: TermId[];
	/** The result holds what these functions return. */
	mapped?: TermId[];
	/** This function is given what makes the result. */
	executor?: TermId;
}

const TAKERS = new Set(['get', 'pop', 'shift', 'at', 'find', 'findLast']);
const KEEPERS = new Set([
	...['filter', 'slice', 'splice', 'reverse', 'sort', 'toSorted', 'toReversed', 'fill', 'with'],
	...['values', 'entries', '[Symbol.iterator]'],
]);
const COPIES = new Set(['Set', 'Map', 'WeakMap', 'WeakSet']);

/** The result is an element of what the call is made on. */
export const isTaken = ({name}: CallFact): boolean => TAKERS.has(name);

/** Empty for calls of which nothing is known. */
export function handedOn({terms}: CodeFacts, call: CallFact): HandedOn {
	const callee = terms[call.callee];
	const [first = -1] = call.args;
	if (callee?.kind === 'global' && call.new) {
		if (callee.name === 'Promise') return {executor: first};
		return COPIES.has(callee.name) ? {lists: [first]} : {};
	}
	if (callee?.kind !== 'member') return {};
	const holder = terms[callee.of];
	return holder?.kind === 'global'
		? (OF_GLOBAL[`${holder.name}.${call.name}`]?.(call) ?? {})
		: ofMember(call, callee.of);
}

const OF_GLOBAL: Readonly<Record<string, (call: CallFact) => HandedOn>> = {
	'Promise.resolve': ({args}) => ({values: args.slice(0, 1)}),
	'Promise.all': ({args}) => ({lists: args}),
	'Promise.race': ({args}) => ({taken: args}),
	'Promise.any': ({args}) => ({taken: args}),
	'Array.of': ({args}) => ({items: args}),
	'Array.from': ({args: [list, map]}) => (map === undefined ? {lists: [list ?? -1]} : {mapped: [map]}),
	'Object.freeze': ({args}) => ({values: args}),
	'Object.seal': ({args}) => ({values: args}),
	'Object.values': ({args}) => ({lists: args}),
	'Object.entries': ({args}) => ({lists: args}),
};

function ofMember(call: CallFact, of: TermId): HandedOn {
	switch (call.name) {
		case 'bind':
		case 'finally':
			return {values: [of]};
		case 'then':
			return {results: call.args};
		case 'catch':
			return {values: [of], results: call.args};
		case 'concat':
			return {lists: [of, ...call.args], items: call.args};
		case 'map':
		case 'flatMap':
			return {mapped: call.args.slice(0, 1)};
		default:
			if (isTaken(call)) return {taken: [of]};
			return KEEPERS.has(call.name) ? {lists: [of]} : {};
	}
}
