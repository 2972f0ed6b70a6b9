import {ts} from '@ts-morph/common';
import type {Context} from './context.ts';
import {isFunctionExpression, lastName, textOf, wrapped} from './syntax.ts';

const MOCKS: ReadonlySet<string> = new Set(['mock', 'doMock', 'unstable_mockModule', 'setMock']);

/** The runner's object on which module mocks are made. */
const HOLDERS: ReadonlySet<string> = new Set(['jest', 'vi', 'vitest']);

/** `jest.mock('./db', …)`, `vi.doMock(import('./db'), …)`, bun's `mock.module('./db', …)`. */
export function specifierOfMock(call: ts.CallExpression): string | undefined {
	const callee = call.expression;
	if (!ts.isPropertyAccessExpression(callee)) return undefined;
	const holder = lastName(callee.expression);
	const isMock = HOLDERS.has(holder) ? MOCKS.has(callee.name.text) : holder === 'mock' && callee.name.text === 'module';
	if (!isMock) return undefined;
	const [first] = call.arguments;
	const isImport = first && ts.isCallExpression(first) && first.expression.kind === ts.SyntaxKind.ImportKeyword;
	return textOf(isImport ? first.arguments[0] : first);
}

/** The module whose factory returns this object literal, or another module's replacement in a proxyquire table. */
export function moduleOfFactory(context: Context, literal: ts.Node): string | undefined {
	const call = callOfFactory(literal);
	if (call) return specifierOfMock(call);
	return moduleOfTable(context, literal);
}

function callOfFactory(literal: ts.Node): ts.CallExpression | undefined {
	const factory = ts.isReturnStatement(literal.parent) ? literal.parent.parent.parent : literal.parent;
	// A `return` at top level, as CommonJS allows it, has no function around.
	if (!factory || !isFunctionExpression(factory)) return undefined;
	const {parent} = wrapped(factory);
	return ts.isCallExpression(parent) && parent.arguments[1] === factory ? parent : undefined;
}

const TABLES = /^(?:proxyquire|esmock|rewiremock|strictImportFile)$/;

/** `proxyquire('../lib/a', {'./db': {query: f}})`. */
function moduleOfTable(context: Context, literal: ts.Node): string | undefined {
	const property = literal.parent;
	if (!ts.isPropertyAssignment(property) || !ts.isStringLiteralLike(property.name)) return undefined;
	const table = wrapped(property.parent).parent;
	if (!ts.isCallExpression(table)) return undefined;
	let callee: ts.Expression = table.expression;
	while (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee)) callee = callee.expression;
	const isTable = TABLES.test(lastName(callee)) && ['proxyquire', 'esmock'].some(name => context.modules.has(name));
	return isTable ? property.name.text : undefined;
}
