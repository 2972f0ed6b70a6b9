import {ts} from '@ts-morph/common';
import type {ImportFact, TermId} from '../model/code.ts';
import {shapeOf} from './code-shapes.ts';
import {intern, NOTHING, type Tables} from './code-tables.ts';
import {declaredIn} from './code-type-names.ts';
import {namedTypeTerm} from './code-types.ts';
import {declaredTerm} from './code-variables.ts';
import {type Declaration, requireSpecifier} from './scopes.ts';
import {functionTerm, isModuleExports, termOf, textTerm} from './terms.ts';
import {declarationOf, type FileIndex, nodesOf} from './walk.ts';

/** What the file imports and exports, in both module systems. */
export function extractModule(tables: Tables): void {
	const imports = new Map<string, ImportFact>();
	extractImports(tables, imports);
	for (const statement of tables.index.source.statements) extractStatement(tables, statement, imports);
	for (const node of nodesOf<ts.BinaryExpression>(tables.index, ts.SyntaxKind.BinaryExpression)) {
		extractCommonJs(tables, node);
	}
	tables.code.imports = [...imports.values()];
}

/** A module that is imported for its types and for its values counts as imported for its values. */
function addImport(imports: Map<string, ImportFact>, fact: ImportFact): void {
	const known = imports.get(fact.module);
	if (!known) {
		imports.set(fact.module, fact);
		return;
	}
	if (!fact.type) delete known.type;
	if (!fact.dynamic) delete known.dynamic;
}

function extractImports(tables: Tables, imports: Map<string, ImportFact>): void {
	const {index} = tables;
	for (const {importClause, moduleSpecifier} of nodesOf<ts.ImportDeclaration>(index, ts.SyntaxKind.ImportDeclaration)) {
		if (!ts.isStringLiteral(moduleSpecifier)) continue;
		const isType = importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword || isElided(tables, importClause);
		addImport(imports, {module: moduleSpecifier.text, ...(isType && {type: true as const})});
	}
	for (const node of nodesOf<ts.ImportEqualsDeclaration>(index, ts.SyntaxKind.ImportEqualsDeclaration)) {
		const {moduleReference: reference} = node;
		if (ts.isExternalModuleReference(reference) && ts.isStringLiteral(reference.expression)) {
			addImport(imports, {module: reference.expression.text});
		}
	}
	for (const call of index.calls) {
		const module = requireSpecifier(call);
		if (module !== undefined) addImport(imports, {module, dynamic: true});
	}
}

/** TypeScript leaves out an import that is used for types alone; in JavaScript every import is one. */
function isElided({index}: Tables, clause: ts.ImportClause | undefined): boolean {
	// Decorators may want the types of parameters as values.
	if (!clause || !/\.[cm]?tsx?$/.test(index.file) || /^\s*@\w/m.test(index.text)) return false;
	const {name, namedBindings} = clause;
	const named =
		namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : namedBindings && [namedBindings];
	const bindings = [...(name ? [name] : []), ...(named ?? []).map(one => one.name)];
	const uses = bindings.flatMap(binding => usesOf(index, binding));
	return uses.length > 0 && uses.every(isInType);
}

function usesOf(index: FileIndex, binding: ts.Identifier): ts.Identifier[] {
	const declaration = declarationOf(index, binding);
	return (index.identifiers.get(binding.text) ?? []).filter(
		one => one !== binding && !ts.isImportSpecifier(one.parent) && declarationOf(index, one) === declaration,
	);
}

/** Below a type, where no expression stands between. */
function isInType(node: ts.Node): boolean {
	for (
		let at = node.parent;
		ts.isQualifiedName(at) || ts.isTypeNode(at) || ts.isTypeParameterDeclaration(at);
		at = at.parent
	)
		if (ts.isTypeNode(at) && !ts.isExpressionWithTypeArguments(at)) return true;
	return false;
}

function extractStatement(tables: Tables, statement: ts.Statement, imports: Map<string, ImportFact>): void {
	if (ts.isExportDeclaration(statement)) {
		extractExports(tables, statement, imports);
	} else if (ts.isExportAssignment(statement)) {
		extractAssignment(tables, statement);
	} else if (isExported(statement)) {
		extractDeclared(tables, statement);
	}
}

/** `export default X`, where X may be a type, a value or both. */
function extractAssignment(tables: Tables, {expression, isExportEquals}: ts.ExportAssignment): void {
	const name = isExportEquals ? 'export=' : 'default';
	const isType = ts.isIdentifier(expression) && declaredIn(tables, tables.index.source, expression.text) !== undefined;
	if (!isType || declarationOf(tables.index, expression)) addExport(tables, name, termOf(tables, expression));
	if (isType) addType(tables, name, expression);
}

const isExported = (node: ts.Statement): boolean =>
	ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({kind}) => kind === ts.SyntaxKind.ExportKeyword);

const isDefault = (node: ts.Statement): boolean =>
	ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({kind}) => kind === ts.SyntaxKind.DefaultKeyword);

function addExport(tables: Tables, name: string, term: TermId, type = false): void {
	tables.code.exports.push(type ? {name, term, type} : {name, term});
}

function extractExports(tables: Tables, node: ts.ExportDeclaration, imports: Map<string, ImportFact>): void {
	const {exportClause: clause, moduleSpecifier} = node;
	const module = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
	if (module !== undefined) addImport(imports, {module, ...(node.isTypeOnly && {type: true as const})});
	if (!clause) {
		if (module !== undefined) tables.code.stars.push(module);
	} else if (ts.isNamespaceExport(clause)) {
		addExport(tables, clause.name.text, intern(tables, {kind: 'import', module: module!, member: '*'}));
	} else {
		for (const element of clause.elements) extractSpecifier(tables, element, module);
	}
}

function extractSpecifier(tables: Tables, {name, propertyName}: ts.ExportSpecifier, module: string | undefined): void {
	const local = propertyName ?? name;
	if (module !== undefined) {
		addExport(tables, name.text, intern(tables, {kind: 'import', module, member: local.text}));
		return;
	}
	if (!ts.isIdentifier(local)) return;
	const declaration = tables.index.scopes.get(tables.index.source)?.get(local.text);
	if (declaration) addExport(tables, name.text, declaredTerm(tables, declaration));
	if (declaredIn(tables, tables.index.source, local.text)) addType(tables, name.text, local);
}

const addType = (tables: Tables, name: string, identifier: ts.Identifier): void =>
	addExport(tables, name, namedTypeTerm(tables, identifier), true);

function extractDeclared(tables: Tables, statement: ts.Statement): void {
	if (ts.isVariableStatement(statement)) {
		for (const {name} of statement.declarationList.declarations) exportNames(tables, name);
	} else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
		addType(tables, isDefault(statement) ? 'default' : statement.name.text, statement.name);
	} else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
		exportDeclaration(tables, statement);
	} else if (ts.isEnumDeclaration(statement) || ts.isModuleDeclaration(statement)) {
		if (ts.isIdentifier(statement.name)) exportName(tables, statement.name);
	}
}

function exportDeclaration(tables: Tables, node: ts.FunctionDeclaration | ts.ClassDeclaration): void {
	if (ts.isFunctionDeclaration(node) && !node.body) return;
	const name = isDefault(node) ? 'default' : node.name?.text;
	if (name === undefined) return;
	const term = ts.isFunctionDeclaration(node)
		? functionTerm(tables, node)
		: intern(tables, {kind: 'shape', shape: shapeOf(tables, node)});
	addExport(tables, name, term);
}

function exportNames(tables: Tables, name: ts.BindingName): void {
	if (ts.isIdentifier(name)) {
		exportName(tables, name);
		return;
	}
	for (const element of name.elements) {
		if (ts.isBindingElement(element)) exportNames(tables, element.name);
	}
}

function exportName(tables: Tables, name: ts.Identifier): void {
	const declaration: Declaration | undefined = declarationOf(tables.index, name);
	if (declaration) addExport(tables, name.text, declaredTerm(tables, declaration));
}

/** `module.exports = x`, `exports.m = x`, `module.exports.m = x`. */
function extractCommonJs(tables: Tables, node: ts.BinaryExpression): void {
	if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isPropertyAccessExpression(node.left)) return;
	const {left} = node;
	if (isModuleExports(tables, left)) {
		addExport(tables, 'export=', lastAssigned(tables, node));
	} else if (isExportsObject(tables, left.expression)) {
		addExport(tables, left.name.text, lastAssigned(tables, node));
	}
}

/** `exports = module.exports = x` gives x to all of them. */
function lastAssigned(tables: Tables, node: ts.BinaryExpression): TermId {
	const {right} = node;
	if (ts.isBinaryExpression(right) && right.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
		return lastAssigned(tables, right);
	}
	if (right.kind === ts.SyntaxKind.VoidExpression) return NOTHING;
	return ts.isStringLiteral(right) ? textTerm(tables, right.text) : termOf(tables, right);
}

const isExportsObject = (tables: Tables, node: ts.Expression): boolean =>
	isModuleExports(tables, node) ||
	(ts.isIdentifier(node) && node.text === 'exports' && !declarationOf(tables.index, node));
