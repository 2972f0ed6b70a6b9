import {ts} from '@ts-morph/common';
import {bare} from './flow/bare.ts';
import {type FileIndex, homeOf, nodesOf} from './walk.ts';

/** Operators that put their right side into their left. */
export const ASSIGNS: ReadonlySet<ts.SyntaxKind> = new Set([
	ts.SyntaxKind.EqualsToken,
	ts.SyntaxKind.QuestionQuestionEqualsToken,
	ts.SyntaxKind.BarBarEqualsToken,
]);

export interface FieldValues {
	/** Initialisers and assignments; `null` and `undefined` left out. */
	values: ts.Expression[];
	type?: ts.TypeNode;
	/** It is the constructor's parameter of the name: `constructor(private options: Options)`. */
	parameter?: ts.ParameterDeclaration;
}

const known = new WeakMap<FileIndex, Map<ts.ClassLikeDeclaration, Map<string, FieldValues>>>();

/** Everything the class around `node` puts into `this.name`. */
export function fieldValues(from: FileIndex, node: ts.Node, name: string): FieldValues {
	const klass = classAround(node);
	if (!klass) return {values: []};
	const index = homeOf(from, node);
	let classes = known.get(index);
	if (!classes) known.set(index, (classes = collect(index)));
	return classes.get(klass)?.get(name) ?? {values: []};
}

/** The class whose instance `this` is at `node`. A plain function has a `this` of its own. */
export function classAround(node: ts.Node): ts.ClassLikeDeclaration | undefined {
	for (let at = node.parent; at; at = at.parent) {
		if (ts.isClassLike(at)) return at;
		if (ts.isFunctionDeclaration(at) || ts.isFunctionExpression(at)) return undefined;
		if (ts.isMethodDeclaration(at) && ts.isObjectLiteralExpression(at.parent)) return undefined;
	}
	return undefined;
}

function collect(index: FileIndex): Map<ts.ClassLikeDeclaration, Map<string, FieldValues>> {
	const classes = new Map<ts.ClassLikeDeclaration, Map<string, FieldValues>>();
	const classNodes = [
		...nodesOf<ts.ClassDeclaration>(index, ts.SyntaxKind.ClassDeclaration),
		...nodesOf<ts.ClassExpression>(index, ts.SyntaxKind.ClassExpression),
	];
	for (const klass of classNodes) classes.set(klass, declared(klass));
	for (const node of nodesOf<ts.BinaryExpression>(index, ts.SyntaxKind.BinaryExpression)) {
		const {left, right} = node;
		if (!ASSIGNS.has(node.operatorToken.kind) || !ts.isPropertyAccessExpression(left)) continue;
		if (left.expression.kind !== ts.SyntaxKind.ThisKeyword) continue;
		const klass = classAround(node);
		if (klass) addValue(fieldOf(classes.get(klass)!, left.name.text), right);
	}
	return classes;
}

function declared(klass: ts.ClassLikeDeclaration): Map<string, FieldValues> {
	const fields = new Map<string, FieldValues>();
	for (const member of klass.members) {
		if (ts.isPropertyDeclaration(member) && (ts.isIdentifier(member.name) || ts.isPrivateIdentifier(member.name))) {
			const field = fieldOf(fields, member.name.text);
			if (member.type) field.type = member.type;
			if (member.initializer) addValue(field, member.initializer);
		} else if (ts.isConstructorDeclaration(member)) {
			for (const parameter of member.parameters) {
				if (!ts.isParameterPropertyDeclaration(parameter, member) || !ts.isIdentifier(parameter.name)) continue;
				const field = fieldOf(fields, parameter.name.text);
				field.parameter = parameter;
				if (parameter.type) field.type = parameter.type;
			}
		}
	}
	return fields;
}

function fieldOf(fields: Map<string, FieldValues>, name: string): FieldValues {
	let field = fields.get(name);
	if (!field) fields.set(name, (field = {values: []}));
	return field;
}

function addValue(field: FieldValues, value: ts.Expression): void {
	if (!isNothing(value)) field.values.push(bare(value));
}

/** A literal `null` or `undefined`. */
export const isNothing = (node: ts.Expression): boolean => {
	const value = bare(node);
	return value.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(value) && value.text === 'undefined');
};
