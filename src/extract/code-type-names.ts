import {ts} from '@ts-morph/common';
import type {Tables} from './code-tables.ts';
import type {Declaration} from './scopes.ts';

export type TypeDeclaration =
	| ts.InterfaceDeclaration
	| ts.TypeAliasDeclaration
	| ts.TypeParameterDeclaration
	| Declaration;

const TYPE_KINDS: ReadonlySet<Declaration['kind']> = new Set(['import', 'class', 'enum', 'namespace']);

/** Where a type's name is declared in this file; undefined for globals. */
export function lookUpType(tables: Tables, name: ts.Identifier): TypeDeclaration | undefined {
	for (let at: ts.Node | undefined = name; at; at = at.parent) {
		const found = typeParameter(at, name.text) ?? declaredIn(tables, at, name.text);
		if (found) return found;
		const value = tables.index.scopes.get(at)?.get(name.text);
		if (value && TYPE_KINDS.has(value.kind)) return value;
	}
	return undefined;
}

function typeParameter(node: ts.Node, name: string): ts.TypeParameterDeclaration | undefined {
	const {typeParameters} = node as {typeParameters?: readonly ts.TypeParameterDeclaration[]};
	return typeParameters?.find(parameter => parameter.name.text === name);
}

/** The interface or alias that a block of statements declares under a name. */
export function declaredIn(
	tables: Tables,
	node: ts.Node,
	name: string,
): ts.InterfaceDeclaration | ts.TypeAliasDeclaration | undefined {
	if (!ts.isSourceFile(node) && !ts.isModuleBlock(node) && !ts.isBlock(node)) return undefined;
	let known = tables.types.get(node);
	if (!known) tables.types.set(node, (known = collect(node.statements)));
	return known.get(name) as ts.InterfaceDeclaration | ts.TypeAliasDeclaration | undefined;
}

function collect(statements: readonly ts.Statement[]): Map<string, ts.Node> {
	const found = new Map<string, ts.Node>();
	for (const statement of statements) {
		if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
			if (!found.has(statement.name.text)) found.set(statement.name.text, statement);
		}
	}
	return found;
}

/** Every interface of the name beside `node`: declarations of one name are one type. */
export function interfacesNamed(node: ts.Node, name: string): ts.InterfaceDeclaration[] {
	const {parent} = node;
	if (!ts.isSourceFile(parent) && !ts.isModuleBlock(parent) && !ts.isBlock(parent)) return [];
	return parent.statements.filter(
		(statement): statement is ts.InterfaceDeclaration =>
			ts.isInterfaceDeclaration(statement) && statement.name.text === name,
	);
}
