import {ts} from '@ts-morph/common';
import {depthBelow} from './depth.ts';
import {type Declaration, declare, isScope, type ScopeMap} from './scopes.ts';

export type FunctionNode = ts.FunctionLikeDeclaration | ts.SourceFile | ts.ClassStaticBlockDeclaration;
export type CallNode = ts.CallExpression | ts.NewExpression;

/**
 * One file's tree and what a single walk over it collected. Lives only while the file is extracted: no node leaves
 * `extract`. Ids are indexes in order of appearance, so they depend on the file's content alone.
 */
export interface FileIndex {
	file: string;
	text: string;
	source: ts.SourceFile;
	/** By function id; 0 is the file itself (its top-level code). */
	functions: FunctionNode[];
	/** By call id. */
	calls: CallNode[];
	idOf: Map<ts.Node, number>;
	scopes: ScopeMap;
	/** Every identifier of the file by its text. */
	identifiers: Map<string, ts.Identifier[]>;
	/** Nodes of the kinds in `COLLECTED`, in order of appearance. */
	nodes: Map<ts.SyntaxKind, ts.Node[]>;
	/** Under which name the user's rules know a module that this file imports, if they do. */
	named?: ((specifier: string) => string | undefined) | undefined;
	/** The other files, where what they say is asked for as well. */
	others?: Others;
}

/** What is read of other files when one file alone could not tell. */
export interface Others {
	/** The file that an import leads to. */
	imported(from: FileIndex, specifier: string): FileIndex | undefined;
	/** The file that holds a node. */
	home(node: ts.Node): FileIndex | undefined;
	/** What calls of the project give for a parameter. `all`: there can be no other calls. */
	argumentsFor(parameter: ts.ParameterDeclaration): {given: Array<ts.Expression | undefined>; all: boolean};
	/** The functions that a call runs. */
	functionsOf(call: CallNode): FunctionNode[];
	/** What of a package a call calls, `()` for what calling or constructing made. */
	calledOf(call: CallNode): {module: string; steps: string[]} | undefined;
	/** Some code of the project assigns a member of that name of something it imports. */
	isWritten(name: string): boolean;
}

/** The file that holds the node: `index` itself unless the node was reached through other files. */
export const homeOf = (index: FileIndex, node: ts.Node): FileIndex => index.others?.home(node) ?? index;

const COLLECTED: ReadonlySet<ts.SyntaxKind> = new Set([
	ts.SyntaxKind.TryStatement,
	ts.SyntaxKind.IfStatement,
	ts.SyntaxKind.WhileStatement,
	ts.SyntaxKind.DoStatement,
	ts.SyntaxKind.ForStatement,
	ts.SyntaxKind.ForOfStatement,
	ts.SyntaxKind.ForInStatement,
	ts.SyntaxKind.ElementAccessExpression,
	ts.SyntaxKind.ClassDeclaration,
	ts.SyntaxKind.ClassExpression,
	ts.SyntaxKind.ImportDeclaration,
	ts.SyntaxKind.ImportEqualsDeclaration,
	ts.SyntaxKind.ExportDeclaration,
	ts.SyntaxKind.ExportAssignment,
	ts.SyntaxKind.BinaryExpression,
	ts.SyntaxKind.VariableDeclaration,
	ts.SyntaxKind.PropertyAssignment,
	ts.SyntaxKind.ReturnStatement,
	ts.SyntaxKind.ThrowStatement,
	ts.SyntaxKind.YieldExpression,
]);

const JAVASCRIPT = /\.[cm]?jsx?$/;

const SCRIPT_KINDS: Record<string, ts.ScriptKind> = {
	'.tsx': ts.ScriptKind.TSX,
	'.jsx': ts.ScriptKind.JSX,
	'.js': ts.ScriptKind.JSX,
	'.mjs': ts.ScriptKind.JSX,
	'.cjs': ts.ScriptKind.JSX,
};

/**
 * Parses a file and walks it once. Never throws on syntax errors: the parser recovers, see `syntaxErrors`. Throws `TooDeep`,
 * or a RangeError of the parser's where that comes first.
 */
export function indexFile(file: string, text: string): FileIndex {
	const index = indexOf(file, text, parse(file, text, {}));
	if (walk(index)) return index;
	const script = indexOf(file, text, parse(file, text, {setExternalModuleIndicator: () => {}}));
	walk(script);
	return script;
}

function parse(file: string, text: string, more: Partial<ts.CreateSourceFileOptions>): ts.SourceFile {
	const extension = file.slice(file.lastIndexOf('.'));
	const isPlain = JAVASCRIPT.test(file);
	return ts.createSourceFile(
		file,
		text,
		{
			languageVersion: ts.ScriptTarget.Latest,
			// Types of plain JavaScript live in its JSDoc.
			jsDocParsingMode: isPlain ? ts.JSDocParsingMode.ParseAll : ts.JSDocParsingMode.ParseNone,
			...more,
		},
		// Where there is no JSDoc, which the walk does not enter, the walk sets parents as it goes.
		isPlain,
		SCRIPT_KINDS[extension] ?? ts.ScriptKind.TS,
	);
}

const indexOf = (file: string, text: string, source: ts.SourceFile): FileIndex => ({
	file,
	text,
	source,
	functions: [source],
	calls: [],
	idOf: new Map([[source, 0]]),
	scopes: new Map([[source, new Map()]]),
	identifiers: new Map(),
	nodes: new Map(),
});

/**
 * With an explicit stack, and how deep each node on it is. False where the tree is none: of a module that awaits at top
 * level the parser reads statements twice, and in broken code a node may then stand in two places.
 */
function walk(index: FileIndex): boolean {
	const stack: ts.Node[] = [index.source];
	const depths = [0];
	const children: ts.Node[] = [];
	while (stack.length > 0) {
		const node = stack.pop()!;
		const depth = depths.pop()!;
		visit(index, node);
		ts.forEachChild(node, child => {
			children.push(child);
		});
		while (children.length > 0) {
			const child = children.pop()!;
			(child as {parent: ts.Node}).parent ??= node;
			if (child.parent !== node) return false;
			stack.push(child);
			depths.push(depthBelow(depth, node, child));
		}
	}
	return true;
}

function visit(index: FileIndex, node: ts.Node): void {
	if (isScope(node) && !index.scopes.has(node)) index.scopes.set(node, new Map());
	declare(index.scopes, node);
	if (ts.isIdentifier(node)) {
		const known = index.identifiers.get(node.text);
		if (known) known.push(node);
		else index.identifiers.set(node.text, [node]);
	} else if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
		index.idOf.set(node, index.calls.push(node) - 1);
	} else if (isFunctionNode(node) && node !== index.source) {
		index.idOf.set(node, index.functions.push(node) - 1);
	}
	if (COLLECTED.has(node.kind)) {
		const known = index.nodes.get(node.kind);
		if (known) known.push(node);
		else index.nodes.set(node.kind, [node]);
	}
}

/** A function with a body, a class's static block, or the file itself: code that runs on its own account. */
export function isFunctionNode(node: ts.Node): node is FunctionNode {
	return (
		ts.isSourceFile(node) ||
		ts.isClassStaticBlockDeclaration(node) ||
		(ts.isFunctionLike(node) && 'body' in node && node.body !== undefined)
	);
}

/** The function around a node, the node itself not counted. */
export function enclosingFunction(node: ts.Node): FunctionNode {
	let at = node.parent;
	while (at && !isFunctionNode(at)) at = at.parent;
	return at as FunctionNode;
}

export function nodesOf<T extends ts.Node>(index: FileIndex, kind: T['kind']): T[] {
	return (index.nodes.get(kind) ?? []) as T[];
}

/** Those that stand in `root`, out of a list in the order of the text. */
export function within<T extends ts.Node>(all: readonly T[], root: ts.Node): T[] {
	let from = 0;
	for (let to = all.length; from < to; ) {
		const middle = (from + to) >> 1;
		if (all[middle]!.pos < root.pos) from = middle + 1;
		else to = middle;
	}
	const found: T[] = [];
	for (let at = from; at < all.length && all[at]!.pos < root.end; at++)
		if (all[at]!.end <= root.end) found.push(all[at]!);
	return found;
}

/** Where `identifier` is declared in this file; undefined for globals. Respects shadowing. */
export function declarationOf(index: FileIndex, identifier: ts.Identifier): Declaration | undefined {
	const {scopes} = homeOf(index, identifier);
	for (let at: ts.Node | undefined = identifier; at; at = at.parent) {
		const found = scopes.get(at)?.get(identifier.text);
		if (found) return found;
	}
	return undefined;
}

/** Every other identifier that means the same declaration. */
export function referencesTo(index: FileIndex, declaration: Declaration): ts.Identifier[] {
	return (homeOf(index, declaration.name).identifiers.get(declaration.name.text) ?? []).filter(
		identifier =>
			identifier !== declaration.name && isReference(identifier) && declarationOf(index, identifier) === declaration,
	);
}

/** False for member names, property keys, labels and declared names. */
export function isReference(identifier: ts.Identifier): boolean {
	const {parent} = identifier;
	if (ts.isPropertyAccessExpression(parent)) return parent.name !== identifier;
	if (ts.isQualifiedName(parent)) return parent.right !== identifier;
	if (ts.isBindingElement(parent)) return parent.propertyName !== identifier && parent.name !== identifier;
	if (ts.isImportSpecifier(parent) || ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent))
		return false;
	return !('name' in parent && parent.name === identifier && !ts.isShorthandPropertyAssignment(parent));
}

export interface SyntaxProblem {
	line: number;
	message: string;
}

/** What the parser could not read; the tree stands all the same. */
export function syntaxErrors(index: FileIndex): SyntaxProblem[] {
	const {parseDiagnostics = []} = index.source as unknown as {parseDiagnostics?: ts.DiagnosticWithLocation[]};
	return parseDiagnostics.map(problem => ({
		line: index.source.getLineAndCharacterOfPosition(problem.start).line + 1,
		message: ts.flattenDiagnosticMessageText(problem.messageText, ' '),
	}));
}
