import {ts} from '@ts-morph/common';
import type {FunctionFact} from '../model/facts.ts';
import {spanOf} from './places.ts';
import {enclosingFunction, type FileIndex, type FunctionNode, isFunctionNode, nodesOf} from './walk.ts';

const MODULE = '<module>';

/** Every function of the file, by id. */
export function extractFunctions(index: FileIndex): FunctionFact[] {
	const loops = nodesOf<ts.ForOfStatement>(index, ts.SyntaxKind.ForOfStatement).filter(loop => loop.awaitModifier);
	const streaming = new Set(loops.map(enclosingFunction));
	return index.functions.map(node => ({
		...spanOf(index, node),
		name: ownName(node) ?? '<anonymous>',
		parent: ts.isSourceFile(node) ? -1 : index.idOf.get(enclosingFunction(node))!,
		...(streaming.has(node) ? {streams: true} : {}),
	}));
}

/**
 * Name of the named function or member around `node` (the node itself counts): `Client.fetch`, `<module>` at top
 * level. Anonymous callbacks have the name of what they stand in, for it is what a reader would look for.
 */
export function functionName(_index: FileIndex, node: ts.Node): string {
	for (let at: ts.Node | undefined = node; at; at = at.parent) {
		const name = isFunctionNode(at) ? ownName(at) : fieldName(at);
		if (name !== undefined) return name;
	}
	return MODULE;
}

/** Code in a field's initialiser runs in the constructor, yet is found under the field. */
function fieldName(node: ts.Node): string | undefined {
	return ts.isPropertyDeclaration(node) && node.initializer ? memberName(node) : undefined;
}

export function ownName(node: FunctionNode): string | undefined {
	if (ts.isSourceFile(node)) return MODULE;
	if (ts.isClassStaticBlockDeclaration(node)) return qualified(holderName(node.parent), 'static');
	if (ts.isConstructorDeclaration(node)) return qualified(holderName(node.parent), 'constructor');
	if (ts.isMethodDeclaration(node) || ts.isAccessor(node)) return memberName(node);
	if (node.name) return ts.isFunctionDeclaration(node) ? inNamespace(node, node.name.text) : boundOr(node);
	if (ts.isFunctionDeclaration(node)) return 'default';
	return boundName(node);
}

/** `const f = function g() {}` is known as f outside. */
const boundOr = (node: ts.FunctionExpression | ts.ArrowFunction): string => boundName(node) ?? node.name!.getText();

function memberName(node: ts.ClassElement | ts.ObjectLiteralElement): string | undefined {
	const name = node.name && keyText(node.name);
	return name === undefined ? undefined : qualified(holderName(node.parent), name);
}

function holderName(holder: ts.Node): string | undefined {
	if (ts.isClassLike(holder) && holder.name) return inNamespace(holder, holder.name.text);
	if (ts.isClassDeclaration(holder)) return 'default';
	if (ts.isClassExpression(holder)) return boundName(holder);
	if (!ts.isObjectLiteralExpression(holder)) return undefined;
	return boundName(holder) ?? returnedFrom(holder);
}

/** The name that an expression is bound to: a variable, property, field, assignment or export. */
function boundName(node: ts.Expression | ts.FunctionDeclaration): string | undefined {
	let at: ts.Node = node;
	while (ts.isParenthesizedExpression(at.parent) || ts.isAsExpression(at.parent) || ts.isSatisfiesExpression(at.parent))
		at = at.parent;
	const {parent} = at;
	if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
	if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) return memberName(parent);
	if (ts.isExportAssignment(parent)) return parent.isExportEquals ? 'exports' : 'default';
	if (ts.isBinaryExpression(parent) && parent.right === at && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
		return assignedName(parent.left);
	}
	return undefined;
}

function assignedName(left: ts.Expression): string | undefined {
	if (ts.isIdentifier(left)) return left.text;
	if (!ts.isPropertyAccessExpression(left)) return undefined;
	const of = left.expression;
	if (of.kind === ts.SyntaxKind.ThisKeyword) return qualified(thisName(left), left.name.text);
	if (ts.isIdentifier(of) && of.text === 'module' && left.name.text === 'exports') return 'exports';
	if (ts.isPropertyAccessExpression(of) && of.name.text === 'prototype') {
		return qualified(assignedName(of.expression), left.name.text);
	}
	return qualified(assignedName(of), left.name.text);
}

/** What `this` is called: the class, the object, or the constructor function around it. */
function thisName(node: ts.Node): string | undefined {
	for (let at = node.parent; at; at = at.parent) {
		if (ts.isClassLike(at)) return holderName(at);
		if (ts.isFunctionDeclaration(at) && at.name) return at.name.text;
	}
	return undefined;
}

/** An object that a function returns is known by that function. */
function returnedFrom(holder: ts.ObjectLiteralExpression): string | undefined {
	const at = ts.isParenthesizedExpression(holder.parent) ? holder.parent : holder;
	const returned = ts.isReturnStatement(at.parent) || (ts.isArrowFunction(at.parent) && at.parent.body === at);
	const around = returned ? enclosingFunction(at) : undefined;
	return around && !ts.isSourceFile(around) ? ownName(around) : undefined;
}

function inNamespace(node: ts.Node, name: string): string {
	const block = node.parent;
	if (!ts.isModuleBlock(block) || !ts.isIdentifier(block.parent.name)) return name;
	return inNamespace(block.parent, `${block.parent.name.text}.${name}`);
}

const qualified = (holder: string | undefined, name: string): string => (holder ? `${holder}.${name}` : name);

/** Text of a key that is written out; undefined for computed ones. */
export function keyText(name: ts.PropertyName | ts.BindingName): string | undefined {
	if (
		ts.isIdentifier(name) ||
		ts.isPrivateIdentifier(name) ||
		ts.isStringLiteralLike(name) ||
		ts.isNumericLiteral(name)
	)
		return name.text;
	if (!ts.isComputedPropertyName(name)) return undefined;
	const {expression} = name;
	if (ts.isStringLiteralLike(expression)) return expression.text;
	return ts.isPropertyAccessExpression(expression) ? `[${expression.getText()}]` : undefined;
}
