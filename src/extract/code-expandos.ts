import {ts} from '@ts-morph/common';
import {ANY_MEMBER, type TermId} from '../model/code.ts';
import {NOTHING, type Tables} from './code-tables.ts';
import {instanceTerm, thisTerm} from './code-this.ts';
import {bare} from './flow/bare.ts';
import {functionTerm, isModuleExports, termOf} from './terms.ts';
import {declarationOf, enclosingFunction, nodesOf} from './walk.ts';

/** Finds the functions that are used as classes, before any `this` is read. */
export function markConstructors(tables: Tables): void {
	for (const identifier of tables.index.identifiers.get('prototype') ?? []) {
		const {parent} = identifier;
		if (ts.isPropertyAccessExpression(parent)) mark(tables, parent.expression);
	}
	for (const call of tables.index.calls) {
		if (ts.isNewExpression(call)) mark(tables, call.expression);
		else if (isInherits(call)) mark(tables, call.arguments[0]!);
	}
}

function mark(tables: Tables, node: ts.Expression): void {
	const declaration = ts.isIdentifier(node) ? declarationOf(tables.index, node) : undefined;
	if (declaration?.kind === 'function') tables.constructors.add(declaration.node);
	if (declaration?.kind === 'variable' && declaration.node.initializer) {
		tables.constructors.add(declaration.node.initializer);
	}
}

/** Members that are added to things after they were declared. */
export function extractExpandos(tables: Tables): void {
	for (const node of nodesOf<ts.BinaryExpression>(tables.index, ts.SyntaxKind.BinaryExpression)) {
		if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) continue;
		if (ts.isPropertyAccessExpression(node.left)) extractAssignment(tables, node.left, node.right);
		else if (ts.isElementAccessExpression(node.left)) {
			handOn(tables, node);
			putSomewhere(tables, node.left, node.right);
		}
	}
	for (const call of tables.index.calls) {
		if (ts.isNewExpression(call)) continue;
		if (isInherits(call)) add(tables, call.arguments[0]!, true, '', instanceTerm(tables, call.arguments[1]!));
		else if (isAssign(call)) extractAssign(tables, call);
		else if (isExtended(call)) extractExtended(tables, call);
		else extractBorrowed(tables, call);
	}
}

function extractAssignment(tables: Tables, left: ts.PropertyAccessExpression, right: ts.Expression): void {
	const of = left.expression;
	const name = left.name.text;
	if (isModuleExports(tables, left)) return;
	if (mayBeFunction(right) || isBound(right)) {
		tables.code.puts ??= [];
		tables.code.puts.push({of: termOf(tables, of), name, value: termOf(tables, right)});
	}
	if (of.kind === ts.SyntaxKind.ThisKeyword) {
		const self = thisTerm(tables, of, false);
		if (self !== NOTHING) tables.code.expandos.push({of: self, instance: false, name, value: termOf(tables, right)});
	} else if (name === 'prototype') {
		add(tables, of, true, '', prototypeTerm(tables, right));
	} else if (ts.isPropertyAccessExpression(of) && of.name.text === 'prototype') {
		add(tables, of.expression, true, name, termOf(tables, right));
	} else if (isDeclared(tables, of)) {
		add(tables, of, false, name, termOf(tables, right));
	}
	if (of.kind !== ts.SyntaxKind.ThisKeyword) handOn(tables, left.parent as ts.BinaryExpression);
}

/** `X.prototype[name] = make(name)` in a loop: any method of an X that nothing declares may be that. */
function putSomewhere(tables: Tables, left: ts.ElementAccessExpression, right: ts.Expression): void {
	if (!mayBeFunction(right) && !ts.isCallExpression(bare(right))) return;
	const {expression} = left;
	const isPrototype = ts.isPropertyAccessExpression(expression) && expression.name.text === 'prototype';
	const of = isPrototype ? instanceTerm(tables, expression.expression) : termOf(tables, expression);
	if (of === NOTHING) return;
	tables.code.puts ??= [];
	tables.code.puts.push({of, name: ANY_MEMBER, value: termOf(tables, right)});
}

const isBound = (node: ts.Expression): boolean =>
	ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'bind';

/** A function put somewhere else is run by whoever finds it there. */
function handOn(tables: Tables, node: ts.BinaryExpression): void {
	if (!mayBeFunction(node.right)) return;
	const owner = tables.index.idOf.get(enclosingFunction(node)) ?? 0;
	tables.code.handed.push({owner, value: functionTerm(tables, bare(node.right))});
}

/** `Object.create(Base.prototype)`, `new Base()`, `{…}`. */
function prototypeTerm(tables: Tables, node: ts.Expression): TermId {
	if (!ts.isCallExpression(node) || !node.arguments[0]) return termOf(tables, node);
	const [base] = node.arguments;
	const isPrototype = ts.isPropertyAccessExpression(base) && base.name.text === 'prototype';
	return isPrototype ? instanceTerm(tables, base.expression) : termOf(tables, base);
}

/** `jQuery.fn.extend = f` as well. */
function isDeclared(tables: Tables, node: ts.Expression): boolean {
	if (ts.isPropertyAccessExpression(node)) return isDeclared(tables, node.expression);
	if (!ts.isIdentifier(node)) return false;
	const kind = declarationOf(tables.index, node)?.kind;
	return kind === 'function' || kind === 'class' || kind === 'variable' || kind === 'namespace';
}

function mayBeFunction(node: ts.Expression): boolean {
	const value = bare(node);
	return ts.isArrowFunction(value) || ts.isFunctionExpression(value);
}

function add(tables: Tables, node: ts.Expression, instance: boolean, name: string, value: TermId): void {
	const of = ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) ? termOf(tables, node) : NOTHING;
	if (of !== NOTHING && value !== NOTHING) tables.code.expandos.push({of, instance, name, value});
}

/** `util.inherits(Derived, Base)`, `inherits(Derived, Base)`. */
function isInherits(node: ts.CallExpression | ts.NewExpression): node is ts.CallExpression {
	if (!ts.isCallExpression(node) || node.arguments.length !== 2) return false;
	const callee = node.expression;
	const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
	return ts.isIdentifier(name) && name.text === 'inherits';
}

const COPIES = new Set(['assign', 'extend', 'mixin', '_extend']);

/** `Object.assign(target, …)`, and what libraries of the time before it call so. */
function isAssign(node: ts.CallExpression): boolean {
	const callee = node.expression;
	const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : ts.isIdentifier(callee) ? callee.text : '';
	return COPIES.has(name) && node.arguments.length > 1 && !ts.isObjectLiteralExpression(node.arguments[0]!);
}

/** `jQuery.fn.extend({…})`: members for the thing itself. */
function isExtended(node: ts.CallExpression): boolean {
	const [added, ...more] = node.arguments;
	const callee = node.expression;
	return (
		added !== undefined &&
		more.length === 0 &&
		ts.isObjectLiteralExpression(added) &&
		ts.isExpressionStatement(node.parent) &&
		ts.isPropertyAccessExpression(callee) &&
		(callee.name.text === 'extend' || callee.name.text === 'implement')
	);
}

/** `implement` of a class library speaks of what the class makes. */
function extractExtended(tables: Tables, call: ts.CallExpression): void {
	const callee = call.expression as ts.PropertyAccessExpression;
	add(tables, callee.expression, callee.name.text === 'implement', '', termOf(tables, call.arguments[0]!));
}

/** `Base.call(this, …)` in a constructor function: what the one puts on `this` the other has. */
function extractBorrowed(tables: Tables, {expression: callee, arguments: [self]}: ts.CallExpression): void {
	if (!ts.isPropertyAccessExpression(callee) || (callee.name.text !== 'call' && callee.name.text !== 'apply')) return;
	const target = self && selfTerm(tables, self);
	if (target === undefined || tables.code.terms[target]?.kind !== 'made') return;
	const value = instanceTerm(tables, callee.expression);
	if (value !== NOTHING) tables.code.expandos.push({of: target, instance: false, name: '', value});
}

/** `this`, or `const self = this`. */
function selfTerm(tables: Tables, node: ts.Expression): TermId | undefined {
	if (node.kind === ts.SyntaxKind.ThisKeyword) return thisTerm(tables, node, false);
	const declaration = ts.isIdentifier(node) ? declarationOf(tables.index, node) : undefined;
	const from = declaration?.kind === 'variable' ? declaration.node.initializer : undefined;
	return from?.kind === ts.SyntaxKind.ThisKeyword ? thisTerm(tables, from, false) : undefined;
}

/** `Object.assign(X.prototype, {…})`, `Object.assign(this, x)`. */
function extractAssign(tables: Tables, node: ts.CallExpression): void {
	const [target, ...sources] = node.arguments;
	if (!target || ts.isSpreadElement(target)) return;
	const onPrototype = ts.isPropertyAccessExpression(target) && target.name.text === 'prototype';
	const of = onPrototype ? termOf(tables, target.expression) : termOf(tables, target);
	if (of === NOTHING) return;
	for (const source of sources) {
		const value = ts.isSpreadElement(source) ? NOTHING : termOf(tables, source);
		if (value !== NOTHING) tables.code.expandos.push({of, instance: onPrototype, name: '', value});
	}
}
