import {ts} from '@ts-morph/common';
import type {MemberFact, ShapeFact} from '../model/code.ts';
import {contextOf} from './code-context.ts';
import {intern, NOTHING, type Tables} from './code-tables.ts';
import {hasStatic} from './code-this.ts';
import {interfacesNamed} from './code-type-names.ts';
import {genericsOf, heritageTerm, signatureOf, typeTerm} from './code-types.ts';
import {declaredTerm} from './code-variables.ts';
import {keyText} from './functions.ts';
import {positionOf} from './places.ts';
import {termOf} from './terms.ts';
import {enclosingFunction} from './walk.ts';

export type ShapeNode =
	| ts.ClassLikeDeclaration
	| ts.ObjectLiteralExpression
	| ts.InterfaceDeclaration
	| ts.TypeLiteralNode
	| ts.ConstructorTypeNode
	| ts.EnumDeclaration
	| ts.ModuleDeclaration;

/** Enters something with members; interfaces of one name, or of a class's name, are one shape. */
export function shapeOf(tables: Tables, node: ShapeNode): number {
	const known = tables.shapes.get(node);
	if (known !== undefined) return known;
	const shape = emptyShape(tables, node);
	const id = tables.code.shapes.push(shape) - 1;
	tables.shapes.set(node, id);
	if (ts.isClassLike(node)) describeClass(tables, node, shape, id);
	else if (ts.isObjectLiteralExpression(node)) describeObject(tables, node, shape);
	else if (ts.isInterfaceDeclaration(node))
		describeInterfaces(tables, interfacesNamed(node, node.name.text), shape, id);
	else if (ts.isTypeLiteralNode(node)) addMembers(tables, node.members, shape);
	else if (ts.isConstructorTypeNode(node)) shape.makes.push(signatureOf(tables, node));
	else if (ts.isModuleDeclaration(node)) describeNamespace(tables, node, shape);
	return id;
}

function emptyShape(tables: Tables, node: ShapeNode): ShapeFact {
	const name = 'name' in node && node.name && ts.isIdentifier(node.name) ? node.name.text : '';
	return {
		kind: kindOf(node),
		name,
		line: lineOf(tables, node),
		members: [],
		extends: [],
		implements: [],
		generics: 'typeParameters' in node ? genericsOf(tables, node.typeParameters) : [],
		construct: -1,
		calls: [],
		makes: [],
		index: NOTHING,
		spreads: [],
		context: NOTHING,
		owner: tables.index.idOf.get(enclosingFunction(node)) ?? 0,
	};
}

function kindOf(node: ShapeNode): ShapeFact['kind'] {
	if (ts.isClassLike(node)) return 'class';
	if (ts.isObjectLiteralExpression(node)) return 'object';
	if (ts.isEnumDeclaration(node)) return 'enum';
	return ts.isModuleDeclaration(node) ? 'namespace' : 'interface';
}

const lineOf = (tables: Tables, node: ts.Node): number =>
	positionOf(tables.index, node.getStart(tables.index.source))[0];

function describeClass(tables: Tables, node: ts.ClassLikeDeclaration, shape: ShapeFact, id: number): void {
	for (const clause of node.heritageClauses ?? []) {
		const list = clause.token === ts.SyntaxKind.ExtendsKeyword ? shape.extends : shape.implements;
		list.push(...clause.types.map(type => heritageTerm(tables, type)));
	}
	if (node.name && ts.isClassDeclaration(node)) {
		describeInterfaces(tables, interfacesNamed(node, node.name.text), shape, id);
	}
	shape.decorators = decoratorsOf(tables, node);
	for (const member of node.members) addClassMember(tables, member, shape);
}

function addClassMember(tables: Tables, member: ts.ClassElement, shape: ShapeFact): void {
	if (ts.isConstructorDeclaration(member)) {
		for (const parameter of member.parameters) addParameterProperty(tables, parameter, shape);
		if (member.body) shape.construct = tables.index.idOf.get(member)!;
		return;
	}
	const name = member.name && keyText(member.name);
	if (name === undefined) return;
	if (ts.isMethodDeclaration(member)) {
		addMethod(tables, shape, member, name);
	} else if (ts.isPropertyDeclaration(member)) {
		const fact = addMember(tables, shape, member, name);
		if (member.type ?? ts.getJSDocType(member)) fact.type = typeTerm(tables, (member.type ?? ts.getJSDocType(member))!);
		if (member.initializer) fact.value = termOf(tables, member.initializer);
	} else if (ts.isGetAccessor(member)) {
		const fact = addMember(tables, shape, member, name);
		fact.getter = true;
		if (member.body) fact.fn = tables.index.idOf.get(member)!;
		if (member.type) fact.type = typeTerm(tables, member.type);
	} else if (ts.isSetAccessor(member)) {
		addSetter(tables, shape, member, name);
	}
}

/** A list of its own: a member that is only written has no value to be found. */
function addSetter(tables: Tables, shape: ShapeFact, node: ts.SetAccessorDeclaration, name: string): void {
	if (!node.body) return;
	shape.setters ??= [];
	shape.setters.push({name, fn: tables.index.idOf.get(node)!, ...(hasStatic(node) && {static: true as const})});
}

/** Overloads and the body of a method are one member; declarations without body give its types. */
function addMethod(tables: Tables, shape: ShapeFact, node: ts.MethodDeclaration, name: string): void {
	const isStatic = hasStatic(node);
	const known = shape.members.find(fact => fact.name === name && (fact.static ?? false) === isStatic);
	const fact = known ?? addMember(tables, shape, node, name);
	if (node.body) fact.fn = tables.index.idOf.get(node)!;
	else if (fact.type === NOTHING) fact.type = intern(tables, {kind: 'signature', signature: signatureOf(tables, node)});
}

/** `constructor(private readonly db: Db)` */
function addParameterProperty(tables: Tables, node: ts.ParameterDeclaration, shape: ShapeFact): void {
	if (!ts.isIdentifier(node.name) || !ts.isParameterPropertyDeclaration(node, node.parent)) return;
	const fact = addMember(tables, shape, node, node.name.text);
	if (node.type) fact.type = typeTerm(tables, node.type);
	if (node.initializer) fact.value = termOf(tables, node.initializer);
}

function addMember(tables: Tables, shape: ShapeFact, node: ts.Node, name: string): MemberFact {
	const fact: MemberFact = {name, line: lineOf(tables, node), type: NOTHING, value: NOTHING};
	if (hasStatic(node)) fact.static = true;
	if (isHidden(node)) fact.hidden = true;
	const decorators = decoratorsOf(tables, node);
	if (decorators) fact.decorators = decorators;
	shape.members.push(fact);
	return fact;
}

function isHidden(node: ts.Node): boolean {
	if ('name' in node && node.name && ts.isPrivateIdentifier(node.name as ts.Node)) return true;
	return (ts.getCombinedModifierFlags(node as ts.Declaration) & ts.ModifierFlags.NonPublicAccessibilityModifier) !== 0;
}

function decoratorsOf(tables: Tables, node: ts.Node): number[] | undefined {
	const decorators = ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : [];
	const calls = decorators.flatMap(({expression}) => tables.index.idOf.get(expression) ?? []);
	return calls.length > 0 ? calls : undefined;
}

function describeInterfaces(tables: Tables, nodes: ts.InterfaceDeclaration[], shape: ShapeFact, id: number): void {
	for (const node of nodes) {
		tables.shapes.set(node, id);
		for (const clause of node.heritageClauses ?? []) {
			shape.extends.push(...clause.types.map(type => heritageTerm(tables, type)));
		}
		addMembers(tables, node.members, shape);
	}
}

function addMembers(tables: Tables, members: readonly ts.TypeElement[], shape: ShapeFact): void {
	for (const member of members) {
		if (ts.isCallSignatureDeclaration(member)) shape.calls.push(signatureOf(tables, member));
		else if (ts.isConstructSignatureDeclaration(member)) shape.makes.push(signatureOf(tables, member));
		else if (ts.isIndexSignatureDeclaration(member)) shape.index = typeTerm(tables, member.type);
		else addTypeMember(tables, member, shape);
	}
}

function addTypeMember(tables: Tables, member: ts.TypeElement, shape: ShapeFact): void {
	const name = member.name && keyText(member.name);
	if (name === undefined) return;
	const known = ts.isMethodSignature(member) && shape.members.find(fact => fact.name === name);
	// Overloads of one method: each of them may be meant.
	const fact = known || addMember(tables, shape, member, name);
	const term = typeOfMember(tables, member);
	fact.type = fact.type === NOTHING ? term : intern(tables, {kind: 'either', of: [fact.type, term]});
}

function typeOfMember(tables: Tables, member: ts.TypeElement): number {
	if (ts.isMethodSignature(member)) return intern(tables, {kind: 'signature', signature: signatureOf(tables, member)});
	const {type} = member as ts.PropertySignature;
	return type ? typeTerm(tables, type) : NOTHING;
}

function describeObject(tables: Tables, node: ts.ObjectLiteralExpression, shape: ShapeFact): void {
	shape.context = contextOf(tables, node);
	for (const property of node.properties) {
		if (ts.isSpreadAssignment(property)) {
			shape.spreads.push(termOf(tables, property.expression));
			continue;
		}
		const name = keyText(property.name);
		if (name === undefined) {
			if (ts.isPropertyAssignment(property) && shape.index === NOTHING)
				shape.index = termOf(tables, property.initializer);
			continue;
		}
		if (ts.isSetAccessor(property)) {
			addSetter(tables, shape, property, name);
			continue;
		}
		const fact = addMember(tables, shape, property, name);
		if (ts.isMethodDeclaration(property)) fact.fn = tables.index.idOf.get(property)!;
		else if (ts.isPropertyAssignment(property)) fact.value = termOf(tables, property.initializer);
		else if (ts.isShorthandPropertyAssignment(property)) fact.value = termOf(tables, property.name);
		else if (ts.isGetAccessor(property)) Object.assign(fact, {fn: tables.index.idOf.get(property), getter: true});
	}
}

/** Exported or not: who is outside cannot write the name of what is not exported. */
function describeNamespace(tables: Tables, node: ts.ModuleDeclaration, shape: ShapeFact): void {
	if (!node.body || !ts.isModuleBlock(node.body)) return;
	for (const [name, declaration] of tables.index.scopes.get(node.body) ?? []) {
		addMember(tables, shape, declaration.name, name).value = declaredTerm(tables, declaration);
	}
	for (const statement of node.body.statements) {
		if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) continue;
		// Types share the table of values: a namespace is asked for either by what stands around the name.
		if (shape.members.some(fact => fact.name === statement.name.text)) continue;
		addMember(tables, shape, statement, statement.name.text).value = typeInNamespace(tables, statement);
	}
}

function typeInNamespace(tables: Tables, node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): number {
	return ts.isInterfaceDeclaration(node)
		? intern(tables, {kind: 'shape', shape: shapeOf(tables, node)})
		: typeTerm(tables, node.type);
}
