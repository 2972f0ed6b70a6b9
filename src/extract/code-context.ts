import {ts} from '@ts-morph/common';
import type {TermId} from '../model/code.ts';
import {intern, NOTHING, type Tables} from './code-tables.ts';
import {typeTerm} from './code-types.ts';
import {keyText} from './functions.ts';
import {awaited, member} from './terms.ts';
import {enclosingFunction} from './walk.ts';

/** The type that the surroundings ask of a function or object written in place. */
export function contextOf(tables: Tables, node: ts.Expression): TermId {
	let at: ts.Expression = node;
	while (isTransparent(at.parent)) at = at.parent as ts.Expression;
	const {parent} = at;
	if (ts.isSatisfiesExpression(parent) || ts.isAsExpression(parent)) return typeTerm(tables, parent.type);
	if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isParameter(parent)) {
		const type = parent.type ?? ts.getJSDocType(parent);
		return type && parent.initializer === at ? typeTerm(tables, type) : NOTHING;
	}
	if (ts.isPropertyAssignment(parent)) return ofProperty(tables, parent);
	if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return ofArgument(tables, parent, at);
	if (ts.isArrowFunction(parent) && parent.body === at) return ofResult(tables, parent);
	if (ts.isReturnStatement(parent)) return ofResult(tables, enclosingFunction(parent));
	if (ts.isArrayLiteralExpression(parent)) return ofElement(tables, parent);
	return NOTHING;
}

const isTransparent = (node: ts.Node): boolean =>
	ts.isParenthesizedExpression(node) ||
	ts.isConditionalExpression(node) ||
	(ts.isBinaryExpression(node) && node.operatorToken.kind !== ts.SyntaxKind.EqualsToken);

function ofProperty(tables: Tables, property: ts.PropertyAssignment): TermId {
	const name = keyText(property.name);
	return name === undefined ? NOTHING : member(tables, contextOf(tables, property.parent), name);
}

function ofArgument(tables: Tables, call: ts.CallExpression | ts.NewExpression, argument: ts.Expression): TermId {
	const index = call.arguments?.indexOf(argument) ?? -1;
	return index < 0 ? NOTHING : intern(tables, {kind: 'argument', call: tables.index.idOf.get(call)!, index});
}

function ofResult(tables: Tables, around: ts.Node): TermId {
	if (ts.isSourceFile(around) || !ts.isFunctionLike(around)) return NOTHING;
	if (around.type) {
		const isAsync = (ts.getCombinedModifierFlags(around as ts.Declaration) & ts.ModifierFlags.Async) !== 0;
		const type = typeTerm(tables, around.type);
		return isAsync ? awaited(tables, type) : type;
	}
	return NOTHING;
}

function ofElement(tables: Tables, list: ts.ArrayLiteralExpression): TermId {
	const of = contextOf(tables, list);
	return of === NOTHING ? NOTHING : intern(tables, {kind: 'element', of});
}
