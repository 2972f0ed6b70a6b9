import {ts} from '@ts-morph/common';
import type {Declaration} from '../scopes.ts';
import {type FileIndex, homeOf, referencesTo} from '../walk.ts';

/** `options.key = value`, written after the object. */
export function memberAssignments(index: FileIndex, declaration: Declaration, key: string): ts.BinaryExpression[] {
	return referencesTo(index, declaration).flatMap(({parent}) => {
		if (!ts.isPropertyAccessExpression(parent) || parent.name.text !== key) return [];
		const assignment = parent.parent;
		const assigns = ts.isBinaryExpression(assignment) && assignment.left === parent;
		return assigns && assignment.operatorToken.kind === ts.SyntaxKind.EqualsToken ? [assignment] : [];
	});
}

/** Referenced more than once, or visible to other files. */
export function isUsedElsewhere(index: FileIndex, declaration: Declaration): boolean {
	if (isExported(index, declaration)) return true;
	return referencesTo(index, declaration).length > 1;
}

export function isExported(index: FileIndex, declaration: Declaration): boolean {
	const {name} = declaration;
	if ((homeOf(index, name).identifiers.get(name.text) ?? []).some(({parent}) => ts.isExportSpecifier(parent)))
		return true;
	for (let at: ts.Node = declaration.name; at && !ts.isSourceFile(at); at = at.parent) {
		const modifiers = ts.canHaveModifiers(at) ? ts.getModifiers(at) : undefined;
		if (modifiers?.some(modifier => modifier.kind === ts.SyntaxKind.ExportKeyword)) return true;
		if (ts.isBlock(at)) return false;
	}
	return false;
}

/** `Object.assign(options, …)`: any of its members may be another by then. */
export function mayBeChanged(index: FileIndex, declaration: Declaration): boolean {
	return referencesTo(index, declaration).some(reference => {
		const {parent} = reference;
		if (!ts.isCallExpression(parent) || parent.arguments[0] !== reference) return false;
		const callee = parent.expression;
		if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== 'assign') return false;
		return ts.isIdentifier(callee.expression) && callee.expression.text === 'Object';
	});
}
