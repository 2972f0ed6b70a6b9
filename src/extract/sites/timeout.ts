import {ts} from '@ts-morph/common';
import {any, type Condition, hit, signal} from '../../model/condition.ts';
import type {Place} from '../../model/place.ts';
import type {Certainty, SiteDraft} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {makesError, mentions} from '../flow/error-names.ts';
import {guardsOf} from '../flow/exits.ts';
import {type CodeFunction, isSelf, localFunction} from '../flow/local-functions.ts';
import {bodyOf, calleeName, isCall, isInside, visitDeep} from '../flow/traverse.ts';
import {placeOfExecution, placeOfFunction} from '../places.ts';
import {enclosingFunction, type FileIndex, isFunctionNode} from '../walk.ts';
import {some} from './attempts.ts';
import {draftOf} from './draft.ts';
import {nameAround} from './named-functions.ts';
import type {RetryFound} from './retry-found.ts';
import {isRaced} from './timeout-race.ts';
import {isStopped} from './timeout-stopped.ts';

/** Timers whose callback fails or aborts an operation. */
export function extractTimers(index: FileIndex, retries: readonly RetryFound[]): SiteDraft[] {
	return index.calls.flatMap(call => {
		if (
			!ts.isCallExpression(call) ||
			!isTimer(call) ||
			retries.some(({again}) => again && (isInside(call, again) || isInside(again, call)))
		)
			return [];
		const failure = failureOf(index, call);
		if (!failure) return [];
		const needs = hit(placeOfExecution(index, call));
		return [
			draftOf(index, {
				kind: 'timeout',
				node: call,
				certainty: failure.certainty,
				operations: guarded(call),
				operation: 'external',
				arcs: [
					{
						arc: 'fire',
						needs,
						fires: failure.fires,
						reading: failure.witnesses.length > 0 ? 'timer' : 'unseen',
						witnesses: failure.witnesses,
					},
				],
				form: 'timeout timer',
			}),
		];
	});
}

/** `setTimeout(f, ms)`, `x.setTimeout(f, ms)`, `setFastTimeout(f, ms)`, injected timers: callback first, then a delay. */
function isTimer(call: ts.CallExpression): boolean {
	const name = calleeName(call);
	if (!/^(setTimeout|set\w*Timeout|\w*[sS]etTimer|startTimer)$/.test(name)) return false;
	const [callback, delay] = call.arguments;
	if (!callback || !delay || isZero(delay)) return false;
	return !ts.isNumericLiteral(callback) && !ts.isStringLiteralLike(callback) && isFunctionLike(callback);
}

const isZero = (node: ts.Expression): boolean => ts.isNumericLiteral(node) && Number(node.text) === 0;

/** Something that can be called; a number first means `socket.setTimeout(ms, …)`. */
function isFunctionLike(node: ts.Expression): boolean {
	const value = bare(node);
	return (
		ts.isArrowFunction(value) ||
		ts.isFunctionExpression(value) ||
		ts.isIdentifier(value) ||
		ts.isPropertyAccessExpression(value) ||
		ts.isCallExpression(value)
	);
}

interface TimerFailure {
	fires: Condition;
	witnesses: Place[];
	certainty: Certainty;
}

function failureOf(index: FileIndex, timer: ts.CallExpression): TimerFailure | undefined {
	const [callback, , ...rest] = timer.arguments;
	const value = bare(callback!);
	if (ts.isIdentifier(value) && /^(reject|rej|_reject|abort|fail)$/.test(value.text))
		return {fires: signal('fire'), witnesses: [], certainty: 'sure'};
	if (rest.some(makesError)) return {fires: signal('fire'), witnesses: [], certainty: 'sure'};
	const fn = localFunction(index, value);
	if (!fn) return delegatedFailure(index, timer);
	// A function that sets a timer for itself polls; the deadline in it is another site.
	if (isInside(timer, fn.node)) return undefined;
	const acts = actsOf(index, fn.node, 0);
	if (acts.length > 0)
		return fromActs(
			index,
			fn.node,
			fn.shared ||
				!isStopped(
					index,
					timer,
					acts.map(({node}) => node),
				),
			acts,
		);
	return isRaced(index, timer, fn.node)
		? resolvedRace(index, fn.node, fn.shared || !isStopped(index, timer, []))
		: undefined;
}

/** `addTimeout(delay, callback)` around `setTimeout(callback, …)`: the callback is what callers of the helper pass in. */
function delegatedFailure(index: FileIndex, timer: ts.CallExpression): TimerFailure | undefined {
	const value = bare(timer.arguments[0]!);
	if (!ts.isIdentifier(value)) return undefined;
	let helper: ts.Node | undefined = timer.parent;
	while (helper && !isFunctionNode(helper)) helper = helper.parent;
	if (!helper || ts.isSourceFile(helper) || ts.isClassStaticBlockDeclaration(helper)) return undefined;
	const at = (helper as CodeFunction).parameters.findIndex(
		({name}) => ts.isIdentifier(name) && name.text === value.text,
	);
	if (at < 0) return undefined;
	// The helper is a timeout where a caller in this file passes a callback that fails something.
	const passed = index.calls.flatMap(call => {
		const argument = call.arguments?.[at];
		const target =
			argument && ts.isCallExpression(call) && localFunction(index, call.expression)?.node === helper
				? localFunction(index, argument)
				: undefined;
		return target ? [target.node] : [];
	});
	const acts = [...new Set(passed)].flatMap(fn => actsOf(index, fn, 0));
	if (acts.length === 0) return undefined;
	const witnesses = acts.map(({node}) => placeOfExecution(index, node));
	return {fires: any(...witnesses.map(hit)), witnesses, certainty: worst(acts)};
}

/** The statements by which a timer's callback fails something; empty where it does not. */
export function failingActs(index: FileIndex, timer: ts.CallExpression): ts.Node[] {
	const fn = timer.arguments[0] && localFunction(index, timer.arguments[0]);
	return fn ? actsOf(index, fn.node, 0).map(({node}) => node) : [];
}

interface Act {
	node: ts.Node;
	certainty: Certainty;
}

const worst = (acts: readonly Act[]): Certainty =>
	acts.some(({certainty}) => certainty === 'sure') ? 'sure' : 'likely';

function fromActs(index: FileIndex, fn: CodeFunction, shared: boolean, acts: readonly Act[]): TimerFailure {
	const witnesses = acts.map(({node}) => placeOfExecution(index, node));
	const own = acts.every(({node}) => isInside(node, fn));
	const fires = any(...witnesses.map(hit));
	// Acts in a function that others call too: that they ran proves nothing for this timer; that none ran does.
	return {
		fires: own && !shared ? fires : {all: [hit(placeOfFunction(index, fn)), fires, signal('fire')]},
		witnesses,
		certainty: worst(acts),
	};
}

function resolvedRace(index: FileIndex, fn: CodeFunction, shared: boolean): TimerFailure {
	const place = placeOfFunction(index, fn);
	return {fires: shared ? {all: [hit(place), signal('fire')]} : hit(place), witnesses: [place], certainty: 'likely'};
}

/** What the callback does that fails or aborts the operation, through one function of this file at most. */
function actsOf(index: FileIndex, fn: CodeFunction, depth: number): Act[] {
	const acts: Act[] = [];
	for (const root of bodyOf(fn)) {
		visitDeep(root, node => {
			// What the callback does with failures of its own is not the deadline.
			if (ts.isCatchClause(node)) return false;
			if (ts.isThrowStatement(node)) acts.push({node, certainty: 'sure'});
			if (!isCall(node)) return true;
			// A timer within the timer has its own callback; one without delay only lets the event loop turn.
			if (
				ts.isCallExpression(node) &&
				calleeName(node) === 'setTimeout' &&
				node.arguments[1] &&
				!isZero(node.arguments[1])
			)
				return false;
			const certainty = gradeAct(node);
			if (certainty) acts.push({node, certainty});
			else if (depth === 0 && ts.isCallExpression(node)) acts.push(...ofHelper(index, node, fn));
			return true;
		});
	}
	return acts;
}

function ofHelper(index: FileIndex, call: ts.CallExpression, from: CodeFunction): Act[] {
	const helper = localFunction(index, call.expression);
	if (!helper || isInside(from, helper.node)) return [];
	// What the helper does only later, or only sometimes, is its own affair.
	return actsOf(index, helper.node, 1).filter(
		({node}) => enclosingFunction(node) === helper.node && guardsOf(node, helper.node).length === 0,
	);
}

const SOCKET =
	/socket|stream|conn|request|req$|res$|response|client|sock|ws|transport|channel|session|agent|pending|child|proc|worker|pool|reader/i;

function gradeAct(call: ts.CallExpression | ts.NewExpression): Certainty | undefined {
	if (ts.isNewExpression(call)) return undefined;
	const name = calleeName(call);
	const receiver = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
	if (/^(reject|rej|_reject|promiseReject)$/.test(name) && receiver?.getText() !== 'Promise') return 'sure';
	if (name === 'abort' && receiver) return 'sure';
	// A wait that ends in an empty result is a timeout all the same, where the code calls it one.
	if (name === 'resolve' && receiver && receiver.getText() !== 'Promise' && /timeout|deadline/i.test(nameAround(call)))
		return 'likely';
	// Reports of an error are not the failure itself.
	if (/^(log|warn|error|info|debug|trace|capture\w*|record\w*|print)$/.test(name) && receiver) return undefined;
	if (call.arguments.some(argument => makesError(bare(argument)) || holdsError(argument))) return 'sure';
	if (/^(destroy|terminate|kill)$/.test(name) && receiver && !isSelf(receiver)) return 'likely';
	if (/^(cancel|close|end)$/.test(name) && receiver && !isSelf(receiver) && SOCKET.test(lastName(receiver)))
		return 'likely';
	const [event] = call.arguments;
	if (name === 'emit' && event && ts.isStringLiteralLike(event) && /^(error|timeout)$/i.test(event.text))
		return 'likely';
	return undefined;
}

const lastName = (node: ts.Expression): string =>
	ts.isPropertyAccessExpression(node) ? node.name.text : node.getText();

/** An identifier that was bound to a fresh error in the same function. */
function holdsError(argument: ts.Expression): boolean {
	const value = bare(argument);
	if (!ts.isIdentifier(value) || !/^(e|err|error|\w*(Err|Error))$/.test(value.text)) return false;
	return some(
		[enclosingFunction(argument)],
		node =>
			ts.isVariableDeclaration(node) &&
			ts.isIdentifier(node.name) &&
			node.name.text === value.text &&
			node.initializer !== undefined &&
			(makesError(bare(node.initializer)) || mentions(node.initializer, new Set(['Error']))),
	);
}

/**
 * The operations that a timer bounds, as far as syntax tells: what its promise is raced with, else what the function
 * awaits behind it. What is awaited in a catch is a consequence, not the operation.
 */
function guarded(timer: ts.CallExpression): ts.Node[] {
	const fn = enclosingFunction(timer);
	// At top level no function is around, and the file has no parent.
	const promise = fn.parent && ts.isNewExpression(fn.parent) ? fn.parent : undefined;
	const raced =
		promise && ts.isArrayLiteralExpression(promise.parent)
			? promise.parent.elements.filter(element => element !== promise)
			: [];
	if (raced.length > 0) return raced.map(element => bare(element)).filter(isCall);
	const found: ts.Node[] = [];
	visitDeep(promise ? enclosingFunction(promise) : fn, node => {
		if (ts.isCatchClause(node)) return false;
		if (ts.isAwaitExpression(node) && node.pos > timer.end) found.push(...awaitedOperations(bare(node.expression)));
		return found.length < 3;
	});
	return found.slice(0, 3);
}

/** The call that is awaited; of a race its members that are calls. */
function awaitedOperations(node: ts.Expression): ts.Node[] {
	if (!isCall(node)) return [];
	const [list] = node.arguments ?? [];
	if (calleeName(node) !== 'race' || !list || !ts.isArrayLiteralExpression(list)) return [node];
	return list.elements.map(element => bare(element)).filter(isCall);
}
