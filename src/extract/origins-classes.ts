import {ts} from '@ts-morph/common';
import {findShallow} from './flow/traverse.ts';
import {keyText} from './functions.ts';

/** What a class extends. */
export function baseOf(klass: ts.ClassLikeDeclaration): ts.Expression | undefined {
	const clause = klass.heritageClauses?.find(({token}) => token === ts.SyntaxKind.ExtendsKeyword);
	return clause?.types[0]?.expression;
}

/** Whether a class says itself what a member is. */
export const declaresMember = (klass: ts.ClassLikeDeclaration, name: string): boolean =>
	klass.members.some(member => member.name !== undefined && keyText(member.name) === name);

export const hasConstructor = (klass: ts.ClassLikeDeclaration): boolean => constructorOf(klass) !== undefined;

const constructorOf = (klass: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | undefined =>
	klass.members.find(
		(member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member) && !!member.body,
	);

/** `super(…)`: what makes of an instance of the class one of its base. */
export function superCallOf(klass: ts.ClassLikeDeclaration): ts.CallExpression | undefined {
	const body = constructorOf(klass)?.body;
	return body && findShallow(body.statements, isSuperCall);
}

export const isSuperCall = (node: ts.Node): node is ts.CallExpression =>
	ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;

/** `new X(…)`, and the `super(…)` by which a subclass does the same. */
export const isConstruction = (node: ts.Node): boolean => ts.isNewExpression(node) || isSuperCall(node);
