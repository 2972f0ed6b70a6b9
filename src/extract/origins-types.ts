import {ts} from '@ts-morph/common';

/** The imported name at the root of a type, and the names behind it: `pg.Pool` is `pg` and `Pool`. */
export interface TypeStep {
	root: ts.Identifier;
	names: string[];
}

/** Optional (`Pool | undefined`), promised and read-only types mean the type within. */
export function typeStep(type: ts.TypeNode): TypeStep | undefined {
	if (ts.isParenthesizedTypeNode(type)) return typeStep(type.type);
	if (ts.isUnionTypeNode(type)) {
		const real = type.types.filter(member => !isNothingType(member));
		return real.length === 1 ? typeStep(real[0]!) : undefined;
	}
	if (!ts.isTypeReferenceNode(type)) return undefined;
	const {typeName, typeArguments} = type;
	if (ts.isIdentifier(typeName) && WRAPPERS.has(typeName.text) && typeArguments?.length === 1) {
		return typeStep(typeArguments[0]!);
	}
	return nameStep(typeName);
}

const WRAPPERS = new Set(['Promise', 'Readonly', 'Required', 'NonNullable']);

function nameStep(name: ts.EntityName): TypeStep {
	if (ts.isIdentifier(name)) return {root: name, names: []};
	const {root, names} = nameStep(name.left);
	return {root, names: [...names, name.right.text]};
}

function isNothingType(type: ts.TypeNode): boolean {
	if (type.kind === ts.SyntaxKind.UndefinedKeyword) return true;
	return ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword;
}

/** The type of one member of a parameter that is taken apart: `({pool}: {pool: Pool})`. */
export function parameterStep(parameter: ts.ParameterDeclaration, key: string): ts.TypeNode | undefined {
	const {type} = parameter;
	if (!type || !ts.isTypeLiteralNode(type)) return undefined;
	const member = type.members.find(each => each.name && ts.isIdentifier(each.name) && each.name.text === key);
	return member && ts.isPropertySignature(member) ? member.type : undefined;
}
