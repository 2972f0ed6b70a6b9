import {ts} from '@ts-morph/common';
import type {Sequence} from '../../model/sequence.ts';
import {bare} from '../flow/bare.ts';
import {isInside} from '../flow/traverse.ts';
import {placeOfExecution, placeOfFunction, spanOf} from '../places.ts';
import {declarationOf, enclosingFunction, type FileIndex, type FunctionNode} from '../walk.ts';
import {isStopped} from './timeout-stopped.ts';
import type {TimerCall} from './timeout-timers.ts';

/** `new Promise((resolve, reject) => …)`, and the name of its function's parameter. */
interface Made {
	promise: ts.NewExpression;
	executor: ts.ArrowFunction | ts.FunctionExpression;
}

/** The timer failed a promise that was still waiting; a timer that nobody stops runs after work that was done in time, too. */
export function settledRun(index: FileIndex, acts: readonly ts.Node[]): Sequence | undefined {
	const made = acts.map(act => promiseOf(index, calleeOf(act)));
	const [first] = made;
	if (!first || made.some(one => one?.promise !== first.promise)) return undefined;
	if (!ts.isBlock(first.executor.body)) return undefined;
	return {
		scope: placeOfFunction(index, first.executor),
		first: [],
		again: [],
		after: acts.map(act => ({settles: spanOf(index, first.promise), at: placeOfExecution(index, act)})),
	};
}

/**
 * `setTimeout(reject, ms)`: the timer called what it was given. Only a local name that nobody else can compare is followed: a
 * parameter may be a test's own function.
 */
export function calledRun(index: FileIndex, call: ts.CallExpression, {callback}: TimerCall): Sequence | undefined {
	const name = bare(callback);
	if (!ts.isIdentifier(name)) return undefined;
	const made = promiseOf(index, name);
	if (made) {
		if (!ts.isBlock(made.executor.body)) return undefined;
		const calls = {calls: spanOf(index, name), promise: spanOf(index, made.promise)};
		return {scope: placeOfFunction(index, made.executor), first: [], again: [], after: [calls]};
	}
	const declaration = declarationOf(index, name);
	const scope = enclosingFunction(call);
	// One that nobody stops is called after work that was done in time, too.
	if (!isStopped(index, call, [])) return undefined;
	if (!declaration || !ts.isVariableDeclaration(declaration.name.parent) || !isInside(declaration.name, scope))
		return undefined;
	if (ts.isSourceFile(scope) || ts.isClassStaticBlockDeclaration(scope) || !scope.body || !ts.isBlock(scope.body))
		return undefined;
	return {
		scope: placeOfFunction(index, scope as FunctionNode),
		first: [],
		again: [],
		after: [{calls: spanOf(index, name)}],
	};
}

const calleeOf = (act: ts.Node): ts.Node | undefined => (ts.isCallExpression(act) ? bare(act.expression) : undefined);

function promiseOf(index: FileIndex, name: ts.Node | undefined): Made | undefined {
	if (!name || !ts.isIdentifier(name)) return undefined;
	const parameter = declarationOf(index, name)?.name.parent;
	if (!parameter || !ts.isParameter(parameter)) return undefined;
	const executor = parameter.parent;
	if (!ts.isArrowFunction(executor) && !ts.isFunctionExpression(executor)) return undefined;
	const promise = executor.parent;
	if (!ts.isNewExpression(promise) || promise.expression.getText() !== 'Promise') return undefined;
	return {promise, executor};
}
