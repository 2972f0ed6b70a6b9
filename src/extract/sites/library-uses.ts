import {ts} from '@ts-morph/common';
import type {LibraryRule, RuleBook} from '../../model/rule.ts';
import {bare} from '../flow/bare.ts';
import {calleeName} from '../flow/traverse.ts';
import {originOf} from '../origins.ts';
import {hasConstructor, isConstruction} from '../origins-classes.ts';
import {type Origin, pathOf} from '../origins-steps.ts';
import {requireSpecifier} from '../scopes.ts';
import {type CallNode, type FileIndex, homeOf, nodesOf} from '../walk.ts';

/** A call of something that a library of the catalogue provides. */
export interface Use {
	call: CallNode;
	rule: LibraryRule;
	/** The callee as rules write it, fluent methods left out. */
	path: string;
	/** Last step of the path, of the path before it: `on` and `default()` of `default().on`. */
	method: string;
	receiver: string;
	/** The call that made what this one is called on. */
	made?: CallNode;
	/** The library's value is no callee but the argument at this index. */
	given?: number;
}

export interface LibraryUses {
	all: Use[];
	/** By the call that made what they are called on. */
	of: Map<CallNode, Use[]>;
	/** Something that the file alone does not tell was asked for. */
	isOpen?: boolean;
}

/** Every call of the file that leads to a library of the book; with `wanted` of these calls only. */
export function collectUses(index: FileIndex, book: RuleBook, wanted?: ReadonlySet<number>): LibraryUses {
	const uses: LibraryUses = {all: [], of: new Map()};
	if (!wanted && !importsAny(index, book)) return uses;
	for (const [id, call] of index.calls.entries()) {
		if (wanted && !wanted.has(id)) continue;
		const use = useOf(index, book, call);
		if (use) add(uses, use);
		for (const given of givenTo(index, book, call)) add(uses, given);
	}
	addConstructions(index, uses);
	return uses;
}

function add({all, of}: LibraryUses, use: Use): void {
	all.push(use);
	if (!use.made) return;
	const known = of.get(use.made);
	if (known) known.push(use);
	else of.set(use.made, [use]);
}

/** `app.register(rateLimit, …)`: what the library exports is handed to a call of something else. */
function givenTo(index: FileIndex, book: RuleBook, call: CallNode): Use[] {
	const method = calleeName(call);
	return (call.arguments ?? []).flatMap((argument, given) => {
		const origin = originOf(index, argument);
		if (!origin || !Object.hasOwn(book.modules, origin.module)) return [];
		const rule = book.packages[book.modules[origin.module]!]!;
		if (!rule.sites.some(site => site.to?.includes(method))) return [];
		return [{call, rule, path: pathOf(stepsIn(rule, origin)), method, receiver: '', given}];
	});
}

/** `new Client()` where `Client` is what the library's value was given to make. */
function addConstructions(index: FileIndex, {all, of}: LibraryUses): void {
	const makers = new Map(all.filter(({given}) => given !== undefined).map(use => [use.call, use]));
	if (makers.size === 0) return;
	for (const call of index.calls) {
		if (!isConstruction(call)) continue;
		const made = originOf(index, call.expression)?.made;
		const maker = made && makers.get(made);
		if (!maker) continue;
		const use: Use = {call, rule: maker.rule, path: '', method: 'new', receiver: '', made};
		of.set(made, [...(of.get(made) ?? []), use]);
	}
}

/** Most files import nothing of the catalogue, and cost nothing. */
function importsAny(index: FileIndex, book: RuleBook): boolean {
	const has = (module: string | undefined) =>
		module !== undefined && Object.hasOwn(book.modules, index.named?.(module) ?? module);
	const imports = nodesOf<ts.ImportDeclaration>(index, ts.SyntaxKind.ImportDeclaration);
	if (imports.some(({moduleSpecifier}) => ts.isStringLiteral(moduleSpecifier) && has(moduleSpecifier.text)))
		return true;
	const equals = nodesOf<ts.ImportEqualsDeclaration>(index, ts.SyntaxKind.ImportEqualsDeclaration);
	if (equals.length > 0) return true;
	return index.calls.some(call => has(requireSpecifier(call)));
}

function useOf(index: FileIndex, book: RuleBook, call: CallNode): Use | undefined {
	const origin = calledBy(index, call);
	if (!origin || !Object.hasOwn(book.modules, origin.module)) return undefined;
	// Its `super(…)` is where the options are.
	if (ts.isNewExpression(call) && origin.classes?.some(hasConstructor)) return undefined;
	const rule = book.packages[book.modules[origin.module]!]!;
	const steps = stepsIn(rule, origin);
	const method = steps.at(-1) ?? 'default';
	const made = origin.made && madeBy(index, origin.made, rule.fluent);
	return {call, rule, path: pathOf(steps), method, receiver: pathOf(steps.slice(0, -1)), made};
}

/** What the rest of the project tells counts where the syntax does not lead there. */
function calledBy(index: FileIndex, call: CallNode): Pick<Origin, 'module' | 'steps' | 'made' | 'classes'> | undefined {
	return originOf(index, call.expression) ?? homeOf(index, call).others?.calledOf(call);
}

/** From the package: a module that is one of its members is a step itself. */
export function stepsIn({members, fluent}: LibraryRule, {module, steps}: Pick<Origin, 'module' | 'steps'>): string[] {
	const first = members && Object.hasOwn(members, module) ? members[module]! : [];
	return withoutFluent([...first, ...steps], fluent);
}

function withoutFluent(steps: readonly string[], fluent: readonly string[]): string[] {
	const kept: string[] = [];
	for (let i = 0; i < steps.length; i++) {
		if (steps[i + 1] === '()' && fluent.includes(steps[i]!)) i++;
		else kept.push(steps[i]!);
	}
	return kept;
}

/** The call that put what `made` made into one with others. */
export function wrapperOf(index: FileIndex, uses: LibraryUses, made: Use): Use | undefined {
	return uses.all.find(
		({call, path, rule}) =>
			rule === made.rule &&
			rule.wrappers.includes(path) &&
			call.arguments?.some(argument => {
				const origin = originOf(index, argument);
				return origin?.made && madeBy(index, origin.made, rule.fluent) === made.call;
			}),
	);
}

/** What a chain of fluent calls hangs on: of `new Worker().on(…)` the worker. */
function madeBy(index: FileIndex, call: CallNode, fluent: readonly string[]): CallNode {
	const callee = bare(call.expression);
	if (!ts.isPropertyAccessExpression(callee) || !fluent.includes(callee.name.text)) return call;
	const inner = originOf(index, callee.expression)?.made;
	return inner ? madeBy(index, inner, fluent) : call;
}
