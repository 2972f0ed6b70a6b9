import {ts} from '@ts-morph/common';
import type {TermId, VariableFact} from '../model/code.ts';
import {shapeOf} from './code-shapes.ts';
import {either, intern, NOTHING, primitive, type Tables} from './code-tables.ts';
import {signatureOf, typeTerm} from './code-types.ts';
import {keyText} from './functions.ts';
import {positionOf} from './places.ts';
import type {Declaration} from './scopes.ts';
import {awaited, functionTerm, member, termOf} from './terms.ts';
import {declarationOf, isReference} from './walk.ts';

/** What a declared name means. */
export function declaredTerm(tables: Tables, declaration: Declaration): TermId {
	switch (declaration.kind) {
		case 'import':
			return intern(tables, {kind: 'import', module: declaration.module, member: declaration.member});
		case 'function':
			return declaration.node.body
				? functionTerm(tables, declaration.node)
				: intern(tables, {kind: 'signature', signature: signatureOf(tables, declaration.node)});
		case 'class':
		case 'enum':
		case 'namespace':
			return intern(tables, {kind: 'shape', shape: shapeOf(tables, declaration.node)});
		case 'variable':
		case 'parameter':
			return intern(tables, {kind: 'variable', variable: variableOf(tables, declaration.node)});
		case 'binding':
			return bindingTerm(tables, declaration.node);
		case 'catch':
			return NOTHING;
	}
}

/** Enters a variable, a parameter, or the unnamed value that a pattern takes apart. */
export function variableOf(tables: Tables, node: ts.VariableDeclaration | ts.ParameterDeclaration): number {
	const known = tables.variables.get(node);
	if (known !== undefined) return known;
	const fact: VariableFact = {
		name: ts.isIdentifier(node.name) ? node.name.text : '',
		line: positionOf(tables.index, node.getStart(tables.index.source))[0],
		type: NOTHING,
		init: NOTHING,
	};
	const id = tables.code.variables.push(fact) - 1;
	tables.variables.set(node, id);
	const type = node.type ?? ts.getJSDocType(node);
	if (type) fact.type = typeTerm(tables, type);
	if (ts.isParameter(node)) describeParameter(tables, node, fact);
	else describeVariable(tables, node, fact);
	return id;
}

function describeParameter(tables: Tables, node: ts.ParameterDeclaration, fact: VariableFact): void {
	const fn = tables.index.idOf.get(node.parent);
	if (fn !== undefined) {
		const index = node.parent.parameters.indexOf(node);
		fact.parameter = node.dotDotDotToken ? {fn, index, rest: true} : {fn, index};
	}
	if (fact.type !== NOTHING) return;
	const given = givenAtOnce(node);
	if (given) fact.init = termOf(tables, given);
	else if (node.initializer) fact.init = termOf(tables, node.initializer);
}

/** `(function ($) {…})(jQuery)`: what the only call gives. */
function givenAtOnce(node: ts.ParameterDeclaration): ts.Expression | undefined {
	let at: ts.Node = node.parent;
	if (node.dotDotDotToken || !(ts.isFunctionExpression(at) || ts.isArrowFunction(at))) return undefined;
	while (ts.isParenthesizedExpression(at.parent)) at = at.parent;
	const call = at.parent;
	if (!ts.isCallExpression(call) || call.expression !== at || call.arguments.some(ts.isSpreadElement)) return undefined;
	return call.arguments[node.parent.parameters.indexOf(node)];
}

function describeVariable(tables: Tables, node: ts.VariableDeclaration, fact: VariableFact): void {
	const statement = node.parent.parent;
	if (ts.isForOfStatement(statement)) {
		const list = termOf(tables, statement.expression);
		const element = list === NOTHING ? NOTHING : intern(tables, {kind: 'element', of: list});
		fact.init = statement.awaitModifier ? awaited(tables, element) : element;
	} else if (ts.isForInStatement(statement)) {
		fact.init = primitive(tables, 'string');
	} else if (node.initializer) {
		// The initialiser of an annotated variable is kept as well: it may say more than an interface does.
		fact.init = termOf(tables, node.initializer);
	}
	const isUntold = fact.type === NOTHING || (node.type !== undefined && ts.isFunctionTypeNode(node.type));
	if (isUntold && isOpen(node)) fact.assigned = assignments(tables, node);
}

/** `let x;`, `let x = null`: what is assigned later decides. */
function isOpen(node: ts.VariableDeclaration): boolean {
	const {initializer} = node;
	if (!ts.isVariableDeclarationList(node.parent) || ts.isForOfStatement(node.parent.parent)) return false;
	if (node.parent.flags & ts.NodeFlags.Const) return false;
	return (
		!initializer ||
		initializer.kind === ts.SyntaxKind.NullKeyword ||
		(ts.isIdentifier(initializer) && initializer.text === 'undefined')
	);
}

function assignments(tables: Tables, node: ts.VariableDeclaration): TermId[] {
	if (!ts.isIdentifier(node.name)) return [];
	const {index} = tables;
	const declaration = declarationOf(index, node.name);
	const found: TermId[] = [];
	for (const identifier of index.identifiers.get(node.name.text) ?? []) {
		const {parent} = identifier;
		if (!ts.isBinaryExpression(parent) || parent.left !== identifier || !isReference(identifier)) continue;
		if (parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken || declarationOf(index, identifier) !== declaration)
			continue;
		found.push(termOf(tables, parent.right));
	}
	return found;
}

/** `const {a: {b}} = x` makes b a member of a member of x. */
function bindingTerm(tables: Tables, node: ts.BindingElement): TermId {
	const pattern = node.parent;
	const root = pattern.parent;
	const of = ts.isBindingElement(root)
		? bindingTerm(tables, root)
		: intern(tables, {kind: 'variable', variable: variableOf(tables, root)});
	// The rest of an object still has its members, the rest of a list its elements.
	const part = node.dotDotDotToken ? of : partOf(tables, pattern, node, of);
	if (!node.initializer) return part;
	return part === NOTHING ? termOf(tables, node.initializer) : either(tables, [part, termOf(tables, node.initializer)]);
}

function partOf(tables: Tables, pattern: ts.BindingPattern, node: ts.BindingElement, of: TermId): TermId {
	if (of === NOTHING) return NOTHING;
	if (ts.isArrayBindingPattern(pattern)) {
		return intern(tables, {kind: 'element', of, index: pattern.elements.indexOf(node)});
	}
	const key = keyText(node.propertyName ?? node.name);
	return key === undefined ? NOTHING : member(tables, of, key);
}
