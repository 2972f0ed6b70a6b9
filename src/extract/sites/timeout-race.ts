import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {type CodeFunction, localFunction} from '../flow/local-functions.ts';
import {bodyOf, calleeName, isCall, isInside, visitDeep} from '../flow/traverse.ts';
import {declarationOf, enclosingFunction, type FileIndex, referencesTo} from '../walk.ts';
import {lastName, speaksOf} from './holder-names.ts';
import {type TimerCall, timerOf} from './timeout-timers.ts';

/**
 * Whether a timer that merely resolves bounds something all the same: its promise is raced, or an answer resolves the
 * same promise first. What only calls the wait off does not count: a cancellable sleep has an abort listener, too.
 */
export function isRaced(index: FileIndex, timer: ts.CallExpression, callback: CodeFunction): boolean {
	const promise = promiseAround(timer);
	const resolver = promise && resolverOf(promise);
	if (!resolver) return false;
	const enders = endersOf(index, promise, resolver);
	const ends = enders.has(callback) || usesIn(bodyOf(callback), index, resolver, enders).length > 0;
	if (!ends || isRearmed(timer)) return false;
	return isInRace(promise) || isVariableRaced(index, promise) || isAnswered(index, promise, resolver, timer, enders);
}

/** The next look at something, in whatever time it may have changed: the loop around it is what waits. */
export const isPoll = (call: ts.CallExpression, {delay}: TimerCall): boolean =>
	speaksOf(lastName(delay), /^(poll\w*|interval)$/) || speaksOf(nameOfTimer(call), /^poll\w*$/);

const nameOfTimer = ({parent}: ts.CallExpression): string =>
	ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : '';

/** `new Promise((resolve) => …)` around the timer, of whatever library. */
function promiseAround(node: ts.Node): ts.NewExpression | undefined {
	for (let at: ts.Node = node; at.parent; at = at.parent) {
		if (ts.isNewExpression(at) && /^P(romise)?$/.test(lastName(at.expression))) return at;
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

/** Functions within the executor that resolve its promise: `finish`, `done`. */
function endersOf(index: FileIndex, promise: ts.NewExpression, resolver: string): Set<CodeFunction> {
	const enders = new Set<CodeFunction>();
	visitDeep(promise, node => {
		if (!isCall(node) || !ts.isIdentifier(node.expression) || node.expression.text === resolver) return true;
		const called = localFunction(index, node.expression);
		if (called && isInside(called.node, promise) && usesIn(bodyOf(called.node), index, resolver).length > 0)
			enders.add(called.node);
		return true;
	});
	return enders;
}

/** Calls of the resolver, or of a function that calls it. */
function usesIn(
	nodes: readonly ts.Node[],
	index: FileIndex,
	resolver: string,
	enders: ReadonlySet<CodeFunction> = new Set(),
): Array<ts.CallExpression | ts.NewExpression> {
	const found: Array<ts.CallExpression | ts.NewExpression> = [];
	for (const root of nodes) {
		visitDeep(root, node => {
			if (isCall(node) && ts.isIdentifier(node.expression) && means(index, node.expression, resolver, enders))
				found.push(node);
			return true;
		});
	}
	return found;
}

function means(index: FileIndex, node: ts.Expression, resolver: string, enders: ReadonlySet<CodeFunction>): boolean {
	if (!ts.isIdentifier(node)) return false;
	if (node.text === resolver) return true;
	const fn = enders.size > 0 ? localFunction(index, node) : undefined;
	return fn !== undefined && enders.has(fn.node);
}

/** `clearTimeout(t); t = setTimeout(…)`: silence is waited for, every sign of life starts it anew. */
function isRearmed(timer: ts.CallExpression): boolean {
	const {parent} = timer;
	if (!ts.isBinaryExpression(parent) || parent.right !== timer) return false;
	const name = lastName(parent.left);
	const fn = enclosingFunction(timer);
	if (ts.isSourceFile(fn) || ts.isClassStaticBlockDeclaration(fn)) return false;
	let cleared = false;
	for (const statement of bodyOf(fn)) {
		if (statement.pos >= timer.pos) break;
		visitDeep(statement, node => {
			cleared ||= isCall(node) && calleeName(node) === 'clearTimeout' && lastName(node.arguments![0]!) === name;
			return !cleared;
		});
	}
	return cleared;
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

const LISTEN = /^(on|once|then|addListener|addEventListener|prependListener|subscribe|finally)$/;

/** Resolved by something else than the timer: with a value, by an event, by a callback, by another timer. */
function isAnswered(
	index: FileIndex,
	promise: ts.NewExpression,
	resolver: string,
	timer: ts.CallExpression,
	enders: ReadonlySet<CodeFunction>,
): boolean {
	let answered = false;
	visitDeep(promise, node => {
		if (answered || node === timer || isAbortListener(node)) return false;
		if (!isCall(node)) return true;
		const handed = (node.arguments ?? []).some(argument => means(index, argument, resolver, enders));
		answered = handed ? LISTEN.test(calleeName(node)) : isAnswer(index, node, resolver, enders);
		return true;
	});
	return answered;
}

/** A call of the resolver with a value, or in a function that is handed to somebody: not in the executor itself. */
function isAnswer(
	index: FileIndex,
	node: ts.CallExpression | ts.NewExpression,
	resolver: string,
	enders: ReadonlySet<CodeFunction>,
): boolean {
	if (!means(index, node.expression, resolver, enders)) return false;
	const fn = enclosingFunction(node) as CodeFunction;
	if (ts.isNewExpression(fn.parent) || enders.has(fn)) return false;
	if ((node.arguments ?? []).length > 0) return true;
	const {parent} = fn;
	if (ts.isCallExpression(parent)) return timerOf(parent) !== undefined || LISTEN.test(calleeName(parent));
	return isHandedOn(index, fn);
}

/** A named function that is handed to an emitter or to a timer: `socket.once('drain', onDrain)`. */
function isHandedOn(index: FileIndex, fn: CodeFunction): boolean {
	const name = ts.isVariableDeclaration(fn.parent) ? fn.parent.name : fn.name;
	const declaration = name && ts.isIdentifier(name) ? declarationOf(index, name) : undefined;
	if (!declaration) return false;
	return referencesTo(index, declaration).some(
		({parent}) =>
			ts.isCallExpression(parent) &&
			!isAbortListener(parent) &&
			(LISTEN.test(calleeName(parent)) || /^set(Timeout|Immediate|Interval)$|^nextTick$/.test(calleeName(parent))),
	);
}

const isAbortListener = (node: ts.Node): boolean =>
	ts.isCallExpression(node) && LISTEN.test(calleeName(node)) && /abort/i.test(node.arguments[0]?.getText() ?? '');
