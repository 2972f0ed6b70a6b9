import {ts} from '@ts-morph/common';
import {bare} from './flow/bare.ts';
import {foreignOf} from './foreign.ts';
import {keyText} from './functions.ts';
import {declarationOf, type FileIndex, homeOf, referencesTo} from './walk.ts';

/** The value of a member of an object literal that a constant holds: `http` of `clients` in `clients.http.get()`. */
export function propertyValue(index: FileIndex, holder: ts.Expression, name: string): ts.Expression | undefined {
	const object = objectOf(index, bare(holder));
	// From the last to the first: what is spread behind it may replace it.
	for (const property of [...(object?.properties ?? [])].reverse()) {
		if (ts.isSpreadAssignment(property)) return undefined;
		if (!property.name || keyText(property.name) !== name) continue;
		if (ts.isShorthandPropertyAssignment(property)) return property.name;
		return ts.isPropertyAssignment(property) ? property.initializer : undefined;
	}
	return undefined;
}

function objectOf(index: FileIndex, node: ts.Expression): ts.ObjectLiteralExpression | undefined {
	if (ts.isObjectLiteralExpression(node)) return node;
	if (ts.isPropertyAccessExpression(node)) {
		const value = propertyValue(index, node.expression, node.name.text);
		if (value) return objectOf(homeOf(index, value), bare(value));
	}
	if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return undefined;
	const value = constantOf(index, node);
	return value && ts.isObjectLiteralExpression(value) ? value : undefined;
}

function constantOf(index: FileIndex, node: ts.Identifier | ts.PropertyAccessExpression): ts.Expression | undefined {
	const own = ts.isIdentifier(node) ? declarationOf(index, node) : undefined;
	const foreign = own && own.kind !== 'import' ? undefined : foreignOf(index, node);
	if (foreign?.kind === 'value') return bare(foreign.value);
	const declaration = foreign?.kind === 'declaration' ? foreign.declaration : own;
	if (declaration?.kind !== 'variable' || !declaration.node.initializer) return undefined;
	// Given another value or other members later, it may be anything.
	const changes = referencesTo(index, declaration).some(({parent}) => isChange(parent));
	return changes ? undefined : bare(declaration.node.initializer);
}

function isChange(parent: ts.Node): boolean {
	const target = ts.isPropertyAccessExpression(parent) ? parent.parent : parent;
	const changed = ts.isPropertyAccessExpression(parent) ? parent : undefined;
	if (!ts.isBinaryExpression(target) || target.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
	return changed ? target.left === changed : ts.isIdentifier(target.left);
}
