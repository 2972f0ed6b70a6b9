import {ts} from '@ts-morph/common';
import {type AccessFact, ANY_MEMBER} from '../model/code.ts';
import type {Tables} from './code-tables.ts';
import {termOf} from './terms.ts';
import {enclosingFunction, nodesOf} from './walk.ts';

/** Where members are read or written that are accessors somewhere in the project: what looks like a field may run code. */
export function extractAccesses(tables: Tables, names: ReadonlySet<string>): AccessFact[] {
	const {index} = tables;
	const found: AccessFact[] = [];
	for (const name of names) {
		for (const identifier of index.identifiers.get(name) ?? []) {
			const access = accessOf(identifier);
			if (!access) continue;
			const owner = index.idOf.get(enclosingFunction(identifier)) ?? 0;
			found.push({owner, of: termOf(tables, access.of), name, ...howUsed(access.node)});
		}
	}
	if (names.size > 0) found.push(...computed(tables));
	return found;
}

/** `this[key] = value`: any of them. */
function computed(tables: Tables): AccessFact[] {
	const {index} = tables;
	return nodesOf<ts.ElementAccessExpression>(index, ts.SyntaxKind.ElementAccessExpression).flatMap(node => {
		const {expression, argumentExpression} = node;
		if (ts.isStringLiteralLike(argumentExpression) || ts.isNumericLiteral(argumentExpression)) return [];
		const owner = index.idOf.get(enclosingFunction(node)) ?? 0;
		return [{owner, of: termOf(tables, expression), name: ANY_MEMBER, ...howUsed(node)}];
	});
}

/** `options.url`, and `url` of `const {url} = options`. */
function accessOf(identifier: ts.Identifier): {of: ts.Expression; node: ts.Node} | undefined {
	const {parent} = identifier;
	if (ts.isPropertyAccessExpression(parent))
		return parent.name === identifier ? {of: parent.expression, node: parent} : undefined;
	if (!ts.isBindingElement(parent) || (parent.propertyName ?? parent.name) !== identifier) return undefined;
	const declaration = parent.parent.parent;
	return ts.isVariableDeclaration(declaration) && declaration.initializer
		? {of: declaration.initializer, node: parent}
		: undefined;
}

/** `a.b = c` writes, `a.b += c` and `a.b++` do both. */
function howUsed(node: ts.Node): Pick<AccessFact, 'gets' | 'sets'> {
	const {parent} = node;
	if (ts.isBinaryExpression(parent) && parent.left === node && isAssignment(parent.operatorToken.kind))
		return parent.operatorToken.kind === ts.SyntaxKind.EqualsToken ? {sets: true} : {gets: true, sets: true};
	if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
		const {operator} = parent;
		if (operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken)
			return {gets: true, sets: true};
	}
	return {gets: true};
}

const isAssignment = (kind: ts.SyntaxKind): boolean =>
	kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
