import {ts} from '@ts-morph/common';
import type {MockRule} from '../../model/test-rule.ts';
import type {Declaration} from '../scopes.ts';
import type {Context} from './context.ts';
import {isImported} from './mock-tables.ts';
import {isFunctionExpression, lastName, textOf, wrapped} from './syntax.ts';

/** `jest.mock('./db', …)`, `vi.doMock(import('./db'), …)`, bun's `mock.module('./db', …)`, `mockRequire('./db', …)`. */
export function specifierOfMock({mocks, declared}: Context, call: ts.CallExpression): string | undefined {
	const callee = call.expression;
	let isMock = false;
	if (ts.isPropertyAccessExpression(callee)) {
		isMock =
			mocks.holders.get(lastName(callee.expression))?.get(callee.name.text)?.by === 'specifier' ||
			isOf(mocks.loaders.get(callee.name.text), declared(callee.expression));
	} else if (ts.isIdentifier(callee)) {
		const declaration = declared(callee);
		const name = declaration?.kind === 'import' ? nameOf(declaration.member) : '';
		isMock = isOf(mocks.loaders.get(name), declaration);
	}
	if (!isMock) return undefined;
	const [first] = call.arguments;
	const isImport = first && ts.isCallExpression(first) && first.expression.kind === ts.SyntaxKind.ImportKeyword;
	return textOf(isImport ? first.arguments[0] : first);
}

const nameOf = (member: string) => (member === '*' ? 'default' : member);

const isOf = (mocks: readonly MockRule[] | undefined, declaration: Declaration | undefined): boolean =>
	declaration?.kind === 'import' && (mocks ?? []).some(({modules}) => modules.includes(declaration.module));

/** The module whose factory returns this object literal, or another module's replacement in a proxyquire table. */
export function moduleOfFactory(context: Context, literal: ts.Node): string | undefined {
	const call = callOfFactory(literal);
	if (call) return specifierOfMock(context, call);
	return moduleOfTable(context, literal);
}

function callOfFactory(literal: ts.Node): ts.CallExpression | undefined {
	const factory = ts.isReturnStatement(literal.parent) ? literal.parent.parent.parent : literal.parent;
	// A `return` at top level, as CommonJS allows it, has no function around.
	if (!factory || !isFunctionExpression(factory)) return undefined;
	const {parent} = wrapped(factory);
	return ts.isCallExpression(parent) && parent.arguments[1] === factory ? parent : undefined;
}

/** `proxyquire('../lib/a', {'./db': {query: f}})`. */
function moduleOfTable(context: Context, literal: ts.Node): string | undefined {
	const property = literal.parent;
	if (!ts.isPropertyAssignment(property) || !ts.isStringLiteralLike(property.name)) return undefined;
	const table = wrapped(property.parent).parent;
	if (!ts.isCallExpression(table)) return undefined;
	let callee: ts.Expression = table.expression;
	while (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee)) callee = callee.expression;
	return libraryOfTable(context, callee) ? property.name.text : undefined;
}

/** The library whose function takes a table of modules, known by what it is called or by what is imported as it. */
export function libraryOfTable(context: Context, callee: ts.Expression): MockRule | undefined {
	const name = lastName(callee);
	const declaration = context.declared(callee);
	const imported = declaration?.kind === 'import' ? context.mocks.byModule.get(declaration.module) : undefined;
	if (imported?.replaces?.some(({by}) => by === 'table')) return imported;
	const mock = context.mocks.tables.get(name);
	// A loader made from the library keeps its name: `proxyquire.noCallThru()`.
	return mock && [...context.mocks.tables.values()].some(each => isImported(context, each)) ? mock : undefined;
}
