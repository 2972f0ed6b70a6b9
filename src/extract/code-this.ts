import {ts} from '@ts-morph/common';
import type {TermId} from '../model/code.ts';
import {shapeOf} from './code-shapes.ts';
import {intern, NOTHING, type Tables} from './code-tables.ts';
import {typeTerm} from './code-types.ts';
import {termOf} from './terms.ts';
import {declarationOf} from './walk.ts';

/** What `this` or `super` means at `node`. */
export function thisTerm(tables: Tables, node: ts.Node, isSuper: boolean): TermId {
	for (let at = node.parent, from = node; at; from = at, at = at.parent) {
		if (isMemberOfClass(at)) return ofClass(tables, at, from, isSuper);
		if (isSuper) continue;
		if (ts.isMethodDeclaration(at) || ts.isAccessor(at)) return ofObject(tables, at.parent as ts.Expression);
		if (ts.isFunctionExpression(at) || ts.isFunctionDeclaration(at)) return ofFunction(tables, at);
	}
	return NOTHING;
}

function isMemberOfClass(node: ts.Node): node is ts.ClassElement {
	return node.parent !== undefined && ts.isClassLike(node.parent) && ts.isClassElement(node);
}

function ofClass(tables: Tables, member: ts.ClassElement, from: ts.Node, isSuper: boolean): TermId {
	// A computed name is evaluated outside of the class.
	if (member.name === from && ts.isComputedPropertyName(from)) return thisTerm(tables, member.parent, isSuper);
	const isStatic = ts.isClassStaticBlockDeclaration(member) || hasStatic(member);
	const shape = shapeOf(tables, member.parent as ts.ClassLikeDeclaration);
	return intern(tables, {kind: isSuper ? 'super' : 'this', shape, static: isStatic});
}

export const hasStatic = (node: ts.Node): boolean =>
	ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({kind}) => kind === ts.SyntaxKind.StaticKeyword);

/** Of a prototype written as an object what is made with it as well. */
function ofObject(tables: Tables, node: ts.Expression): TermId {
	if (!ts.isObjectLiteralExpression(node)) return NOTHING;
	const self = intern(tables, {kind: 'this', shape: shapeOf(tables, node), static: false});
	const maker = makerOf(node);
	const made = maker ? instanceTerm(tables, maker) : NOTHING;
	return made === NOTHING ? self : intern(tables, {kind: 'both', of: [self, made]});
}

/** `X` of `X.prototype = {…}` and of `X.fn = X.prototype = {…}`. */
function makerOf({parent}: ts.Node): ts.Expression | undefined {
	if (!ts.isBinaryExpression(parent) || parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
	const {left} = parent;
	return ts.isPropertyAccessExpression(left) && left.name.text === 'prototype' ? left.expression : undefined;
}

function ofFunction(tables: Tables, node: ts.FunctionExpression | ts.FunctionDeclaration): TermId {
	const [first] = node.parameters;
	if (first?.type && ts.isIdentifier(first.name) && first.name.text === 'this') return typeTerm(tables, first.type);
	const {parent} = node;
	if (ts.isPropertyAssignment(parent)) return ofObject(tables, parent.parent);
	if (ts.isBinaryExpression(parent) && parent.right === node) return ofAssigned(tables, parent.left);
	const constructs = tables.constructors.has(node) || /^[A-Z]/.test(node.name?.text ?? '');
	return constructs ? intern(tables, {kind: 'made', fn: tables.index.idOf.get(node)!}) : NOTHING;
}

/** `X.prototype.m = function () { this }` and `x.m = function () { this }`. */
function ofAssigned(tables: Tables, left: ts.Expression): TermId {
	if (!ts.isPropertyAccessExpression(left)) return NOTHING;
	const of = left.expression;
	if (!ts.isPropertyAccessExpression(of) || of.name.text !== 'prototype') return termOf(tables, of);
	return instanceTerm(tables, of.expression);
}

/** What `new` of an expression makes. */
export function instanceTerm(tables: Tables, node: ts.Expression): TermId {
	const declaration = ts.isIdentifier(node) ? declarationOf(tables.index, node) : undefined;
	const fn = declaration?.kind === 'function' ? tables.index.idOf.get(declaration.node) : undefined;
	if (fn !== undefined) return intern(tables, {kind: 'made', fn});
	const of = termOf(tables, node);
	return of === NOTHING ? NOTHING : intern(tables, {kind: 'type', of, args: []});
}
