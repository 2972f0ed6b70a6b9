import {ts} from '@ts-morph/common';
import type {HelperCall, Said, StandIn} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import type {Context} from './context.ts';
import {type FunctionBody, functionOf, outcomesOfFunction} from './outcomes.ts';
import {statusOutcome} from './responses.ts';
import {settingOf} from './setting.ts';
import {isFunctionExpression, keyOf, lastName, numberOf} from './syntax.ts';

/**
 * Which parameter of a helper tells what its stand-in does: `stubApi(status)`, `stubApi({status})`, `mockFetch(f)`. Of
 * stand-ins alone that the helper's own body does not settle.
 */
export function extractDepends(context: Context, standIns: readonly StandIn[]): StandIn[] {
	const helpers = collectHelpers(context);
	return standIns.map(standIn => {
		const fn = standIn.helper === undefined ? undefined : helpers.get(standIn.helper);
		if (!fn || !standIn.behaviours.some(({kind}) => kind === 'unknown')) return standIn;
		const depends = dependsOn(context, fn);
		return depends ? {...standIn, depends} : standIn;
	});
}

function collectHelpers(context: Context): Map<string, FunctionBody> {
	const found = new Map<string, FunctionBody>();
	for (const fn of context.index.functions) {
		if (ts.isFunctionDeclaration(fn) && fn.name) found.set(fn.name.text, fn);
		const isNamed = isFunctionExpression(fn) && ts.isVariableDeclaration(fn.parent) && ts.isIdentifier(fn.parent.name);
		if (isNamed) found.set((fn.parent as ts.VariableDeclaration & {name: ts.Identifier}).name.text, fn);
	}
	return found;
}

const STATUS = /^(?:status|statusCode|httpStatus|responseStatus)$/;

function dependsOn(context: Context, fn: FunctionBody): StandIn['depends'] {
	for (const [index, {name}] of fn.parameters.entries()) {
		if (ts.isIdentifier(name)) {
			if (STATUS.test(name.text)) return {index};
			if (isImplementation(context, name)) return {index};
		} else if (ts.isObjectBindingPattern(name)) {
			const field = name.elements.find(
				element =>
					ts.isIdentifier(element.name) && (STATUS.test(element.name.text) || isImplementation(context, element.name)),
			);
			if (field)
				return {index, field: keyOf(field.propertyName as ts.PropertyName) ?? lastName(field.name as ts.Identifier)};
		}
	}
	return undefined;
}

const TAKES_FUNCTION = /^(?:fn|mockImplementation(?:Once)?|callsFake|callFake|fake)$/;

/** Handed on to a fake as what it does. */
function isImplementation(context: Context, name: ts.Identifier): boolean {
	const declaration = context.declared(name);
	return (
		declaration !== undefined &&
		context
			.usesOf(declaration)
			.some(({parent}) => ts.isCallExpression(parent) && TAKES_FUNCTION.test(lastName(parent.expression)))
	);
}

/** Calls whose arguments are written out as an HTTP status or a function, by the name that they call. */
export function extractHelperCalls(context: Context): HelperCall[] {
	const found: HelperCall[] = [];
	for (const call of context.index.calls) {
		if (!ts.isCallExpression(call) || !ts.isIdentifier(call.expression) || context.blocks.byCall.has(call)) continue;
		const declaration = context.declared(call.expression);
		const isOwn = declaration?.kind === 'function' || declaration?.kind === 'variable';
		if (!isOwn && !(declaration?.kind === 'import' && declaration.module.startsWith('.'))) continue;
		const args = call.arguments.map(argument => saidBy(context, argument));
		if (!args.some(said => said !== null)) continue;
		const {line, test} = settingOf(context, call);
		found.push({name: call.expression.text, line, test, args});
	}
	return found;
}

function saidBy(context: Context, argument: ts.Expression): Said | null {
	const at = bare(argument);
	if (!ts.isObjectLiteralExpression(at)) {
		const behaviours = behavioursOf(context, at);
		return behaviours ? {behaviours} : null;
	}
	const fields: Record<string, StandIn['behaviours']> = Object.create(null);
	for (const property of at.properties) {
		const key = keyOf(property.name);
		if (key === undefined) continue;
		const behaviours = ts.isMethodDeclaration(property)
			? outcomesOfFunction(context, property)
			: ts.isPropertyAssignment(property)
				? behavioursOf(context, bare(property.initializer))
				: undefined;
		if (behaviours) fields[key] = behaviours;
	}
	return Object.keys(fields).length > 0 ? {fields: {...fields}} : null;
}

function behavioursOf(context: Context, node: ts.Expression): StandIn['behaviours'] | undefined {
	const status = numberOf(node);
	if (status !== undefined) return status >= 100 && status < 600 ? [statusOutcome(status)] : undefined;
	const fn = isFunctionExpression(node) ? functionOf(context, node) : undefined;
	return fn && outcomesOfFunction(context, fn);
}
