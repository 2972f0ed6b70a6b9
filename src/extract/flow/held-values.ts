import {ts} from '@ts-morph/common';
import type {Declaration} from '../scopes.ts';
import {declarationOf, type FileIndex, nodesOf} from '../walk.ts';
import {bare} from './bare.ts';

/** An object that a name means: a declaration, or the module's own exports. */
type Holder = Declaration | 'exports';

/**
 * What `holder.name` was given, where the file says it in one place alone: `module.save = async function …`, `exports.load
 * = load`, `const api = {load() {…}}`, a static member. The holder may go by several names.
 */
export function heldValue(
	index: FileIndex,
	{expression, name}: ts.PropertyAccessExpression,
): ts.Expression | ts.MethodDeclaration | undefined {
	const holder = holderOf(index, expression);
	if (!holder) return undefined;
	const values = [...ownMembers(holder, name.text), ...assignedTo(index, holder, name.text)];
	return values.length === 1 ? values[0] : undefined;
}

function holderOf(index: FileIndex, expression: ts.Expression, depth = 0): Holder | undefined {
	const node = bare(expression);
	if (isExports(index, node)) return 'exports';
	const declaration = ts.isIdentifier(node) ? declarationOf(index, node) : undefined;
	if (!declaration || declaration.kind === 'import') return undefined;
	if (declaration.kind === 'variable' && declaration.node.initializer && depth < 3) {
		const alias = holderOf(index, assignedLast(declaration.node.initializer), depth + 1);
		if (alias) return alias;
	}
	return isExported(index, declaration) ? 'exports' : declaration;
}

/** `exports`, `module.exports`. */
function isExports(index: FileIndex, node: ts.Expression): boolean {
	if (ts.isIdentifier(node)) return node.text === 'exports' && !declarationOf(index, node);
	return (
		ts.isPropertyAccessExpression(node) &&
		node.name.text === 'exports' &&
		ts.isIdentifier(node.expression) &&
		node.expression.text === 'module' &&
		!declarationOf(index, node.expression)
	);
}

/** Kept: every call of a member asks. */
const exported = new WeakMap<FileIndex, Set<Declaration>>();

/** `module.exports = User`. */
function isExported(index: FileIndex, declaration: Declaration): boolean {
	let known = exported.get(index);
	if (!known) {
		known = new Set();
		for (const {left, right} of assignments(index)) {
			const value = isExports(index, bare(left)) ? assignedLast(right) : undefined;
			const meant = value && ts.isIdentifier(value) ? declarationOf(index, value) : undefined;
			if (meant) known.add(meant);
		}
		exported.set(index, known);
	}
	return known.has(declaration);
}

/** The value at the end of `a = b = value`. */
function assignedLast(node: ts.Expression): ts.Expression {
	const at = bare(node);
	return ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.EqualsToken ? assignedLast(at.right) : at;
}

const assignments = (index: FileIndex): ts.BinaryExpression[] =>
	nodesOf<ts.BinaryExpression>(index, ts.SyntaxKind.BinaryExpression).filter(
		({operatorToken}) => operatorToken.kind === ts.SyntaxKind.EqualsToken,
	);

function assignedTo(index: FileIndex, holder: Holder, name: string): ts.Expression[] {
	return membersAssigned(index, name)
		.filter(({left}) => holderOf(index, (left as ts.PropertyAccessExpression).expression) === holder)
		.map(({right}) => assignedLast(right));
}

/** Kept for the same reason. */
const byName = new WeakMap<FileIndex, Map<string, ts.BinaryExpression[]>>();

function membersAssigned(index: FileIndex, name: string): readonly ts.BinaryExpression[] {
	let known = byName.get(index);
	if (!known) {
		known = new Map();
		for (const node of assignments(index)) {
			if (!ts.isPropertyAccessExpression(node.left)) continue;
			const {text} = node.left.name;
			known.set(text, [...(known.get(text) ?? []), node]);
		}
		byName.set(index, known);
	}
	return known.get(name) ?? [];
}

/** What an object literal or a class itself says of a member of that name. */
function ownMembers(holder: Holder, name: string): Array<ts.Expression | ts.MethodDeclaration> {
	if (holder === 'exports') return [];
	const init =
		holder.kind === 'variable' && holder.node.initializer ? assignedLast(holder.node.initializer) : undefined;
	const members: readonly ts.Node[] =
		holder.kind === 'class'
			? holder.node.members.filter(isStatic)
			: init && ts.isObjectLiteralExpression(init)
				? init.properties
				: [];
	return members.flatMap(member => memberValue(member, name) ?? []);
}

const isStatic = (member: ts.ClassElement): boolean =>
	(ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Static) !== 0;

function memberValue(member: ts.Node, name: string): ts.Expression | ts.MethodDeclaration | undefined {
	const key = (member as ts.ClassElement | ts.ObjectLiteralElement).name;
	if (!key || !(ts.isIdentifier(key) || ts.isStringLiteral(key)) || key.text !== name) return undefined;
	if (ts.isMethodDeclaration(member)) return member.body ? member : undefined;
	if (ts.isShorthandPropertyAssignment(member)) return member.name;
	return ts.isPropertyAssignment(member) || ts.isPropertyDeclaration(member) ? member.initializer : undefined;
}
