import {ts} from '@ts-morph/common';
import {type Clause, type Key, type Literal, SHAPES, type Shape, type SiteRule} from '../../model/rule.ts';
import {bare} from '../flow/bare.ts';
import {type CodeFunction, localFunction} from '../flow/local-functions.ts';
import {foreignOf} from '../foreign.ts';
import {originOf} from '../origins.ts';
import {pathOf} from '../origins-steps.ts';
import {type CallNode, declarationOf, type FileIndex, homeOf} from '../walk.ts';
import {isExported} from './library-changes.ts';
import {isFallible, isNumeric} from './library-forms.ts';
import type {Found, ValueNode} from './library-found.ts';
import {literalOf} from './library-literals.ts';
import {readName, readValue} from './library-options.ts';
import {exitsOf} from './library-returns.ts';
import type {LibraryUses, Use} from './library-uses.ts';

/** One match of one rule in one file. */
export interface Match {
	index: FileIndex;
	uses: LibraryUses;
	use: Use;
	site: SiteRule;
}

export type Answer = 'yes' | 'no' | 'unknown';

/** A value given at a key, and the call it is given to. */
export type Given = Found & {call: CallNode};

const KEY = /^(?:([\w$]+)?#(\d+))?\.?(.*)$/;

/** Everything given at `key`: of the matched call one value, of a method of what it makes one for each call. */
export function valuesAt(match: Match, key: Key): Given[] {
	const [, method, position, path] = KEY.exec(key)!;
	const keys = path ? path.split('.') : [];
	const given = position === undefined ? [{...readOptions(match, keys), call: match.use.call}] : ofCalls();
	match.uses.isOpen ||= given.some(isOpen);
	return given;

	function ofCalls(): Given[] {
		const calls = method ? usesNamed(match, [method]).map(use => use.call) : [match.use.call];
		return calls.map(call => ({...readArgument(match.index, call, Number(position), keys), call}));
	}
}

const isOpen = (given: Found): boolean =>
	given.state === 'unknown' || (given.state === 'present' && given.open === true);

/** Calls of these methods on what the matched call makes, or on what it is itself called on. */
export function usesNamed({uses, use}: Match, methods: readonly string[]): Use[] {
	const made = uses.of.get(use.call) ?? [];
	const beside = (use.made && uses.of.get(use.made)) ?? [];
	return [...made, ...beside].filter(other => methods.includes(other.method));
}

/** The first options argument that says anything counts. */
function readOptions(match: Match, keys: readonly string[]): Found {
	// Behind the library's value where that is an argument itself.
	const first = match.use.given === undefined ? 0 : match.use.given + 1;
	let unknown = false;
	for (const position of match.site.options) {
		const found = readArgument(match.index, match.use.call, first + position, keys);
		if (found.state === 'present') return found;
		unknown ||= found.state === 'unknown';
	}
	return {state: unknown ? 'unknown' : 'absent'};
}

export function readArgument(index: FileIndex, call: CallNode, position: number, keys: readonly string[]): Found {
	const given = call.arguments ?? [];
	const spread = given.findIndex(ts.isSpreadElement);
	if (spread >= 0 && spread <= position) return {state: 'unknown'};
	const argument = given[position];
	return argument ? readValue(index, argument, keys) : {state: 'absent'};
}

/** Any clause, all of its entries. */
export function holds(clauses: readonly Clause[], read: (key: Key) => Given[], index: FileIndex): Answer {
	const answers = clauses.map(clause =>
		every(Object.entries(clause).map(([key, tests]) => some([tests].flat().map(test => asks(index, read(key), test))))),
	);
	return some(answers);
}

export const siteHolds = (match: Match, clauses: readonly Clause[]): Answer =>
	holds(clauses, key => valuesAt(match, key), match.index);

function asks(index: FileIndex, given: readonly Given[], test: Shape | Literal): Answer {
	if (given.length === 0) return test === 'absent' ? 'yes' : 'no';
	return some(given.map(found => answerOf(index, found, test)));
}

/** Several callers that give different things must all give the same answer. */
function answerOf(index: FileIndex, found: Found, test: Shape | Literal): Answer {
	if (found.state !== 'present' || !found.also) return answerOfOne(index, found, test);
	const [first, ...others] = [{...found, also: undefined}, ...found.also].map(one => answerOf(index, one, test));
	return others.every(other => other === first) ? first! : 'unknown';
}

function answerOfOne(index: FileIndex, found: Found, test: Shape | Literal): Answer {
	if (found.state === 'unknown') return 'unknown';
	if (found.state === 'absent') return test === 'absent' ? 'yes' : 'no';
	const told = test === 'present' ? 'yes' : answerOfValue(index, found.value, test);
	return found.open && told === 'yes' && test !== 'present' ? 'unknown' : told;
}

function answerOfValue(index: FileIndex, value: ValueNode, test: Shape | Literal): Answer {
	if (isShape(test)) return SHAPE_TESTS[test](index, value);
	if (typeof test === 'string' && test.startsWith('@')) return isExport(index, value, test.slice(1));
	const literal = literalOf(index, value);
	if (literal) return literal.value === test ? 'yes' : 'no';
	return isObject(value) || isFunction(value) ? 'no' : 'unknown';
}

/** Fluent calls on it (`handleAll.orWhenResult(…)`) leave it what it is. */
function isExport(index: FileIndex, value: ValueNode, path: string): Answer {
	const origin = ts.isMethodDeclaration(value) ? undefined : originOf(index, value);
	if (!origin) return isFunction(value) || isObject(value) || literalOf(index, value) ? 'no' : 'unknown';
	const own = pathOf(origin.steps);
	return answer(own === path || own.startsWith(`${path}.`));
}

const isShape = (test: Shape | Literal): test is Shape => (SHAPES as readonly unknown[]).includes(test);
const answer = (condition: boolean): Answer => (condition ? 'yes' : 'no');

const isObject = (value: ValueNode): boolean =>
	!ts.isMethodDeclaration(value) && ts.isObjectLiteralExpression(bare(value));
const isFunction = (value: ValueNode): boolean =>
	ts.isMethodDeclaration(value) || ts.isArrowFunction(bare(value)) || ts.isFunctionExpression(bare(value));

const SHAPE_TESTS: Record<Shape, (index: FileIndex, value: ValueNode) => Answer> = {
	present: () => 'yes',
	absent: () => 'no',
	literal: (index, value) => answer(literalOf(index, value) !== undefined),
	computed: (index, value) => answer(!literalOf(index, value) && !isObject(value) && !isFunction(value)),
	number: (index, value) => {
		const literal = literalOf(index, value);
		if (literal) return answer(typeof literal.value === 'number' || literal.value === 'Infinity');
		return isObject(value) || isFunction(value) ? 'no' : 'unknown';
	},
	object: (index, value) => {
		const found = readValue(index, value, ['\0']);
		if (isFunction(value) || literalOf(index, value)) return 'no';
		return found.state === 'absent' ? 'yes' : 'unknown';
	},
	function: (index, value) => {
		if (functionAt(index, value)) return 'yes';
		return literalOf(index, value) || isObject(value) ? 'no' : 'unknown';
	},
	substitutes: (index, value) => {
		const fn = functionAt(index, value);
		if (!fn) return 'unknown';
		const {values, unsure} = exitsOf(index, fn.node);
		return values.length > 0 ? 'yes' : unsure.length > 0 ? 'unknown' : 'no';
	},
	fallible: (index, value) => {
		const fn = functionAt(index, value);
		return fn ? answer(isFallible(fn.node)) : literalOf(index, value) || isObject(value) ? 'no' : 'unknown';
	},
	numeric: (index, value) => {
		const fn = functionAt(index, value);
		return fn ? answer(isNumeric(index, fn.node)) : 'unknown';
	},
	rethrows: (index, value) => {
		const fn = functionAt(index, value);
		return fn ? answer(exitsOf(index, fn.node).onlyThrows) : 'unknown';
	},
};

const DEEPEST = 6;

/** The function that a value is, and whether its counter may be another place's too. */
export function functionAt(
	index: FileIndex,
	value: ValueNode,
	depth = 0,
): {node: CodeFunction; shared: boolean} | undefined {
	if (ts.isMethodDeclaration(value)) return {node: value, shared: false};
	const home = homeOf(index, value);
	const found = localFunction(home, value);
	if (!found) return depth < DEEPEST ? namedElsewhere(home, bare(value), depth) : undefined;
	if (found.shared) return found;
	const name = bare(value);
	const declaration = ts.isIdentifier(name) ? declarationOf(home, name) : undefined;
	return {node: found.node, shared: declaration !== undefined && isExported(home, declaration)};
}

/** A function of another file, or a member of an object: others may call it as well. */
function namedElsewhere(
	index: FileIndex,
	name: ts.Expression,
	depth: number,
): {node: CodeFunction; shared: boolean} | undefined {
	if (!ts.isIdentifier(name) && !ts.isPropertyAccessExpression(name)) return undefined;
	const foreign = foreignOf(index, name);
	if (foreign?.kind === 'declaration' && foreign.declaration.kind === 'function') {
		const {node} = foreign.declaration;
		return node.body ? {node: node as CodeFunction, shared: true} : undefined;
	}
	const found = readName(index, name);
	if (found.state !== 'present' || found.open || found.also || bare(name) === found.value) return undefined;
	const fn = functionAt(index, found.value, depth + 1);
	return fn && {node: fn.node, shared: true};
}

function some(answers: readonly Answer[]): Answer {
	if (answers.includes('yes')) return 'yes';
	return answers.includes('unknown') ? 'unknown' : 'no';
}

function every(answers: readonly Answer[]): Answer {
	if (answers.includes('no')) return 'no';
	return answers.includes('unknown') ? 'unknown' : 'yes';
}
