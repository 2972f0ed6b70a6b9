import {ts} from '@ts-morph/common';
import {localFunction} from '../flow/local-functions.ts';
import {calleeName} from '../flow/traverse.ts';
import type {FileIndex} from '../walk.ts';

const MOST_CALLS = 20;

/** What the calls in this file give for a parameter of a function of this file. */
export function argumentsFor(index: FileIndex, parameter: ts.ParameterDeclaration): ts.Expression[] {
	const fn = parameter.parent;
	const position = fn.parameters.indexOf(parameter);
	const name = nameOf(fn);
	if (name === undefined || parameter.dotDotDotToken) return [];
	const calls = index.calls.filter(ts.isCallExpression).filter(call => calleeName(call) === name);
	return calls.slice(0, MOST_CALLS).flatMap(call => {
		const given = call.arguments.slice(0, position + 1);
		if (given.length <= position || given.some(ts.isSpreadElement)) return [];
		return localFunction(index, call.expression)?.node === fn ? [given[position]!] : [];
	});
}

/** By which it is called: its own, or that of the variable or member that holds it. */
function nameOf(fn: ts.SignatureDeclaration): string | undefined {
	const holder = ts.isArrowFunction(fn) || ts.isFunctionExpression(fn) ? fn.parent : fn;
	const name = 'name' in holder ? (holder.name as ts.Node | undefined) : undefined;
	return name && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) ? name.text : undefined;
}
