import {ts} from '@ts-morph/common';
import type {Seam, StandIn} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import type {Context} from './context.ts';
import {isImported} from './mock-tables.ts';
import {libraryOfTable, moduleOfFactory, specifierOfMock} from './module-factories.ts';
import {SUCCESS} from './outcomes.ts';
import {type Setting, settingOf} from './setting.ts';
import {isFunctionExpression, keyOf, lastName} from './syntax.ts';

/** Whole modules that are replaced: `jest.mock`, `vi.mock`, `proxyquire`, `esmock`. Their members are entries of their own. */
export function extractModules(context: Context): StandIn[] {
	const found: StandIn[] = [];
	for (const call of context.index.calls) {
		if (!ts.isCallExpression(call)) continue;
		const specifier = specifierOfMock(context, call);
		if (specifier !== undefined) found.push(readMock(context, call, specifier));
		else found.push(...readTable(context, call));
	}
	return found;
}

/** Mocks of jest and vitest are hoisted to the top of the file, wherever they stand. */
function hoisted({mocks}: Context, setting: Setting, holder: string, name: string): Setting {
	const isHoisted = mocks.holders.get(holder)?.get(name)?.hoisted?.includes(name);
	return isHoisted ? {line: setting.line, test: -1} : setting;
}

function readMock(context: Context, call: ts.CallExpression, specifier: string): StandIn {
	const {holder, name} = namesOf(call.expression);
	const factory = call.arguments[1] && bare(call.arguments[1]);
	const seam: Seam = {kind: 'module', specifier};
	const literal = factory && literalOf(factory);
	if (literal) Object.assign(seam, membersOf(literal));
	return {
		form: holder === '' ? name : `${holder === 'vitest' ? 'vi' : holder}.${name}`,
		seam,
		// Without a factory every function of the module returns undefined; with one, its members tell.
		behaviours: factory && isFunctionExpression(factory) ? [] : [SUCCESS],
		...hoisted(context, settingOf(context, call), holder, name),
		certainty: 'literal',
	};
}

const namesOf = (callee: ts.Expression): {holder: string; name: string} => ({
	holder: ts.isPropertyAccessExpression(callee) ? lastName(callee.expression) : '',
	name: lastName(callee),
});

/** The object that a factory returns, or `namedExports` of node:test. */
function literalOf(factory: ts.Expression): ts.ObjectLiteralExpression | undefined {
	if (ts.isObjectLiteralExpression(factory)) return factory;
	if (!isFunctionExpression(factory)) return undefined;
	if (!ts.isBlock(factory.body)) {
		const body = bare(factory.body);
		return ts.isObjectLiteralExpression(body) ? body : undefined;
	}
	const last = factory.body.statements.at(-1);
	const value = last && ts.isReturnStatement(last) && last.expression ? bare(last.expression) : undefined;
	return value && ts.isObjectLiteralExpression(value) ? value : undefined;
}

/** A spread keeps the rest: `{...jest.requireActual('./db'), query: f}`. */
function membersOf(literal: ts.ObjectLiteralExpression): {members: string[]; partial?: true} {
	const members = literal.properties.map(property => keyOf(property.name)).filter(name => name !== undefined);
	const isPartial = literal.properties.some(ts.isSpreadAssignment);
	return {members: members.filter(name => name !== '__esModule'), ...(isPartial && {partial: true})};
}

/** `proxyquire('../lib/a', {'./db': {…}})`. */
function readTable(context: Context, call: ts.CallExpression): StandIn[] {
	if (![...context.mocks.tables.values()].some(mock => isImported(context, mock))) return [];
	return call.arguments.filter(ts.isObjectLiteralExpression).flatMap(table =>
		table.properties.filter(ts.isPropertyAssignment).flatMap((property): StandIn[] => {
			const literal = bare(property.initializer);
			if (!ts.isStringLiteralLike(property.name) || !ts.isObjectLiteralExpression(literal)) return [];
			if (moduleOfFactory(context, literal) === undefined) return [];
			const seam: Seam = {kind: 'module', specifier: property.name.text, ...membersOf(literal)};
			return [
				{form: formOf(context, call), seam, behaviours: [], ...settingOf(context, property), certainty: 'literal'},
			];
		}),
	);
}

/** The library by its name. */
function formOf(context: Context, call: ts.CallExpression): string {
	let callee: ts.Expression = call.expression;
	while (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee)) callee = callee.expression;
	return libraryOfTable(context, callee)?.mock ?? 'proxyquire';
}
