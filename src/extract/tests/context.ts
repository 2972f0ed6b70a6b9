import {ts} from '@ts-morph/common';
import type {TestRules} from '../../model/test-rule.ts';
import type {Declaration} from '../scopes.ts';
import {type CallNode, declarationOf, enclosingFunction, type FileIndex, type FunctionNode, nodesOf} from '../walk.ts';
import {type Blocks, collectBlocks} from './blocks.ts';
import {type MockTables, mockTables} from './mock-tables.ts';
import {runnerTables} from './runners.ts';

/** How one function ends, and what it waits for. */
export interface Exits {
	throws: ts.ThrowStatement[];
	returns: ts.ReturnStatement[];
	/** Calls that it awaits, `return await` not counted. */
	awaited: CallNode[];
}

/** A test file's index with what every reader here asks for, gathered once. */
export interface Context {
	index: FileIndex;
	/** Specifiers that the file imports or requires. */
	modules: ReadonlySet<string>;
	blocks: Blocks;
	mocks: MockTables;
	exitsOf(fn: ts.Node): Exits;
	/** References to a declaration of this file. */
	usesOf(declaration: Declaration): ts.Identifier[];
	declared(node: ts.Node): Declaration | undefined;
}

const NO_EXITS: Exits = {throws: [], returns: [], awaited: []};

export function openContext(index: FileIndex, rules: TestRules): Context {
	const exits = collectExits(index);
	const modules = collectModules(index);
	const uses = new Map<string, Map<Declaration, ts.Identifier[]>>();
	return {
		index,
		modules,
		blocks: collectBlocks(index, runnerTables(rules), modules),
		mocks: mockTables(rules),
		exitsOf: fn => exits.get(fn) ?? NO_EXITS,
		usesOf: declaration => usesOf(index, uses, declaration),
		declared: node => (ts.isIdentifier(node) ? declarationOf(index, node) : undefined),
	};
}

function collectModules(index: FileIndex): Set<string> {
	const modules = new Set<string>();
	for (const {moduleSpecifier} of nodesOf<ts.ImportDeclaration>(index, ts.SyntaxKind.ImportDeclaration)) {
		if (ts.isStringLiteral(moduleSpecifier)) modules.add(moduleSpecifier.text);
	}
	for (const call of index.calls) {
		const isLoad = ts.isIdentifier(call.expression)
			? call.expression.text === 'require'
			: call.expression.kind === ts.SyntaxKind.ImportKeyword;
		const [argument] = call.arguments ?? [];
		if (isLoad && argument && ts.isStringLiteralLike(argument)) modules.add(argument.text);
	}
	return modules;
}

function collectExits(index: FileIndex): Map<ts.Node, Exits> {
	const exits = new Map<ts.Node, Exits>();
	const of = (fn: FunctionNode): Exits => {
		let known = exits.get(fn);
		if (!known) exits.set(fn, (known = {throws: [], returns: [], awaited: []}));
		return known;
	};
	for (const node of nodesOf<ts.ThrowStatement>(index, ts.SyntaxKind.ThrowStatement)) {
		of(enclosingFunction(node)).throws.push(node);
	}
	for (const node of nodesOf<ts.ReturnStatement>(index, ts.SyntaxKind.ReturnStatement)) {
		of(enclosingFunction(node)).returns.push(node);
	}
	for (const call of index.calls) {
		const {parent} = call;
		if (ts.isAwaitExpression(parent) && !ts.isReturnStatement(parent.parent)) {
			of(enclosingFunction(call)).awaited.push(call);
		}
	}
	return exits;
}

/** All references of one name are sorted by declaration at once: asked once a stand-in, a file would pay a square. */
function usesOf(
	index: FileIndex,
	uses: Map<string, Map<Declaration, ts.Identifier[]>>,
	declaration: Declaration,
): ts.Identifier[] {
	const {text} = declaration.name;
	let byDeclaration = uses.get(text);
	if (!byDeclaration) {
		byDeclaration = new Map();
		for (const identifier of index.identifiers.get(text) ?? []) {
			if (!isUse(identifier)) continue;
			const found = declarationOf(index, identifier);
			if (!found || found.name === identifier) continue;
			const known = byDeclaration.get(found);
			if (known) known.push(identifier);
			else byDeclaration.set(found, [identifier]);
		}
		uses.set(text, byDeclaration);
	}
	return byDeclaration.get(declaration) ?? [];
}

/** Shorthand properties are uses: `{fetch}` hands the variable on. */
function isUse(identifier: ts.Identifier): boolean {
	const {parent} = identifier;
	if (ts.isShorthandPropertyAssignment(parent)) return true;
	if (ts.isPropertyAccessExpression(parent)) return parent.name !== identifier;
	return !(ts.isPropertyAssignment(parent) && parent.name === identifier);
}
