import {ts} from '@ts-morph/common';
import type {SignatureFact, TermId} from '../model/code.ts';
import {shapeOf} from './code-shapes.ts';
import {either, intern, MOST_DEPTH, NOTHING, primitive, type Tables} from './code-tables.ts';
import {thisTerm} from './code-this.ts';
import {lookUpType} from './code-type-names.ts';
import {declaredTerm} from './code-variables.ts';
import {positionOf} from './places.ts';
import {member, termOf, textTerm} from './terms.ts';
import {declarationOf} from './walk.ts';

/** The term of a type: it stands for a value of that type. Broken code lacks types where the grammar asks for them. */
export function typeTerm(tables: Tables, node: ts.TypeNode | undefined): TermId {
	if (!node || tables.depth > MOST_DEPTH) return NOTHING;
	tables.depth++;
	const read = READERS[node.kind];
	const term = read ? read(tables, node as never) : NOTHING;
	tables.depth--;
	return term;
}

type Reader = (tables: Tables, node: never) => TermId;

const inner: Reader = (tables, node: {type: ts.TypeNode}) => typeTerm(tables, node.type);
const named =
	(name: string): Reader =>
	tables =>
		primitive(tables, name);
const signature: Reader = (tables, node: ts.SignatureDeclaration) =>
	intern(tables, {kind: 'signature', signature: signatureOf(tables, node)});

const READERS: Partial<Record<ts.SyntaxKind, Reader>> = {
	[ts.SyntaxKind.TypeReference]: (tables, node: ts.TypeReferenceNode) =>
		referenceTerm(tables, node.typeName, node.typeArguments),
	[ts.SyntaxKind.ExpressionWithTypeArguments]: (tables, node: ts.ExpressionWithTypeArguments) =>
		heritageTerm(tables, node),
	[ts.SyntaxKind.ImportType]: (tables, node: ts.ImportTypeNode) => importTerm(tables, node),
	[ts.SyntaxKind.TypeQuery]: (tables, node: ts.TypeQueryNode) => valueOfName(tables, node.exprName),
	[ts.SyntaxKind.ArrayType]: (tables, node: ts.ArrayTypeNode) => arrayTerm(tables, typeTerm(tables, node.elementType)),
	[ts.SyntaxKind.TupleType]: (tables, node: ts.TupleTypeNode) => tupleTerm(tables, node),
	[ts.SyntaxKind.UnionType]: (tables, node: ts.UnionTypeNode) => unionTerm(tables, node.types),
	[ts.SyntaxKind.IntersectionType]: (tables, node: ts.IntersectionTypeNode) =>
		intern(tables, {kind: 'both', of: node.types.map(type => typeTerm(tables, type))}),
	[ts.SyntaxKind.FunctionType]: signature,
	[ts.SyntaxKind.JSDocFunctionType]: signature,
	[ts.SyntaxKind.ConstructorType]: (tables, node: ts.ConstructorTypeNode) =>
		intern(tables, {kind: 'shape', shape: shapeOf(tables, node)}),
	[ts.SyntaxKind.TypeLiteral]: (tables, node: ts.TypeLiteralNode) => shapeTerm(tables, node),
	[ts.SyntaxKind.ParenthesizedType]: inner,
	[ts.SyntaxKind.OptionalType]: inner,
	[ts.SyntaxKind.NamedTupleMember]: inner,
	[ts.SyntaxKind.JSDocTypeExpression]: inner,
	[ts.SyntaxKind.JSDocNullableType]: inner,
	[ts.SyntaxKind.JSDocNonNullableType]: inner,
	[ts.SyntaxKind.JSDocOptionalType]: inner,
	[ts.SyntaxKind.RestType]: (tables, node: ts.RestTypeNode) =>
		intern(tables, {kind: 'element', of: typeTerm(tables, node.type)}),
	[ts.SyntaxKind.TypeOperator]: (tables, node: ts.TypeOperatorNode) =>
		node.operator === ts.SyntaxKind.KeyOfKeyword ? primitive(tables, 'string') : typeTerm(tables, node.type),
	[ts.SyntaxKind.IndexedAccessType]: (tables, node: ts.IndexedAccessTypeNode) => indexedTerm(tables, node),
	[ts.SyntaxKind.MappedType]: (tables, node: ts.MappedTypeNode) => mappedTerm(tables, node),
	[ts.SyntaxKind.ConditionalType]: (tables, node: ts.ConditionalTypeNode) =>
		either(tables, [typeTerm(tables, node.trueType), typeTerm(tables, node.falseType)]),
	[ts.SyntaxKind.ThisType]: (tables, node: ts.TypeNode) => thisTerm(tables, node, false),
	[ts.SyntaxKind.LiteralType]: (tables, node: ts.LiteralTypeNode) => literalTerm(tables, node),
	[ts.SyntaxKind.TemplateLiteralType]: named('string'),
	[ts.SyntaxKind.TypePredicate]: named('boolean'),
	[ts.SyntaxKind.StringKeyword]: named('string'),
	[ts.SyntaxKind.NumberKeyword]: named('number'),
	[ts.SyntaxKind.BooleanKeyword]: named('boolean'),
	[ts.SyntaxKind.BigIntKeyword]: named('bigint'),
	[ts.SyntaxKind.SymbolKeyword]: named('symbol'),
	[ts.SyntaxKind.UndefinedKeyword]: named('undefined'),
	[ts.SyntaxKind.VoidKeyword]: named('undefined'),
	[ts.SyntaxKind.NeverKeyword]: named('undefined'),
};

const shapeTerm = (tables: Tables, node: ts.TypeLiteralNode): TermId =>
	intern(tables, {kind: 'shape', shape: shapeOf(tables, node)});

function literalTerm(tables: Tables, {literal}: ts.LiteralTypeNode): TermId {
	if (ts.isStringLiteral(literal)) return textTerm(tables, literal.text);
	return primitive(tables, literal.kind === ts.SyntaxKind.NullKeyword ? 'null' : 'number');
}

const arrayTerm = (tables: Tables, element: TermId): TermId =>
	instance(tables, intern(tables, {kind: 'global', name: 'Array'}), [element]);

const instance = (tables: Tables, of: TermId, args: TermId[]): TermId =>
	of === NOTHING ? NOTHING : intern(tables, {kind: 'type', of, args});

function tupleTerm(tables: Tables, node: ts.TupleTypeNode): TermId {
	const of = node.elements.map(element => typeTerm(tables, element));
	const hasRest = node.elements.some(
		element => ts.isRestTypeNode(element) || (ts.isNamedTupleMember(element) && element.dotDotDotToken),
	);
	return hasRest ? arrayTerm(tables, either(tables, of)) : intern(tables, {kind: 'list', of});
}

const unionTerm = (tables: Tables, types: readonly ts.TypeNode[]): TermId =>
	either(
		tables,
		types.map(type => typeTerm(tables, type)),
	);

function indexedTerm(tables: Tables, {objectType, indexType}: ts.IndexedAccessTypeNode): TermId {
	const of = typeTerm(tables, objectType);
	if (of === NOTHING) return NOTHING;
	if (ts.isLiteralTypeNode(indexType) && ts.isStringLiteral(indexType.literal)) {
		return member(tables, of, indexType.literal.text);
	}
	return intern(tables, {kind: 'element', of});
}

/** `{[K in keyof T]: T[K]}` is like a T, every other mapped type a record. */
function mappedTerm(tables: Tables, {type}: ts.MappedTypeNode): TermId {
	if (!type) return NOTHING;
	if (ts.isIndexedAccessTypeNode(type) && ts.isTypeReferenceNode(type.indexType))
		return typeTerm(tables, type.objectType);
	const key = primitive(tables, 'string');
	return instance(tables, intern(tables, {kind: 'global', name: 'Record'}), [key, typeTerm(tables, type)]);
}

const argumentTerms = (tables: Tables, args: readonly ts.TypeNode[] | undefined): TermId[] =>
	args?.map(arg => typeTerm(tables, arg)) ?? [];

function referenceTerm(tables: Tables, name: ts.EntityName, args: readonly ts.TypeNode[] | undefined): TermId {
	return instance(tables, nameTerm(tables, name), argumentTerms(tables, args));
}

/** What a type's name refers to, before its arguments. */
function nameTerm(tables: Tables, name: ts.EntityName): TermId {
	if (ts.isIdentifier(name)) return namedTypeTerm(tables, name);
	return member(tables, valueOfName(tables, name.left), name.right.text);
}

export function namedTypeTerm(tables: Tables, name: ts.Identifier): TermId {
	const found = lookUpType(tables, name);
	if (!found) return intern(tables, {kind: 'global', name: name.text});
	if ('kind' in found && typeof found.kind === 'string') return declaredTerm(tables, found);
	if (ts.isTypeParameterDeclaration(found)) return intern(tables, {kind: 'generic', generic: genericOf(tables, found)});
	if (ts.isInterfaceDeclaration(found)) return intern(tables, {kind: 'shape', shape: shapeOf(tables, found)});
	return intern(tables, {kind: 'alias', alias: aliasOf(tables, found)});
}

/** `typeof a.b`, and the namespace in `A.B`. */
function valueOfName(tables: Tables, name: ts.EntityName | ts.ImportTypeNode): TermId {
	if (ts.isImportTypeNode(name)) return importTerm(tables, name);
	if (ts.isQualifiedName(name)) return member(tables, valueOfName(tables, name.left), name.right.text);
	if (name.text === 'this') return thisTerm(tables, name, false);
	const declaration = declarationOf(tables.index, name);
	return declaration ? declaredTerm(tables, declaration) : intern(tables, {kind: 'global', name: name.text});
}

/** `import('m').X<A>`; with `typeof` the value itself. */
function importTerm(tables: Tables, node: ts.ImportTypeNode): TermId {
	const {argument, qualifier} = node;
	if (!ts.isLiteralTypeNode(argument) || !ts.isStringLiteral(argument.literal)) return NOTHING;
	const names: string[] = [];
	let at = qualifier;
	for (; at && ts.isQualifiedName(at); at = at.left) names.unshift(at.right.text);
	if (at) names.unshift(at.text);
	let term = intern(tables, {kind: 'import', module: argument.literal.text, member: names.shift() ?? '*'});
	for (const name of names) term = member(tables, term, name);
	return node.isTypeOf ? term : instance(tables, term, argumentTerms(tables, node.typeArguments));
}

/** A base class or interface: an expression, or the name of a type. */
export function heritageTerm(tables: Tables, node: ts.ExpressionWithTypeArguments): TermId {
	const {expression} = node;
	const isType = ts.isHeritageClause(node.parent) && !isExtendsOfClass(node.parent);
	const of = isType && ts.isIdentifier(expression) ? namedTypeTerm(tables, expression) : termOf(tables, expression);
	return instance(tables, of, argumentTerms(tables, node.typeArguments));
}

const isExtendsOfClass = (clause: ts.HeritageClause): boolean =>
	ts.isClassLike(clause.parent) && clause.token === ts.SyntaxKind.ExtendsKeyword;

export function genericOf(tables: Tables, node: ts.TypeParameterDeclaration): number {
	const known = tables.generics.get(node);
	if (known !== undefined) return known;
	const fact = {name: node.name.text, constraint: NOTHING, fallback: NOTHING};
	const id = tables.code.generics.push(fact) - 1;
	tables.generics.set(node, id);
	if (node.constraint) fact.constraint = typeTerm(tables, node.constraint);
	if (node.default) fact.fallback = typeTerm(tables, node.default);
	return id;
}

export const genericsOf = (tables: Tables, nodes: readonly ts.TypeParameterDeclaration[] | undefined): number[] =>
	nodes?.map(node => genericOf(tables, node)) ?? [];

function aliasOf(tables: Tables, node: ts.TypeAliasDeclaration): number {
	const known = tables.aliases.get(node);
	if (known !== undefined) return known;
	const fact = {term: NOTHING, generics: [] as number[]};
	const id = tables.code.aliases.push(fact) - 1;
	tables.aliases.set(node, id);
	fact.generics = genericsOf(tables, node.typeParameters);
	fact.term = typeTerm(tables, node.type);
	return id;
}

/** Enters what a function without a body takes and returns. */
export function signatureOf(tables: Tables, node: ts.SignatureDeclaration | ts.JSDocSignature): number {
	const known = tables.signatures.get(node);
	if (known !== undefined) return known;
	const fact: SignatureFact = {
		line: positionOf(tables.index, node.getStart(tables.index.source))[0],
		parameters: [],
		returns: NOTHING,
		generics: [],
	};
	const id = tables.code.signatures.push(fact) - 1;
	tables.signatures.set(node, id);
	if (!ts.isJSDocSignature(node)) describeSignature(tables, node, fact);
	return id;
}

export function describeSignature(tables: Tables, node: ts.SignatureDeclaration, fact: SignatureFact): void {
	fact.generics = genericsOf(tables, node.typeParameters);
	fact.parameters = node.parameters.map(parameter => {
		const type = parameter.type ?? ts.getJSDocType(parameter);
		const of = type ? typeTerm(tables, type) : NOTHING;
		return {
			type: of,
			...(parameter.dotDotDotToken && {rest: true as const}),
			...((parameter.questionToken || parameter.initializer) && {optional: true as const}),
		};
	});
	const returns = node.type ?? ts.getJSDocReturnType(node);
	if (returns) fact.returns = typeTerm(tables, returns);
}
