import {ts} from '@ts-morph/common';
import {counted} from './places.ts';
import type {FileIndex} from './walk.ts';

/**
 * Offsets at which statement counters stand, ascending: where instrumenters put them in the source itself, and where
 * source maps put those of compiled code (imports, exports, classes, fields, enum members). A counter that falls
 * beside all of them was taken from another text.
 */
export function extractAnchors(index: FileIndex): number[] {
	const anchors = new Set<number>();
	const add = (node: ts.Node | undefined) => {
		if (node) anchors.add(node.getStart(index.source));
	};
	for (const node of index.nodes.get(ts.SyntaxKind.IfStatement) ?? []) {
		const {thenStatement, elseStatement} = node as ts.IfStatement;
		// Source maps give an `else if` the position of its `else` or of the brace before it.
		if (!elseStatement) continue;
		anchors.add(index.text.lastIndexOf('else', elseStatement.getStart(index.source) - 1));
		anchors.add(thenStatement.end - 1);
	}
	const stack: ts.Node[] = [index.source];
	while (stack.length > 0) {
		const node = stack.pop()!;
		addAnchors(node, add);
		ts.forEachChild(node, child => {
			stack.push(child);
		});
	}
	return [...anchors].sort((a, b) => a - b);
}

function addAnchors(node: ts.Node, add: (node: ts.Node | undefined) => void): void {
	if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) {
		addExpression(node.initializer, add);
		// Compiled fields and arrow functions carry the position of their name.
		if (node.initializer) add(node.name);
		if (ts.isPropertyDeclaration(node)) add(node);
		if (ts.isComputedPropertyName(node.name)) add(node.name.expression);
	} else if (ts.isArrowFunction(node)) {
		if (ts.isBlock(node.body)) return;
		addExpression(node.body, add);
		add(node);
		node.parameters.forEach(add);
	} else if (ts.isParameter(node)) {
		// `constructor(private options)` assigns.
		if (ts.isParameterPropertyDeclaration(node, node.parent)) {
			add(node);
			add(node.name);
		}
	} else if (ts.isEnumMember(node) || ts.isBindingElement(node)) {
		add(node);
	} else if (isDeclaration(node)) {
		addDeclaration(node, add);
	} else if (ts.isStatement(node) && !ts.isBlock(node)) {
		addStatement(node, add);
	}
}

function addStatement(node: ts.Statement, add: (node: ts.Node | undefined) => void): void {
	add(counted(node));
	if (ts.isExpressionStatement(node) || ts.isReturnStatement(node)) addExpression(node.expression, add);
}

/** Source maps of some compilers lose an opening parenthesis. */
function addExpression(node: ts.Expression | undefined, add: (node: ts.Node | undefined) => void): void {
	if (!node) return;
	add(node);
	const inner = leftmost(node);
	if (inner) add(inner);
}

function leftmost(node: ts.Expression): ts.Expression | undefined {
	let at: ts.Expression = node;
	for (;;) {
		if (ts.isParenthesizedExpression(at)) return at.expression;
		if (ts.isCallExpression(at) || ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) {
			at = at.expression;
		} else if (ts.isBinaryExpression(at)) at = at.left;
		else if (ts.isConditionalExpression(at)) at = at.condition;
		else if (ts.isAsExpression(at) || ts.isNonNullExpression(at) || ts.isSatisfiesExpression(at)) at = at.expression;
		else return undefined;
	}
}

type Declared =
	| ts.FunctionDeclaration
	| ts.ClassLikeDeclaration
	| ts.EnumDeclaration
	| ts.ModuleDeclaration
	| ts.ImportDeclaration
	| ts.ImportEqualsDeclaration
	| ts.ExportDeclaration
	| ts.ExportAssignment;

function isDeclaration(node: ts.Node): node is Declared {
	return (
		ts.isFunctionDeclaration(node) ||
		ts.isClassLike(node) ||
		ts.isEnumDeclaration(node) ||
		ts.isModuleDeclaration(node) ||
		ts.isImportDeclaration(node) ||
		ts.isImportEqualsDeclaration(node) ||
		ts.isExportDeclaration(node) ||
		ts.isExportAssignment(node)
	);
}

function addDeclaration(node: Declared, add: (node: ts.Node | undefined) => void): void {
	add(node);
	if ('name' in node) add(node.name);
	if (ts.isExportAssignment(node)) addExpression(node.expression, add);
	if (ts.isExportDeclaration(node) && node.exportClause && ts.isNamedExports(node.exportClause)) {
		for (const element of node.exportClause.elements) {
			add(element);
			add(element.name);
		}
	}
}
