import {ts} from '@ts-morph/common';
import {foreignOf} from './foreign.ts';
import {type FileIndex, homeOf} from './walk.ts';

/** The name at the root of a type, and the names behind it: `pg.Pool` is `pg` and `Pool`. */
export interface TypeStep {
	root: ts.Identifier;
	names: string[];
	/** The type means what the named thing makes, not that thing itself (`typeof pool`). */
	made: boolean;
}

/**
 * What a type may be a value of, as far as this file tells. Optional (`Pool | undefined`), promised and read-only types
 * and parts of a type (`Pick<Queue, 'add'>`) mean the type within; names of this file's own types what they stand for.
 */
export function typeSteps(from: FileIndex, type: ts.TypeNode, depth = 0): TypeStep[] {
	if (depth > DEEPEST) return [];
	const index = homeOf(from, type);
	const within = (inner: ts.TypeNode) => typeSteps(index, inner, depth + 1);
	if (ts.isParenthesizedTypeNode(type)) return within(type.type);
	if (ts.isUnionTypeNode(type)) {
		const real = type.types.filter(member => !isNothingType(member));
		return real.length === 1 ? within(real[0]!) : [];
	}
	if (ts.isIntersectionTypeNode(type)) return type.types.flatMap(within);
	if (ts.isTypeQueryNode(type)) return [{...nameStep(type.exprName), made: false}];
	if (!ts.isTypeReferenceNode(type)) return [];
	return namedSteps(index, type.typeName, type.typeArguments, depth);
}

const DEEPEST = 6;
const WRAPPERS = new Set(['Promise', 'Awaited', 'Readonly', 'Required', 'Partial', 'NonNullable', 'Pick', 'Omit']);
const RESULTS = new Set(['ReturnType', 'InstanceType']);

function namedSteps(
	index: FileIndex,
	name: ts.EntityName,
	given: readonly ts.TypeNode[] = [],
	depth: number,
): TypeStep[] {
	if (!ts.isIdentifier(name)) return [{...nameStep(name), made: true}];
	if (given[0] && WRAPPERS.has(name.text)) return typeSteps(index, given[0], depth + 1);
	if (given[0] && RESULTS.has(name.text)) {
		return ts.isTypeQueryNode(given[0]) ? [{...nameStep(given[0].exprName), made: true}] : [];
	}
	const local = typeNamed(index, name);
	if (!local) return [{root: name, names: [], made: true}];
	if (ts.isTypeAliasDeclaration(local)) return typeSteps(index, local.type, depth + 1);
	const parents = (local.heritageClauses ?? []).flatMap(({types}) => types);
	return parents.flatMap(({expression, typeArguments}) => {
		if (ts.isIdentifier(expression)) return namedSteps(homeOf(index, local), expression, typeArguments, depth + 1);
		const step = accessStep(expression);
		return step ? [{...step, made: true}] : [];
	});
}

/** What an interface extends is written as an expression. */
function accessStep(node: ts.Expression): {root: ts.Identifier; names: string[]} | undefined {
	if (ts.isIdentifier(node)) return {root: node, names: []};
	const step = ts.isPropertyAccessExpression(node) ? accessStep(node.expression) : undefined;
	return step && {root: step.root, names: [...step.names, (node as ts.PropertyAccessExpression).name.text]};
}

type LocalType = ts.TypeAliasDeclaration | ts.InterfaceDeclaration;

/** A type that this file declares, or imports from another of the project. */
function typeNamed(index: FileIndex, name: ts.Identifier): LocalType | undefined {
	const local = localTypes(index).get(name.text);
	if (local) return local;
	const foreign = foreignOf(index, name);
	return foreign?.kind === 'type' ? foreign.type : undefined;
}

const known = new WeakMap<FileIndex, Map<string, LocalType>>();

function localTypes(index: FileIndex): Map<string, LocalType> {
	let types = known.get(index);
	if (!types) {
		const isType = (statement: ts.Statement): statement is LocalType =>
			ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement);
		types = new Map(index.source.statements.filter(isType).map(type => [type.name.text, type]));
		known.set(index, types);
	}
	return types;
}

function nameStep(name: ts.EntityName): {root: ts.Identifier; names: string[]} {
	if (ts.isIdentifier(name)) return {root: name, names: []};
	const {root, names} = nameStep(name.left);
	return {root, names: [...names, name.right.text]};
}

function isNothingType(type: ts.TypeNode): boolean {
	if (type.kind === ts.SyntaxKind.UndefinedKeyword) return true;
	return ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword;
}

/** The declared type of a member of a type that this file declares: `pool` of `{pool: Pool}`. */
export function memberType(from: FileIndex, type: ts.TypeNode, key: string, depth = 0): ts.TypeNode | undefined {
	if (depth > DEEPEST) return undefined;
	const index = homeOf(from, type);
	const within = (inner: ts.TypeNode) => memberType(index, inner, key, depth + 1);
	if (ts.isTypeLiteralNode(type)) return memberIn(type.members, key);
	if (ts.isParenthesizedTypeNode(type)) return within(type.type);
	if (ts.isUnionTypeNode(type)) {
		const real = type.types.filter(member => !isNothingType(member));
		return real.length === 1 ? within(real[0]!) : undefined;
	}
	if (ts.isIntersectionTypeNode(type)) return type.types.map(within).find(found => found !== undefined);
	if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
	const [first] = type.typeArguments ?? [];
	if (first && WRAPPERS.has(type.typeName.text)) return within(first);
	const local = typeNamed(index, type.typeName);
	if (!local) return undefined;
	return ts.isTypeAliasDeclaration(local) ? within(local.type) : memberIn(local.members, key);
}

function memberIn(members: readonly ts.TypeElement[], key: string): ts.TypeNode | undefined {
	const member = members.find(each => each.name && ts.isIdentifier(each.name) && each.name.text === key);
	return member && ts.isPropertySignature(member) ? member.type : undefined;
}
