import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {localFunction} from '../flow/local-functions.ts';
import {calleeName, collectShallow} from '../flow/traverse.ts';
import {type CallNode, type FileIndex, isFunctionNode} from '../walk.ts';

const MOST_CALLS = 20;

export interface Callers {
	/** One for each call; undefined where the call gives nothing. */
	given: Array<ts.Expression | undefined>;
	/** There can be no other calls. */
	all: boolean;
}

/** What calls give for a parameter: those of this file, or of all where these are known. */
export function callersOf(index: FileIndex, parameter: ts.ParameterDeclaration): Callers {
	const known = index.others?.argumentsFor(parameter);
	if (!known) return {given: argumentsFor(index, parameter), all: false};
	const isFew = known.given.length <= MOST_CALLS;
	return isFew ? known : {given: known.given.slice(0, MOST_CALLS), all: false};
}

/** What the calls in this file give for a parameter of a function of this file. */
function argumentsFor(index: FileIndex, parameter: ts.ParameterDeclaration): ts.Expression[] {
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

/** What a call of a function of the project returns, where it returns in one place only. */
export function resultOf(index: FileIndex, call: CallNode): ts.Expression | undefined {
	const local = localFunction(index, call.expression)?.node;
	const functions = local ? [local] : (index.others?.functionsOf(call) ?? []);
	const [fn] = functions;
	if (!fn || functions.length > 1 || ts.isSourceFile(fn) || ts.isClassStaticBlockDeclaration(fn)) return undefined;
	const {body} = fn;
	if (!body || fn.asteriskToken || isAsync(fn)) return undefined;
	if (!ts.isBlock(body)) return bare(body);
	const returns = collectShallow(
		body.statements.filter(statement => !isFunctionNode(statement)),
		ts.isReturnStatement,
	);
	return returns.length === 1 ? returns[0]!.expression : undefined;
}

const isAsync = (fn: ts.Declaration): boolean => (ts.getCombinedModifierFlags(fn) & ts.ModifierFlags.Async) !== 0;
