import {ts} from '@ts-morph/common';
import {bare} from './flow/bare.ts';
import {isCall} from './flow/traverse.ts';
import {keyText, ownName} from './functions.ts';
import {type CallNode, declarationOf, enclosingFunction, type FileIndex, isFunctionNode} from './walk.ts';

/**
 * Where in its file a site stands, in names that people give to functions, classes and members, from the outside in. No line,
 * no order, no layout and no name of a local variable is part of it. Functions without a name are told apart by what they
 * are registered under: `get(/orders)`.
 */
export function scopePath(index: FileIndex, node: ts.Node): string {
	const parts: string[] = [];
	for (let at = node; !ts.isSourceFile(at); at = at.parent) {
		const part = isFunctionNode(at) ? (nameOfFunction(index, at) ?? registeredAs(index, at)) : nameOfOther(at, node);
		if (part !== undefined) parts.unshift(part);
	}
	return parts.join('/');
}

function nameOfFunction(index: FileIndex, fn: ts.Node): string | undefined {
	const name = isFunctionNode(fn) ? ownName(fn) : undefined;
	const dot = name?.indexOf('.') ?? -1;
	const holder = dot > 0 ? holderOf(fn) : undefined;
	// `const api = {load() {…}}` in a function: what the object is called there, only that function knows.
	return holder && isLocal(index, holder) ? name!.slice(dot + 1) : name;
}

/** The variable that holds the object that a function is a member of. */
function holderOf(fn: ts.Node): ts.Identifier | undefined {
	for (let at = fn; ; at = at.parent) {
		const {parent} = at;
		if (ts.isVariableDeclaration(parent)) return ts.isIdentifier(parent.name) ? parent.name : undefined;
		if (ts.isBinaryExpression(parent)) return rootOf(parent.left);
		const isMember = ts.isObjectLiteralExpression(parent) || ts.isPropertyAssignment(parent);
		if (!isMember && !(ts.isExpression(parent) && bare(parent) === bare(at as ts.Expression))) return undefined;
	}
}

function rootOf(expression: ts.Expression): ts.Identifier | undefined {
	let at = bare(expression);
	while (ts.isPropertyAccessExpression(at)) at = bare(at.expression);
	return ts.isIdentifier(at) ? at : undefined;
}

/** Declared in a function: nobody outside can name it. */
function isLocal(index: FileIndex, name: ts.Identifier): boolean {
	const declaration = declarationOf(index, name);
	return declaration !== undefined && !ts.isSourceFile(enclosingFunction(declaration.name));
}

function nameOfOther(at: ts.Node, site: ts.Node): string | undefined {
	if (ts.isPropertyDeclaration(at) && at.initializer) return keyText(at.name);
	return at === site && ts.isClassLike(at) ? at.name?.text : undefined;
}

/** `get(/orders)` for `app.get('/orders', async () => …)` and `app.route('/orders').get(async () => …)`. */
function registeredAs(index: FileIndex, fn: ts.Node): string | undefined {
	const {parent: call} = fn;
	if (!isCall(call) || !call.arguments?.some(argument => argument === fn)) return undefined;
	const literal = literalIn(call) ?? literalBefore(call);
	return literal === undefined ? undefined : `${stableCallee(index, call)}(${literal})`;
}

const literalIn = (call: CallNode): string | undefined => call.arguments?.find(ts.isStringLiteralLike)?.text;

function literalBefore({expression}: CallNode): string | undefined {
	const receiver = ts.isPropertyAccessExpression(expression) ? bare(expression.expression) : undefined;
	return receiver && ts.isCallExpression(receiver) ? literalIn(receiver) : undefined;
}

const LOCAL = '_';

/** What is called, in names that outlive a renamed local variable; empty where nothing is called. */
export function stableCallee(index: FileIndex, node: ts.Node): string {
	return isCall(node) ? stableName(index, node.expression) : '';
}

/** The same of what is handed over by name: `load` of `new Breaker(load)`, `bind` of `this.load.bind(this)` left out. */
export function stableName(index: FileIndex, expression: ts.Expression): string {
	const at = bare(expression);
	if (ts.isPropertyAccessExpression(at)) return at.name.text;
	if (ts.isElementAccessExpression(at)) {
		const key = bare(at.argumentExpression);
		return ts.isStringLiteralLike(key) ? key.text : '';
	}
	if (at.kind === ts.SyntaxKind.SuperKeyword) return 'super';
	return ts.isIdentifier(at) ? nameOfIdentifier(index, at) : '';
}

function nameOfIdentifier(index: FileIndex, name: ts.Identifier): string {
	const declaration = declarationOf(index, name);
	switch (declaration?.kind) {
		case 'import':
			return /^(\*|default)$/.test(declaration.member) ? lastSegment(declaration.module) : declaration.member;
		case 'binding':
			return boundKey(declaration.node) ?? (isLocal(index, name) ? LOCAL : name.text);
		case 'parameter':
		case 'catch':
			return LOCAL;
		case 'variable':
			return isLocal(index, name) ? LOCAL : name.text;
		default:
			return name.text;
	}
}

/** `query` of `const {query: run} = pool`. */
function boundKey({parent, name, propertyName}: ts.BindingElement): string | undefined {
	return ts.isObjectBindingPattern(parent) ? keyText(propertyName ?? (name as ts.Identifier)) : undefined;
}

/** `client` of `../lib/client.js`. */
const lastSegment = (module: string): string => module.replace(/^.*\/(?=[^/])/, '').replace(/\.[cm]?[jt]sx?$/, '');
