import {ts} from '@ts-morph/common';
import type {CodeFunction} from '../flow/local-functions.ts';
import {isFunctionNode} from '../walk.ts';

export function isNamed(fn: CodeFunction): boolean {
	return nameOf(fn) !== '';
}

export function nameOf(fn: CodeFunction): string {
	if (fn.name && 'text' in fn.name) return fn.name.text;
	const {parent} = fn;
	if (
		(ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent)) &&
		'text' in parent.name
	) {
		return parent.name.text;
	}
	if (ts.isBinaryExpression(parent) && ts.isPropertyAccessExpression(parent.left)) return parent.left.name.text;
	return ts.isBinaryExpression(parent) && ts.isIdentifier(parent.left) ? parent.left.text : '';
}

/** The declaration that gives a function its name: its span begins where a reader looks for it. */
export function holderOf(fn: CodeFunction): ts.Node {
	const {parent} = fn;
	if (ts.isVariableDeclaration(parent) && ts.isVariableStatement(parent.parent.parent)) return parent.parent.parent;
	if (ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent;
	return fn;
}

/** The function around a node that is a function node with a body of its own. */
export function functionAround(node: ts.Node): CodeFunction | undefined {
	let at = node.parent;
	while (at && !isFunctionNode(at)) at = at.parent;
	return at && !ts.isSourceFile(at) && !ts.isClassStaticBlockDeclaration(at) ? (at as CodeFunction) : undefined;
}

/** The nearest function around that has a name, the function itself included; the outermost where none has. */
export function namedOutside(fn: CodeFunction): CodeFunction {
	let at = fn;
	for (let outer = functionAround(at); !isNamed(at) && outer; outer = functionAround(at)) at = outer;
	return at;
}

/** The own name of the nearest function around that has one; a function known only by its variable is passed over. */
export function nameAround(node: ts.Node): string {
	for (let at = node.parent; at; at = at.parent) {
		if (ts.isFunctionLike(at) && at.name && 'text' in at.name) return String(at.name.text);
	}
	return '';
}
