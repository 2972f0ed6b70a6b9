import {ts} from '@ts-morph/common';
import type {Seam} from '../../model/tests.ts';
import {shortText} from '../places.ts';
import type {Declaration} from '../scopes.ts';
import type {Context} from './context.ts';
import {moduleOfFactory} from './module-factories.ts';
import {isFunctionExpression, keyOf, lastName, textOf, wrapped} from './syntax.ts';

const GLOBALS: ReadonlySet<string> = new Set(['global', 'globalThis', 'window', 'self']);

/** Callees that compare or watch: what they are given replaces nothing. */
const ONLY_LOOKS =
	/^(?:expect|assert|equal|notEqual|is|not|same|has|like|ok|true|truthy|calledWith|called|on|once|off|addListener|addEventListener|removeListener|removeEventListener|prependListener|subscribe|listen|observe|watch|use|then|catch|finally|mocked)$|Equal|^(?:to|on)[A-Z]|^(?:an?|be|deep|strict)$|Called/;

const UNKNOWN: Seam = {kind: 'unknown'};

/**
 * Where a function value is put: under a key, over a member, into a call. A variable may be put at several places;
 * at most four are followed.
 */
export function seamsOfValue(context: Context, node: ts.Node, depth = 0): Seam[] {
	const at = wrapped(node);
	const {parent} = at;
	if (!parent || depth > 3) return [];
	if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent))
		return [seamOfProperty(context, parent)];
	if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) {
		return seamsOfVariable(context, context.declared(parent.name), depth);
	}
	if (ts.isBinaryExpression(parent) && parent.right === at) return seamsOfAssignment(context, parent.left, depth);
	if (ts.isPropertyDeclaration(parent)) return [seamOfClassMember(parent)];
	if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== at) {
		return seamsOfArgument(context, parent, at, depth);
	}
	return ts.isCallExpression(parent) ? seamsOfForwarding(context, parent, depth) : [];
}

/** `obj.m = f`, `x = f`. */
export function seamsOfAssignment(context: Context, left: ts.Expression, depth = 0): Seam[] {
	if (ts.isIdentifier(left)) return seamsOfVariable(context, context.declared(left), depth);
	const member = seamOfMember(context, left);
	return member ? [member] : [];
}

/** What `obj.m` replaces when something is put there. */
export function seamOfMember(context: Context, node: ts.Expression): Seam | undefined {
	if (ts.isPropertyAccessExpression(node)) return seamOfNamed(context, node.expression, node.name.text);
	if (!ts.isElementAccessExpression(node)) return undefined;
	const name = textOf(node.argumentExpression);
	return name === undefined ? undefined : seamOfNamed(context, node.expression, name);
}

/** `member` of the object that `object` refers to. */
export function seamOfNamed(context: Context, object: ts.Expression, member: string): Seam {
	if (ts.isIdentifier(object) && GLOBALS.has(object.text) && !context.declared(object))
		return {kind: 'global', name: member};
	const isPrototype = ts.isPropertyAccessExpression(object) && object.name.text === 'prototype';
	const owner = isPrototype ? object.expression : object;
	const name = isPrototype ? lastName(owner) : classOf(context, owner);
	const module = moduleOf(context, owner);
	return {
		kind: 'member',
		object: shortText(context.index, object, 60),
		member,
		...(name && {class: name}),
		...(module && {module}),
	};
}

/** The class of which an identifier holds an instance, by `new` or by its annotation. */
function classOf(context: Context, node: ts.Expression): string | undefined {
	const declaration = context.declared(node);
	if (declaration?.kind !== 'variable' && declaration?.kind !== 'parameter') return undefined;
	const {initializer, type} = declaration.node;
	if (type && ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) return type.typeName.text;
	return initializer && ts.isNewExpression(initializer) ? lastName(initializer.expression) : undefined;
}

function moduleOf(context: Context, node: ts.Expression): string | undefined {
	const declaration = context.declared(node);
	return declaration?.kind === 'import' ? declaration.module : undefined;
}

/** What a function under a key of an object literal replaces, by where the object goes. */
export function seamOfProperty(context: Context, property: ts.ObjectLiteralElementLike): Seam {
	const name = keyOf(property.name);
	if (name === undefined || !ts.isObjectLiteralExpression(property.parent)) return UNKNOWN;
	const literal = wrapped(property.parent);
	const {parent} = literal;
	const specifier = moduleOfFactory(context, literal);
	if (specifier !== undefined) return {kind: 'member', object: specifier, member: name, module: specifier};
	if (ts.isPropertyAssignment(parent)) return ofNested(context, parent, name);
	if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) {
		return {kind: 'member', object: parent.name.text, member: name, ...annotated(parent.type)};
	}
	if (ts.isBinaryExpression(parent) && parent.right === literal && ts.isPropertyAccessExpression(parent.left)) {
		return {kind: 'member', object: shortText(context.index, parent.left, 60), member: name};
	}
	if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== literal) {
		return ofArgumentObject(context, parent, name);
	}
	return {kind: 'option', name};
}

function annotated(type: ts.TypeNode | undefined): {class?: string} {
	return type && ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? {class: type.typeName.text} : {};
}

/** `{client: {query: f}}`: the key of the inner object names it. */
function ofNested(context: Context, outer: ts.PropertyAssignment, member: string): Seam {
	const object = keyOf(outer.name);
	if (object === undefined) return {kind: 'option', name: member};
	const around = seamOfProperty(context, outer);
	if (around.kind !== 'member' || around.module === undefined) return {kind: 'member', object, member};
	// `default: {get: f}` of a module factory is the module itself.
	const isDefault = object === 'default';
	return {kind: 'member', object: isDefault ? around.object : object, member, module: around.module};
}

function ofArgumentObject(context: Context, call: ts.CallExpression | ts.NewExpression, name: string): Seam {
	const callee = lastName(call.expression);
	const [target] = call.arguments ?? [];
	if (callee === 'assign' && target && !ts.isObjectLiteralExpression(target)) return seamOfNamed(context, target, name);
	return {kind: 'option', name, ...(callee && {to: callee})};
}

function seamOfClassMember(node: ts.PropertyDeclaration): Seam {
	const member = keyOf(node.name);
	const name = ts.isClassLike(node.parent) ? node.parent.name?.text : undefined;
	return member === undefined || !name ? UNKNOWN : {kind: 'class', name, members: [member]};
}

function seamsOfVariable(context: Context, declaration: Declaration | undefined, depth: number): Seam[] {
	if (!declaration) return [];
	const found = new Map<string, Seam>();
	for (const use of context.usesOf(declaration)) {
		const isTarget = ts.isBinaryExpression(use.parent) && use.parent.left === use;
		for (const seam of isTarget ? [] : seamsOfValue(context, use, depth + 1)) found.set(JSON.stringify(seam), seam);
		if (found.size >= 4) break;
	}
	return [...found.values()];
}

function seamsOfArgument(
	context: Context,
	call: ts.CallExpression | ts.NewExpression,
	argument: ts.Node,
	depth: number,
): Seam[] {
	const args = call.arguments ?? ([] as unknown as ts.NodeArray<ts.Expression>);
	const {callee, index} = placeOfArgument(call, argument);
	const [first, second] = args;
	if (callee === 'stubGlobal' && index === 1) return [{kind: 'global', name: textOf(first) ?? ''}];
	if (index === 2 && first && textOf(second) !== undefined) return [seamOfNamed(context, first, textOf(second)!)];
	if (isPassedThrough(callee)) return seamsOfValue(context, call, depth + 1);
	if (ONLY_LOOKS.test(callee) || callee === '' || context.blocks.byCall.has(call)) return [];
	return [{kind: 'argument', callee, index}];
}

/** Whom an argument is handed to, and as which: in `f.call(this, operation)` the operation is the first of `f`. */
export function placeOfArgument(
	call: ts.CallExpression | ts.NewExpression,
	argument: ts.Node,
): {callee: string; index: number} {
	const index = call.arguments?.indexOf(argument as ts.Expression) ?? -1;
	const callee = lastName(call.expression);
	const isCalled = callee === 'call' && index > 0 && ts.isPropertyAccessExpression(call.expression);
	return isCalled ? {callee: lastName(call.expression.expression), index: index - 1} : {callee, index};
}

/** `() => f()` under a key stands for `f` under that key. */
function seamsOfForwarding(context: Context, call: ts.CallExpression, depth: number): Seam[] {
	let at: ts.Node = wrapped(call);
	if (ts.isAwaitExpression(at.parent)) at = wrapped(at.parent);
	if (ts.isReturnStatement(at.parent)) at = at.parent.parent.parent;
	else if (ts.isArrowFunction(at.parent) && at.parent.body === at) at = at.parent;
	else return [];
	if (ts.isMethodDeclaration(at)) return ts.isObjectLiteralExpression(at.parent) ? [seamOfProperty(context, at)] : [];
	return isFunctionExpression(at) ? seamsOfValue(context, at, depth + 1) : [];
}

const isPassedThrough = (callee: string) => /^(?:promisify|bind|fn|fake|throttle|debounce)$/.test(callee);
