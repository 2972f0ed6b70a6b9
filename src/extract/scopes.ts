import {ts} from '@ts-morph/common';

/** What a name means in this file. `name` is the declaring identifier. */
export type Declaration =
	| {kind: 'import'; name: ts.Identifier; module: string /** `default`, `*` or the exported name. */; member: string}
	| {kind: 'function'; name: ts.Identifier; node: ts.FunctionDeclaration | ts.FunctionExpression}
	| {kind: 'class'; name: ts.Identifier; node: ts.ClassLikeDeclaration}
	| {kind: 'variable'; name: ts.Identifier; node: ts.VariableDeclaration}
	/** `const {a: [b]} = …`, also inside parameters. */
	| {kind: 'binding'; name: ts.Identifier; node: ts.BindingElement}
	| {kind: 'parameter'; name: ts.Identifier; node: ts.ParameterDeclaration}
	| {kind: 'catch'; name: ts.Identifier; node: ts.VariableDeclaration}
	| {kind: 'enum'; name: ts.Identifier; node: ts.EnumDeclaration}
	| {kind: 'namespace'; name: ts.Identifier; node: ts.ModuleDeclaration};

export type ScopeMap = Map<ts.Node, Map<string, Declaration>>;

export function isScope(node: ts.Node): boolean {
	switch (node.kind) {
		case ts.SyntaxKind.SourceFile:
		case ts.SyntaxKind.Block:
		case ts.SyntaxKind.ForStatement:
		case ts.SyntaxKind.ForOfStatement:
		case ts.SyntaxKind.ForInStatement:
		case ts.SyntaxKind.CatchClause:
		case ts.SyntaxKind.CaseBlock:
		case ts.SyntaxKind.ModuleBlock:
		case ts.SyntaxKind.ClassDeclaration:
		case ts.SyntaxKind.ClassExpression:
			return true;
		default:
			return ts.isFunctionLike(node);
	}
}

/** Enters what `node` declares into the scope it belongs to. Every scope above `node` is in the map already. */
export function declare(scopes: ScopeMap, node: ts.Node): void {
	switch (node.kind) {
		case ts.SyntaxKind.VariableDeclaration:
			return declareVariable(scopes, node as ts.VariableDeclaration);
		case ts.SyntaxKind.BindingElement:
			return declareBinding(scopes, node as ts.BindingElement);
		case ts.SyntaxKind.Parameter: {
			const parameter = node as ts.ParameterDeclaration;
			// JSDoc's `function(string)` has parameters without names.
			if (parameter.name && ts.isIdentifier(parameter.name))
				put(scopes, parameter.parent, {kind: 'parameter', name: parameter.name, node: parameter});
			return;
		}
		case ts.SyntaxKind.FunctionDeclaration: {
			const fn = node as ts.FunctionDeclaration;
			if (fn.name)
				put(scopes, scopeAround(scopes, fn), {kind: 'function', name: fn.name, node: fn}, fn.body !== undefined);
			return;
		}
		case ts.SyntaxKind.FunctionExpression: {
			const fn = node as ts.FunctionExpression;
			if (fn.name) put(scopes, fn, {kind: 'function', name: fn.name, node: fn}, false);
			return;
		}
		case ts.SyntaxKind.ClassDeclaration:
		case ts.SyntaxKind.ClassExpression: {
			const klass = node as ts.ClassLikeDeclaration;
			if (klass.name)
				put(scopes, ts.isClassDeclaration(klass) ? scopeAround(scopes, klass) : klass, {
					kind: 'class',
					name: klass.name,
					node: klass,
				});
			return;
		}
		case ts.SyntaxKind.EnumDeclaration: {
			const declaration = node as ts.EnumDeclaration;
			put(scopes, scopeAround(scopes, node), {kind: 'enum', name: declaration.name, node: declaration});
			return;
		}
		case ts.SyntaxKind.ModuleDeclaration: {
			const declaration = node as ts.ModuleDeclaration;
			// A namespace merged with a function or class must not shadow it.
			if (ts.isIdentifier(declaration.name))
				put(scopes, scopeAround(scopes, node), {kind: 'namespace', name: declaration.name, node: declaration}, false);
			return;
		}
		case ts.SyntaxKind.ImportDeclaration:
			return declareImports(scopes, node as ts.ImportDeclaration);
		case ts.SyntaxKind.ImportEqualsDeclaration: {
			const {name, moduleReference, parent} = node as ts.ImportEqualsDeclaration;
			if (ts.isExternalModuleReference(moduleReference) && ts.isStringLiteral(moduleReference.expression)) {
				put(scopes, parent, {kind: 'import', name, module: moduleReference.expression.text, member: '*'});
			}
		}
	}
}

function declareVariable(scopes: ScopeMap, node: ts.VariableDeclaration): void {
	if (!ts.isIdentifier(node.name)) return;
	if (ts.isCatchClause(node.parent)) {
		put(scopes, node.parent, {kind: 'catch', name: node.name, node});
		return;
	}
	put(scopes, scopeOfVariable(scopes, node), requiredModule(node) ?? {kind: 'variable', name: node.name, node});
}

function declareBinding(scopes: ScopeMap, node: ts.BindingElement): void {
	if (!ts.isIdentifier(node.name)) return;
	let root: ts.Node = node;
	while (ts.isBindingElement(root) || ts.isObjectBindingPattern(root) || ts.isArrayBindingPattern(root))
		root = root.parent;
	if (ts.isParameter(root)) {
		put(scopes, root.parent, {kind: 'binding', name: node.name, node});
	} else if (ts.isVariableDeclaration(root)) {
		const scope = ts.isCatchClause(root.parent) ? root.parent : scopeOfVariable(scopes, root);
		put(scopes, scope, requiredMember(root, node) ?? {kind: 'binding', name: node.name, node});
	}
}

function declareImports(scopes: ScopeMap, node: ts.ImportDeclaration): void {
	const {importClause: clause, moduleSpecifier} = node;
	if (!clause || !ts.isStringLiteral(moduleSpecifier)) return;
	const module = moduleSpecifier.text;
	if (clause.name) put(scopes, node.parent, {kind: 'import', name: clause.name, module, member: 'default'});
	const bindings = clause.namedBindings;
	if (!bindings) return;
	if (ts.isNamespaceImport(bindings)) {
		put(scopes, node.parent, {kind: 'import', name: bindings.name, module, member: '*'});
		return;
	}
	for (const {name, propertyName} of bindings.elements) {
		put(scopes, node.parent, {kind: 'import', name, module, member: (propertyName ?? name).text});
	}
}

/** `const x = require('m')` means the module, `const x = require('m').y` its member. */
function requiredModule(node: ts.VariableDeclaration): Declaration | undefined {
	let init = node.initializer;
	let member = '*';
	if (init && ts.isPropertyAccessExpression(init)) {
		member = init.name.text;
		init = init.expression;
	}
	const module = requireSpecifier(init);
	return module === undefined ? undefined : {kind: 'import', name: node.name as ts.Identifier, module, member};
}

/** `const {y: x} = require('m')`. */
function requiredMember(root: ts.VariableDeclaration, node: ts.BindingElement): Declaration | undefined {
	if (node.parent.parent !== root || !ts.isObjectBindingPattern(node.parent) || node.dotDotDotToken) return undefined;
	const module = requireSpecifier(root.initializer);
	const key = node.propertyName ?? node.name;
	if (module === undefined || !ts.isIdentifier(key)) return undefined;
	return {kind: 'import', name: node.name as ts.Identifier, module, member: key.text};
}

/** The module that an expression loads: `require('m')`, `await import('m')`. */
export function requireSpecifier(node: ts.Expression | undefined): string | undefined {
	const call = node && ts.isAwaitExpression(node) ? node.expression : node;
	if (!call || !ts.isCallExpression(call)) return undefined;
	const isRequire = ts.isIdentifier(call.expression) && call.expression.text === 'require';
	const [argument] = call.arguments;
	if (!isRequire && call.expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined;
	return argument && ts.isStringLiteralLike(argument) ? argument.text : undefined;
}

function scopeOfVariable(scopes: ScopeMap, node: ts.VariableDeclaration): ts.Node {
	if (ts.isVariableDeclarationList(node.parent) && !(node.parent.flags & ts.NodeFlags.BlockScoped)) {
		let at: ts.Node = node.parent;
		while (
			!ts.isSourceFile(at) &&
			!ts.isFunctionLike(at) &&
			!ts.isModuleBlock(at) &&
			!ts.isClassStaticBlockDeclaration(at)
		)
			at = at.parent;
		if (scopes.has(at)) return at;
	}
	return scopeAround(scopes, node);
}

function scopeAround(scopes: ScopeMap, node: ts.Node): ts.Node {
	let at = node.parent;
	while (!scopes.has(at)) at = at.parent;
	return at;
}

function put(scopes: ScopeMap, scope: ts.Node, declaration: Declaration, overwrite = true): void {
	const map = scopes.get(scope);
	if (!map || (!overwrite && map.has(declaration.name.text))) return;
	map.set(declaration.name.text, declaration);
}
