import {ts} from '@ts-morph/common';
import type {BodyFact, TermId} from '../model/code.ts';
import {contextOf} from './code-context.ts';
import {shapeOf} from './code-shapes.ts';
import {intern, NOTHING, type Tables} from './code-tables.ts';
import {describeSignature, signatureOf} from './code-types.ts';
import {bare} from './flow/bare.ts';
import {keyText} from './functions.ts';
import {positionOf} from './places.ts';
import {member, termOf} from './terms.ts';
import {enclosingFunction, type FunctionNode, nodesOf} from './walk.ts';

/** What every function of the file takes and returns. */
export function extractBodies(tables: Tables): void {
	const {index, code} = tables;
	const returned = expressionsByFunction(tables, ts.SyntaxKind.ReturnStatement);
	const yielded = expressionsByFunction(tables, ts.SyntaxKind.YieldExpression);
	const overloads = new Map<ts.Node, Map<string, ts.SignatureDeclaration[]>>();
	code.bodies = index.functions.map(node => emptyBody(tables, node));
	for (const [id, node] of index.functions.entries()) {
		const fact = code.bodies[id]!;
		if (ts.isSourceFile(node) || ts.isClassStaticBlockDeclaration(node)) continue;
		describeSignature(tables, node, fact);
		describeKind(tables, node, fact);
		const isTold = fact.returns !== NOTHING && !(node.type && ts.isFunctionTypeNode(node.type));
		fact.results = isTold ? [] : resultsOf(tables, node, returned.get(node) ?? []);
		if (isTold) enterReturned(tables, node, returned.get(node) ?? []);
		if (isTold && node.type && isList(node.type))
			fact.lists = (returned.get(node) ?? []).map(one => termOf(tables, one));
		if (fact.generator) fact.yields = (yielded.get(node) ?? []).map(one => yieldedTerm(tables, one));
		const declared = overloadsOf(node, overloads);
		if (declared.length > 0) fact.overloads = declared.map(overload => signatureOf(tables, overload));
	}
}

const LIST = /^(?:Readonly)?(?:Array|Map|Set)$/;

/** Of what such a function returns the content says more than its type. */
const isList = (type: ts.TypeNode): boolean =>
	ts.isArrayTypeNode(type) ||
	(ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) && LIST.test(type.typeName.text));

function emptyBody(tables: Tables, node: FunctionNode): BodyFact {
	const line = positionOf(tables.index, node.getStart(tables.index.source))[0];
	return {line, parameters: [], returns: NOTHING, generics: [], results: [], context: NOTHING};
}

function describeKind(tables: Tables, node: ts.FunctionLikeDeclaration, fact: BodyFact): void {
	const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
	if (modifiers.some(({kind}) => kind === ts.SyntaxKind.AsyncKeyword)) fact.async = true;
	if (node.asteriskToken) fact.generator = true;
	if (ts.isAccessor(node)) fact.accessor = true;
	if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
		fact.context = contextOf(tables, node);
		fact.value = true;
	} else if (ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(node.parent)) {
		const name = keyText(node.name);
		if (name !== undefined) fact.context = member(tables, contextOf(tables, node.parent), name);
		fact.value = true;
	}
}

function expressionsByFunction(
	tables: Tables,
	kind: ts.SyntaxKind.ReturnStatement | ts.SyntaxKind.YieldExpression,
): Map<ts.Node, ts.Expression[]> {
	const found = new Map<ts.Node, ts.Expression[]>();
	for (const node of nodesOf<ts.ReturnStatement | ts.YieldExpression>(tables.index, kind)) {
		if (!node.expression) continue;
		const around = enclosingFunction(node);
		const known = found.get(around);
		if (known) known.push(node.expression);
		else found.set(around, [node.expression]);
	}
	return found;
}

/** `yield* list` yields what the list holds. */
function yieldedTerm(tables: Tables, expression: ts.Expression): TermId {
	const term = termOf(tables, expression);
	const isAll = ts.isYieldExpression(expression.parent) && expression.parent.asteriskToken !== undefined;
	return isAll && term !== NOTHING ? intern(tables, {kind: 'element', of: term}) : term;
}

function resultsOf(tables: Tables, node: ts.FunctionLikeDeclaration, returned: ts.Expression[]): TermId[] {
	const expressions = node.body && !ts.isBlock(node.body) ? [node.body] : returned;
	return [...new Set(expressions.map(expression => termOf(tables, expression)))];
}

/** An object that is returned for a type implements it. */
function enterReturned(tables: Tables, node: ts.FunctionLikeDeclaration, returned: readonly ts.Expression[]): void {
	const expressions = node.body && !ts.isBlock(node.body) ? [node.body] : returned;
	for (const expression of expressions.map(bare))
		if (ts.isObjectLiteralExpression(expression)) shapeOf(tables, expression);
}

/** The declared forms of a function or method with several. */
function overloadsOf(
	node: ts.FunctionLikeDeclaration,
	known: Map<ts.Node, Map<string, ts.SignatureDeclaration[]>>,
): ts.SignatureDeclaration[] {
	const name = node.name && keyText(node.name as ts.PropertyName);
	if (name === undefined || !(ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node))) return [];
	let table = known.get(node.parent);
	if (!table) known.set(node.parent, (table = bodiless(node.parent)));
	return table.get(name) ?? [];
}

function bodiless(holder: ts.Node): Map<string, ts.SignatureDeclaration[]> {
	const found = new Map<string, ts.SignatureDeclaration[]>();
	const {members, statements} = holder as {members?: readonly ts.Node[]; statements?: readonly ts.Node[]};
	for (const node of members ?? statements ?? []) {
		if (!(ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) || node.body || !node.name) continue;
		const name = keyText(node.name);
		if (name !== undefined) found.set(name, [...(found.get(name) ?? []), node]);
	}
	return found;
}
