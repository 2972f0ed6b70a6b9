import {ts} from '@ts-morph/common';
import {declarationOf, type FileIndex, type FunctionNode, isFunctionNode, nodesOf, referencesTo} from '../walk.ts';
import {bare} from './bare.ts';
import {heldValue} from './held-values.ts';

export type CodeFunction = Exclude<FunctionNode, ts.SourceFile | ts.ClassStaticBlockDeclaration>;

/** A function that an expression means, as far as this file tells. */
export interface LocalFunction {
	node: CodeFunction;
	/** True where the function is reached from other places as well, so that its counter is not this place's alone. */
	shared: boolean;
}

const SELF = /^(_this|self|that|me|_self|ctx)$/;

/** The function that `expression` evaluates to; undefined for anything another file, a parameter or a value decides. */
export function localFunction(index: FileIndex, expression: ts.Expression, depth = 0): LocalFunction | undefined {
	const node = bare(expression);
	if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return {node, shared: false};
	if (depth > 3) return undefined;
	if (ts.isIdentifier(node)) return ofIdentifier(index, node, depth);
	if (ts.isPropertyAccessExpression(node))
		return isSelf(node.expression) ? ofMember(index, node) : ofHolder(index, node, depth);
	if (ts.isCallExpression(node)) return ofCall(index, node, depth);
	return undefined;
}

/** `this`, or a variable by which code of the time before arrows keeps it. */
export const isSelf = (node: ts.Expression): boolean =>
	node.kind === ts.SyntaxKind.ThisKeyword || (ts.isIdentifier(node) && SELF.test(node.text));

function ofIdentifier(index: FileIndex, node: ts.Identifier, depth: number): LocalFunction | undefined {
	const declaration = declarationOf(index, node);
	if (!declaration) return undefined;
	const shared = () => referencesTo(index, declaration).length > 1;
	if (declaration.kind === 'function') {
		return isFunctionNode(declaration.node) ? {node: declaration.node as CodeFunction, shared: shared()} : undefined;
	}
	if (declaration.kind !== 'variable' || !declaration.node.initializer) return undefined;
	const found = localFunction(index, declaration.node.initializer, depth + 1);
	return found && {node: found.node, shared: found.shared || shared()};
}

function ofMember(index: FileIndex, node: ts.PropertyAccessExpression): LocalFunction | undefined {
	const member = memberNamed(node, node.name.text) ?? prototypeMember(index, node.name.text);
	if (!member) return undefined;
	const uses = (index.identifiers.get(node.name.text) ?? []).filter(
		identifier => ts.isPropertyAccessExpression(identifier.parent) && identifier.parent.name === identifier,
	);
	// A member can be called from other files as well, unless it is private by its syntax.
	return {node: member, shared: uses.length > 1 || !isPrivate(member)};
}

function isPrivate(member: CodeFunction): boolean {
	const holder = ts.isPropertyDeclaration(member.parent) ? member.parent : member;
	if ('name' in holder && holder.name && ts.isPrivateIdentifier(holder.name)) return true;
	return (ts.getCombinedModifierFlags(holder as ts.Declaration) & ts.ModifierFlags.Private) !== 0;
}

/** The method, accessor-free, of the class or object literal around `node` that bears the name. */
function memberNamed(node: ts.Node, name: string): CodeFunction | undefined {
	for (let at: ts.Node = node; at; at = at.parent) {
		if (!ts.isClassLike(at) && !ts.isObjectLiteralExpression(at)) continue;
		const members: readonly ts.Node[] = ts.isClassLike(at) ? at.members : at.properties;
		for (const member of members) {
			const found = functionOfMember(member, name);
			if (found) return found;
		}
		if (ts.isClassLike(at)) return undefined;
	}
	return undefined;
}

function functionOfMember(member: ts.Node, name: string): CodeFunction | undefined {
	const key = (member as ts.ClassElement).name;
	if (!key || !(ts.isIdentifier(key) || ts.isPrivateIdentifier(key) || ts.isStringLiteral(key)) || key.text !== name) {
		return undefined;
	}
	if (ts.isMethodDeclaration(member)) return member.body ? member : undefined;
	if (!ts.isPropertyDeclaration(member) && !ts.isPropertyAssignment(member)) return undefined;
	const value = member.initializer && bare(member.initializer);
	return value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value : undefined;
}

const assignedMembers = new WeakMap<FileIndex, Map<string, CodeFunction>>();

/** `X.prototype.m = function`, `exports.m = function`, `self.m = function`; the first one where there are several. */
function prototypeMember(index: FileIndex, name: string): CodeFunction | undefined {
	let members = assignedMembers.get(index);
	if (!members) {
		members = new Map();
		for (const node of nodesOf<ts.BinaryExpression>(index, ts.SyntaxKind.BinaryExpression)) {
			if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isPropertyAccessExpression(node.left)) continue;
			const value = bare(node.right);
			const isFunction = ts.isFunctionExpression(value) || ts.isArrowFunction(value);
			if (isFunction && !members.has(node.left.name.text)) members.set(node.left.name.text, value);
		}
		assignedMembers.set(index, members);
	}
	return members.get(name);
}

/** `module.save` where the file says once what it is; anyone who holds the object may call it as well. */
function ofHolder(index: FileIndex, node: ts.PropertyAccessExpression, depth: number): LocalFunction | undefined {
	const value = heldValue(index, node);
	const found = !value || ts.isMethodDeclaration(value) ? value : localFunction(index, value, depth + 1)?.node;
	return found && {node: found, shared: true};
}

/** `f.bind(…)` is `f`; `makeHandler(…)` is the function that it returns. */
function ofCall(index: FileIndex, node: ts.CallExpression, depth: number): LocalFunction | undefined {
	if (ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'bind') {
		return localFunction(index, node.expression.expression, depth + 1);
	}
	const factory = localFunction(index, node.expression, depth + 1);
	const returned = factory && returnedFunction(factory.node);
	return returned && {node: returned, shared: factory.shared};
}

function returnedFunction(node: CodeFunction): CodeFunction | undefined {
	const {body} = node;
	if (!body) return undefined;
	if (!ts.isBlock(body)) return ts.isArrowFunction(body) || ts.isFunctionExpression(body) ? body : undefined;
	for (const statement of body.statements) {
		if (!ts.isReturnStatement(statement) || !statement.expression) continue;
		const value = bare(statement.expression);
		if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return value;
	}
	return undefined;
}
