import {ts} from '@ts-morph/common';
import {bare} from './flow/bare.ts';
import {type Declaration, requireSpecifier} from './scopes.ts';
import {type FileIndex, nodesOf} from './walk.ts';

/** What a file exports under a name. */
export type Exported =
	| {kind: 'declaration'; index: FileIndex; declaration: Declaration}
	| {kind: 'value'; index: FileIndex; value: ts.Expression}
	| {kind: 'type'; index: FileIndex; type: ts.InterfaceDeclaration | ts.TypeAliasDeclaration}
	| {kind: 'module'; index: FileIndex}
	/** Handed on from a module that is no file of the project. */
	| {kind: 'package'; module: string; member: string};

const MOST_HOPS = 12;

/** Follows re-exports and stars. Without `specifier` the export of `from` itself. `*` is the module as a whole. */
export function exportOf(from: FileIndex, specifier: string | undefined, name: string, hops = 0): Exported | undefined {
	const index = specifier === undefined ? from : from.others?.imported(from, specifier);
	if (!index) return hops > 0 && specifier !== undefined ? ofPackage(specifier, name) : undefined;
	if (hops > MOST_HOPS) return undefined;
	const whole = assignedExports(index);
	if (name === '*') return whole ? exportedValue(index, whole, hops) : {kind: 'module', index};
	const found = specified(index, name, hops) ?? declared(index, name) ?? assigned(index, name, whole, hops);
	return found ?? (name === 'default' ? undefined : starred(index, name, hops));
}

const ofPackage = (module: string, member: string): Exported | undefined =>
	/^[./]/.test(module) ? undefined : {kind: 'package', module, member};

/** `export {a as name}`, `export {a as name} from 'm'`, `export * as name from 'm'`. */
function specified(index: FileIndex, name: string, hops: number): Exported | undefined {
	for (const {exportClause: clause, moduleSpecifier} of exportsOf(index)) {
		const module = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
		if (clause && ts.isNamespaceExport(clause)) {
			if (clause.name.text === name) return exportOf(index, module, '*', hops + 1);
			continue;
		}
		const element = clause?.elements.find(each => each.name.text === name);
		if (!element) continue;
		const local = (element.propertyName ?? element.name).text;
		return module === undefined ? named(index, local, hops) : exportOf(index, module, local, hops + 1);
	}
	return undefined;
}

const exportsOf = (index: FileIndex): ts.ExportDeclaration[] =>
	nodesOf<ts.ExportDeclaration>(index, ts.SyntaxKind.ExportDeclaration);

/** What a name means at the top of a file. */
function named(index: FileIndex, name: string, hops: number): Exported | undefined {
	const declaration = index.scopes.get(index.source)?.get(name);
	if (declaration?.kind === 'import') {
		return exportOf(index, declaration.module, declaration.member, hops + 1);
	}
	if (declaration) return {kind: 'declaration', index, declaration};
	return typeNamed(index, name);
}

function typeNamed(index: FileIndex, name: string): Exported | undefined {
	const type = index.source.statements.find(
		(statement): statement is ts.InterfaceDeclaration | ts.TypeAliasDeclaration =>
			(ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) && statement.name.text === name,
	);
	return type && {kind: 'type', index, type};
}

/** `export const name`, `export function name`, `export default …`. */
function declared(index: FileIndex, name: string): Exported | undefined {
	for (const statement of index.source.statements) {
		if (ts.isExportAssignment(statement)) {
			if (name === 'default' && !statement.isExportEquals) return exportedValue(index, statement.expression, 0);
		} else if (isExported(statement, name === 'default')) {
			const found = name === 'default' ? ofDefault(index, statement) : ofStatement(index, statement, name);
			if (found) return found;
		}
	}
	return undefined;
}

function isExported(statement: ts.Statement, isDefault: boolean): boolean {
	const flags = ts.canHaveModifiers(statement)
		? ts.getCombinedModifierFlags(statement as unknown as ts.Declaration)
		: 0;
	const wanted = isDefault ? ts.ModifierFlags.ExportDefault : ts.ModifierFlags.Export;
	return (flags & wanted) === wanted && (isDefault || (flags & ts.ModifierFlags.Default) === 0);
}

function ofDefault(index: FileIndex, statement: ts.Statement): Exported | undefined {
	const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
	return isNamed && statement.name ? named(index, statement.name.text, 0) : undefined;
}

function ofStatement(index: FileIndex, statement: ts.Statement, name: string): Exported | undefined {
	if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
		return statement.name.text === name ? {kind: 'type', index, type: statement} : undefined;
	}
	const declaration = index.scopes.get(index.source)?.get(name);
	const holds = declaration && declaration.name.pos >= statement.pos && declaration.name.end <= statement.end;
	return holds ? {kind: 'declaration', index, declaration} : undefined;
}

/** A name stands for what it was declared as, anything else for itself. */
function exportedValue(index: FileIndex, expression: ts.Expression, hops: number): Exported | undefined {
	const value = bare(expression);
	if (ts.isIdentifier(value) && value.text !== 'undefined') return named(index, value.text, hops);
	const loaded = requireSpecifier(value);
	return loaded === undefined ? {kind: 'value', index, value} : exportOf(index, loaded, '*', hops + 1);
}

/** What `module.exports` or `export =` is set to, if only once. */
function assignedExports(index: FileIndex): ts.Expression | undefined {
	const equals = index.source.statements.find(
		(statement): statement is ts.ExportAssignment =>
			ts.isExportAssignment(statement) && statement.isExportEquals === true,
	);
	if (equals) return equals.expression;
	const values = assignments(index).filter(({left}) => isExports(left, false));
	return values.length === 1 ? values[0]!.right : undefined;
}

const assignments = (index: FileIndex): ts.BinaryExpression[] =>
	nodesOf<ts.BinaryExpression>(index, ts.SyntaxKind.BinaryExpression).filter(
		({operatorToken}) => operatorToken.kind === ts.SyntaxKind.EqualsToken,
	);

/** `module.exports`, and with `short` also `exports`. */
function isExports(node: ts.Expression, short: boolean): boolean {
	if (ts.isIdentifier(node)) return short && node.text === 'exports';
	if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'exports') return false;
	return ts.isIdentifier(node.expression) && node.expression.text === 'module';
}

/** `exports.name = …`, a member of the object that `module.exports` is, or that object itself as default. */
function assigned(
	index: FileIndex,
	name: string,
	whole: ts.Expression | undefined,
	hops: number,
): Exported | undefined {
	const own = assignments(index).filter(
		({left}) => ts.isPropertyAccessExpression(left) && left.name.text === name && isExports(left.expression, true),
	);
	if (own.length === 1) return exportedValue(index, own[0]!.right, hops);
	if (own.length > 1 || !whole) return undefined;
	if (name === 'default') return exportedValue(index, whole, hops);
	return memberOfObject(index, bare(whole), name, hops);
}

function memberOfObject(index: FileIndex, object: ts.Expression, name: string, hops: number): Exported | undefined {
	if (!ts.isObjectLiteralExpression(object)) return undefined;
	for (const property of object.properties) {
		if (!property.name || !ts.isIdentifier(property.name) || property.name.text !== name) continue;
		if (ts.isShorthandPropertyAssignment(property)) return named(index, name, hops);
		return ts.isPropertyAssignment(property) ? exportedValue(index, property.initializer, hops) : undefined;
	}
	return undefined;
}

/** The first star that leads to the name; a package's star might lead to any. */
function starred(index: FileIndex, name: string, hops: number): Exported | undefined {
	let outside: Exported | undefined;
	for (const {exportClause, moduleSpecifier} of exportsOf(index)) {
		if (exportClause || !moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) continue;
		const found = exportOf(index, moduleSpecifier.text, name, hops + 1);
		if (found && found.kind !== 'package') return found;
		outside ??= found;
	}
	return outside;
}
