import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import type {CodeFunction} from '../flow/local-functions.ts';
import {bodyOf, calleeName, isCall, visitDeep} from '../flow/traverse.ts';
import {declarationOf, type FileIndex, referencesTo} from '../walk.ts';

/**
 * Whether a timer that merely resolves bounds something all the same: its promise is raced, or another path resolves
 * the same promise first. An abort listener that rejects does not count: a cancellable sleep has one.
 */
export function isRaced(index: FileIndex, timer: ts.CallExpression, callback: CodeFunction): boolean {
	const promise = promiseAround(timer);
	if (!promise || !resolves(callback, promise)) return false;
	return isInRace(promise) || isVariableRaced(index, promise) || isResolvedElsewhere(promise, timer);
}

/** `new Promise((resolve) => …)` around the timer. */
function promiseAround(node: ts.Node): ts.NewExpression | undefined {
	for (let at: ts.Node = node; at.parent; at = at.parent) {
		if (ts.isNewExpression(at) && at.expression.getText() === 'Promise') return at;
		if (ts.isFunctionLike(at) && !ts.isNewExpression(at.parent)) return undefined;
	}
	return undefined;
}

function resolverOf(promise: ts.NewExpression): string | undefined {
	const executor = promise.arguments?.[0] && bare(promise.arguments[0]);
	if (!executor || !(ts.isArrowFunction(executor) || ts.isFunctionExpression(executor))) return undefined;
	const name = executor.parameters[0]?.name;
	return name && ts.isIdentifier(name) ? name.text : undefined;
}

function resolves(callback: CodeFunction, promise: ts.NewExpression): boolean {
	const resolver = resolverOf(promise);
	return resolver !== undefined && countCalls(bodyOf(callback), resolver) > 0;
}

function countCalls(nodes: readonly ts.Node[], name: string): number {
	let count = 0;
	for (const root of nodes) {
		visitDeep(root, node => {
			if (isCall(node) && ts.isIdentifier(node.expression) && node.expression.text === name) count++;
			return true;
		});
	}
	return count;
}

/** An element of `Promise.race([…])`. */
function isInRace(node: ts.Node): boolean {
	const list = node.parent;
	if (!ts.isArrayLiteralExpression(list)) return false;
	return ts.isCallExpression(list.parent) && calleeName(list.parent) === 'race';
}

function isVariableRaced(index: FileIndex, promise: ts.NewExpression): boolean {
	const {parent} = promise;
	if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
	const declaration = declarationOf(index, parent.name);
	return declaration !== undefined && referencesTo(index, declaration).some(isInRace);
}

function isResolvedElsewhere(promise: ts.NewExpression, timer: ts.CallExpression): boolean {
	const resolver = resolverOf(promise);
	if (!resolver) return false;
	const inTimer = countCalls([timer], resolver);
	const outside = countCalls(promise.arguments ? [...promise.arguments] : [], resolver) - inTimer;
	// Handed to an event as a listener counts as a way to resolve; to an abort signal it does not.
	let handed = 0;
	visitDeep(promise, node => {
		if (!isCall(node) || !/^(on|once|then|addListener)$/.test(calleeName(node))) return true;
		handed += (node.arguments ?? []).filter(argument => ts.isIdentifier(argument) && argument.text === resolver).length;
		return true;
	});
	return outside > 0 || handed > 0;
}
