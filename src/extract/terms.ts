import {ts} from '@ts-morph/common';
import type {TermId} from '../model/code.ts';
import {shapeOf} from './code-shapes.ts';
import {either, intern, MOST_DEPTH, NOTHING, primitive, type Tables} from './code-tables.ts';
import {thisTerm} from './code-this.ts';
import {typeTerm} from './code-types.ts';
import {declaredTerm} from './code-variables.ts';
import {requireSpecifier} from './scopes.ts';
import {declarationOf} from './walk.ts';

const MOST_TEXT = 120;
/** Elements of a list that are looked at: more are data, not functions. */
const MOST_ELEMENTS = 40;

/** The term of an expression; `NOTHING` where its value cannot be followed. */
export function termOf(tables: Tables, node: ts.Expression): TermId {
	if (tables.depth > MOST_DEPTH) return NOTHING;
	tables.depth++;
	const read = READERS[node.kind];
	const term = read ? read(tables, node as never) : NOTHING;
	tables.depth--;
	return term;
}

type Reader = (tables: Tables, node: never) => TermId;

const inner: Reader = (tables, node: ts.ParenthesizedExpression) => termOf(tables, node.expression);
const named =
	(name: string): Reader =>
	tables =>
		primitive(tables, name);

const READERS: Partial<Record<ts.SyntaxKind, Reader>> = {
	[ts.SyntaxKind.Identifier]: (tables, node: ts.Identifier) => identifierTerm(tables, node),
	[ts.SyntaxKind.ThisKeyword]: (tables, node: ts.Expression) => thisTerm(tables, node, false),
	[ts.SyntaxKind.SuperKeyword]: (tables, node: ts.Expression) => thisTerm(tables, node, true),
	[ts.SyntaxKind.PropertyAccessExpression]: (tables, node: ts.PropertyAccessExpression) => memberTerm(tables, node),
	[ts.SyntaxKind.ElementAccessExpression]: (tables, node: ts.ElementAccessExpression) => elementTerm(tables, node),
	[ts.SyntaxKind.CallExpression]: (tables, node: ts.CallExpression) => callTerm(tables, node),
	[ts.SyntaxKind.NewExpression]: (tables, node: ts.NewExpression) => callTerm(tables, node),
	[ts.SyntaxKind.ArrowFunction]: (tables, node: ts.ArrowFunction) => functionTerm(tables, node),
	[ts.SyntaxKind.FunctionExpression]: (tables, node: ts.FunctionExpression) => functionTerm(tables, node),
	[ts.SyntaxKind.ClassExpression]: (tables, node: ts.ClassExpression) =>
		intern(tables, {kind: 'shape', shape: shapeOf(tables, node)}),
	[ts.SyntaxKind.ObjectLiteralExpression]: (tables, node: ts.ObjectLiteralExpression) =>
		intern(tables, {kind: 'shape', shape: shapeOf(tables, node)}),
	[ts.SyntaxKind.ArrayLiteralExpression]: (tables, node: ts.ArrayLiteralExpression) => listTerm(tables, node),
	[ts.SyntaxKind.AwaitExpression]: (tables, node: ts.AwaitExpression) =>
		awaited(tables, termOf(tables, node.expression)),
	[ts.SyntaxKind.ConditionalExpression]: (tables, node: ts.ConditionalExpression) =>
		either(tables, [termOf(tables, node.whenTrue), termOf(tables, node.whenFalse)]),
	[ts.SyntaxKind.BinaryExpression]: (tables, node: ts.BinaryExpression) => binaryTerm(tables, node),
	[ts.SyntaxKind.ParenthesizedExpression]: inner,
	[ts.SyntaxKind.NonNullExpression]: inner,
	[ts.SyntaxKind.SatisfiesExpression]: inner,
	[ts.SyntaxKind.ExpressionWithTypeArguments]: inner,
	[ts.SyntaxKind.AsExpression]: (tables, node: ts.AsExpression) => castTerm(tables, node),
	[ts.SyntaxKind.TypeAssertionExpression]: (tables, node: ts.TypeAssertion) => castTerm(tables, node),
	[ts.SyntaxKind.StringLiteral]: (tables, node: ts.StringLiteral) => textTerm(tables, node.text),
	[ts.SyntaxKind.NoSubstitutionTemplateLiteral]: (tables, node: ts.StringLiteralLike) => textTerm(tables, node.text),
	[ts.SyntaxKind.TemplateExpression]: named('string'),
	[ts.SyntaxKind.NumericLiteral]: named('number'),
	[ts.SyntaxKind.BigIntLiteral]: named('bigint'),
	[ts.SyntaxKind.TrueKeyword]: named('boolean'),
	[ts.SyntaxKind.FalseKeyword]: named('boolean'),
	[ts.SyntaxKind.NullKeyword]: named('null'),
	[ts.SyntaxKind.PrefixUnaryExpression]: named('number'),
	[ts.SyntaxKind.PostfixUnaryExpression]: named('number'),
	[ts.SyntaxKind.TypeOfExpression]: named('string'),
	[ts.SyntaxKind.VoidExpression]: named('undefined'),
	[ts.SyntaxKind.RegularExpressionLiteral]: tables =>
		intern(tables, {kind: 'type', of: intern(tables, {kind: 'global', name: 'RegExp'}), args: []}),
};

export const awaited = (tables: Tables, of: TermId): TermId =>
	of === NOTHING ? NOTHING : intern(tables, {kind: 'await', of});

export const textTerm = (tables: Tables, text: string): TermId =>
	intern(
		tables,
		text.length > MOST_TEXT ? {kind: 'primitive', name: 'string'} : {kind: 'primitive', name: 'string', text},
	);

function identifierTerm(tables: Tables, node: ts.Identifier): TermId {
	if (node.text === 'undefined') return primitive(tables, 'undefined');
	const declaration = declarationOf(tables.index, node);
	if (declaration) return declaredTerm(tables, declaration);
	if (node.text === 'exports') return intern(tables, {kind: 'self'});
	return intern(tables, {kind: 'global', name: node.text});
}

export function member(tables: Tables, of: TermId, name: string): TermId {
	return of === NOTHING ? NOTHING : intern(tables, {kind: 'member', of, name});
}

function memberTerm(tables: Tables, node: ts.PropertyAccessExpression): TermId {
	if (isModuleExports(tables, node)) return intern(tables, {kind: 'self'});
	return member(tables, termOf(tables, node.expression), node.name.text);
}

/** `module.exports` */
export function isModuleExports(tables: Tables, node: ts.Node): boolean {
	return (
		ts.isPropertyAccessExpression(node) &&
		node.name.text === 'exports' &&
		ts.isIdentifier(node.expression) &&
		node.expression.text === 'module' &&
		!declarationOf(tables.index, node.expression)
	);
}

function elementTerm(tables: Tables, node: ts.ElementAccessExpression): TermId {
	const of = termOf(tables, node.expression);
	const key = node.argumentExpression;
	if (ts.isStringLiteralLike(key)) return member(tables, of, key.text);
	if (of === NOTHING) return NOTHING;
	return ts.isNumericLiteral(key)
		? intern(tables, {kind: 'element', of, index: Number(key.text)})
		: symbolMember(tables, of, key);
}

/** `x[Symbol.iterator]` is a member like any other; every other computed key may be any element. */
function symbolMember(tables: Tables, of: TermId, key: ts.Expression): TermId {
	const isSymbol =
		ts.isPropertyAccessExpression(key) && ts.isIdentifier(key.expression) && key.expression.text === 'Symbol';
	return isSymbol ? member(tables, of, `[${key.getText(tables.index.source)}]`) : intern(tables, {kind: 'element', of});
}

function callTerm(tables: Tables, node: ts.CallExpression | ts.NewExpression): TermId {
	const module = requireSpecifier(node);
	if (module !== undefined && !(ts.isCallExpression(node) && isShadowedRequire(tables, node))) {
		return intern(tables, {kind: 'import', module, member: '*'});
	}
	return intern(tables, {kind: 'result', call: tables.index.idOf.get(node)!});
}

const isShadowedRequire = (tables: Tables, node: ts.CallExpression): boolean =>
	ts.isIdentifier(node.expression) && declarationOf(tables.index, node.expression)?.kind === 'parameter';

export function functionTerm(tables: Tables, node: ts.Node): TermId {
	const fn = tables.index.idOf.get(node);
	return fn === undefined ? NOTHING : intern(tables, {kind: 'function', fn});
}

function listTerm(tables: Tables, node: ts.ArrayLiteralExpression): TermId {
	if (node.elements.some(ts.isSpreadElement)) return looseList(tables, node);
	const of = node.elements.slice(0, MOST_ELEMENTS).map(element => termOf(tables, element));
	return intern(tables, {kind: 'list', of});
}

/** With spread parts the positions say nothing. */
function looseList(tables: Tables, node: ts.ArrayLiteralExpression): TermId {
	const of = node.elements.slice(0, MOST_ELEMENTS).map(element => {
		return ts.isSpreadElement(element) ? spreadTerm(tables, element) : termOf(tables, element);
	});
	return intern(tables, {kind: 'list', of: [either(tables, of)]});
}

/** Any of the elements. */
export function spreadTerm(tables: Tables, node: ts.SpreadElement): TermId {
	const list = termOf(tables, node.expression);
	return list === NOTHING ? NOTHING : intern(tables, {kind: 'element', of: list});
}

function binaryTerm(tables: Tables, node: ts.BinaryExpression): TermId {
	switch (node.operatorToken.kind) {
		case ts.SyntaxKind.BarBarToken:
		case ts.SyntaxKind.QuestionQuestionToken:
			return either(tables, [termOf(tables, node.left), termOf(tables, node.right)]);
		case ts.SyntaxKind.AmpersandAmpersandToken:
		case ts.SyntaxKind.CommaToken:
		case ts.SyntaxKind.EqualsToken:
		case ts.SyntaxKind.QuestionQuestionEqualsToken:
		case ts.SyntaxKind.BarBarEqualsToken:
			return termOf(tables, node.right);
		default:
			return primitive(tables, 'number');
	}
}

/** A cast to `any` or `unknown` hides nothing from the reader: the value is what it was. */
function castTerm(tables: Tables, node: ts.AsExpression | ts.TypeAssertion): TermId {
	const {type} = node;
	const keeps =
		ts.isConstTypeReference(type) ||
		type.kind === ts.SyntaxKind.AnyKeyword ||
		type.kind === ts.SyntaxKind.UnknownKeyword;
	return keeps ? termOf(tables, node.expression) : typeTerm(tables, type);
}
