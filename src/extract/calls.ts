import {ts} from '@ts-morph/common';
import type {CallFact, CodeFacts} from '../model/code.ts';
import {extractAccesses} from './code-accesses.ts';
import {extractBodies} from './code-bodies.ts';
import {extractElements} from './code-elements.ts';
import {extractExpandos, markConstructors} from './code-expandos.ts';
import {extractGlobals} from './code-globals.ts';
import {extractModule} from './code-modules.ts';
import {shapeOf} from './code-shapes.ts';
import {createTables, NOTHING, type Tables} from './code-tables.ts';
import {typeTerm} from './code-types.ts';
import {extractWritten} from './code-written.ts';
import {positionOf, shortText} from './places.ts';
import {requireSpecifier} from './scopes.ts';
import {spreadTerm, termOf} from './terms.ts';
import {type CallNode, enclosingFunction, type FileIndex, nodesOf} from './walk.ts';

/**
 * What linking needs to know of a file. Names and types are entered only where a call, a function, a class or an
 * export leads to them, so that data costs nothing.
 */
export function extractCode(index: FileIndex, accessors: ReadonlySet<string> = NONE): CodeFacts {
	const tables = createTables(index);
	if (index.text.startsWith('#!')) tables.code.program = true;
	markConstructors(tables);
	for (const node of nodesOf<ts.ClassDeclaration>(index, ts.SyntaxKind.ClassDeclaration)) shapeOf(tables, node);
	for (const node of nodesOf<ts.ClassExpression>(index, ts.SyntaxKind.ClassExpression)) shapeOf(tables, node);
	extractBodies(tables);
	tables.code.calls = index.calls.map(node => callFact(tables, node));
	extractModule(tables);
	extractExpandos(tables);
	const globals = extractGlobals(tables);
	if (globals.length > 0) tables.code.globals = globals;
	extractElements(tables);
	const accesses = extractAccesses(tables, accessors);
	if (accesses.length > 0) tables.code.accesses = accesses;
	const written = extractWritten(index);
	if (written.length > 0) tables.code.written = written;
	return tables.code;
}

const NONE: ReadonlySet<string> = new Set();

function callFact(tables: Tables, node: CallNode): CallFact {
	const {index} = tables;
	const callee = node.expression;
	const name = lastName(callee);
	const [line, column] = positionOf(index, (name ?? callee).getStart(index.source));
	const isImport = callee.kind === ts.SyntaxKind.ImportKeyword;
	const fact: CallFact = {
		line,
		column,
		owner: ownerOf(tables, node),
		callee: isImport ? NOTHING : termOf(tables, callee),
		name: isImport ? 'import' : (name?.text ?? (callee.kind === ts.SyntaxKind.SuperKeyword ? 'super' : '')),
		text: shortText(index, callee, 60),
		args: argumentsOf(tables, node),
	};
	const spread = (node.arguments ?? []).findIndex(ts.isSpreadElement);
	if (spread >= 0) fact.spread = spread;
	if (node.typeArguments) fact.types = node.typeArguments.map(type => typeTerm(tables, type));
	if (ts.isNewExpression(node)) fact.new = true;
	if (isAwaited(node)) fact.awaited = true;
	if (requireSpecifier(node) !== undefined && isTried(node)) fact.tried = true;
	return fact;
}

function argumentsOf(tables: Tables, node: CallNode): number[] {
	const args = node.arguments ?? [];
	return args.map(argument => (ts.isSpreadElement(argument) ? spreadTerm(tables, argument) : termOf(tables, argument)));
}

function lastName(callee: ts.Expression): ts.Identifier | ts.PrivateIdentifier | undefined {
	let at = callee;
	while (ts.isParenthesizedExpression(at) || ts.isNonNullExpression(at) || ts.isAsExpression(at)) at = at.expression;
	if (ts.isIdentifier(at)) return at;
	return ts.isPropertyAccessExpression(at) ? (at.name as ts.Identifier) : undefined;
}

/** The function whose code makes the call; of a field's initialiser the constructor, where one is written. */
function ownerOf(tables: Tables, node: ts.Node): number {
	const around = enclosingFunction(node);
	for (let at = node.parent; at && at !== around; at = at.parent) {
		if (!ts.isPropertyDeclaration(at) || !ts.isClassLike(at.parent) || isStaticField(at)) continue;
		const {construct} = tables.code.shapes[shapeOf(tables, at.parent)]!;
		if (construct >= 0) return construct;
	}
	return tables.index.idOf.get(around) ?? 0;
}

const isStaticField = (node: ts.PropertyDeclaration): boolean =>
	(ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Static) !== 0;

const CHAINED = new Set(['then', 'catch', 'finally']);

/** Awaited, returned from an async function, or followed by then, catch or finally. */
function isAwaited(node: CallNode): boolean {
	const {parent} = node;
	if (ts.isAwaitExpression(parent)) return true;
	if (ts.isPropertyAccessExpression(parent)) return CHAINED.has(parent.name.text);
	if (!ts.isReturnStatement(parent)) return false;
	const around = enclosingFunction(parent);
	return (
		ts.canHaveModifiers(around) && (ts.getModifiers(around) ?? []).some(({kind}) => kind === ts.SyntaxKind.AsyncKeyword)
	);
}

function isTried(node: ts.Node): boolean {
	for (let at = node; at.parent && !ts.isFunctionLike(at); at = at.parent) {
		if (ts.isTryStatement(at.parent) && at.parent.tryBlock === at) return true;
	}
	return false;
}
