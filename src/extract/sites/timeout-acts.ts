import {ts} from '@ts-morph/common';
import type {Certainty} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {isErrorName, makesError, mentions, parameterNames} from '../flow/error-names.ts';
import {guardsOf} from '../flow/exits.ts';
import {type CodeFunction, isSelf, localFunction} from '../flow/local-functions.ts';
import {bodyOf, calleeName, collectShallow, isInside, visitDeep} from '../flow/traverse.ts';
import {enclosingFunction, type FileIndex, isFunctionNode} from '../walk.ts';
import {some} from './attempts.ts';
import {speaksOf} from './holder-names.ts';
import {nameAround} from './named-functions.ts';
import {isZero, timerOf} from './timeout-timers.ts';

/** What a timer's callback does that fails, aborts or ends an operation. */
export interface Act {
	node: ts.Node;
	certainty: Certainty;
}

const ORDER: readonly Certainty[] = ['sure', 'likely', 'possible'];

/** The certainty of the clearest of them. */
export const clearest = (acts: readonly Act[]): Certainty =>
	ORDER.find(grade => acts.some(({certainty}) => certainty === grade)) ?? 'possible';

/** The statements by which a timer's callback fails something; empty where it does not. */
export function failingActs(index: FileIndex, call: ts.CallExpression): ts.Node[] {
	const timer = timerOf(call);
	const fn = timer && localFunction(index, timer.callback);
	return fn ? actsOf(index, fn.node).map(({node}) => node) : [];
}

/** What the callback does that fails or aborts the operation, through one function of this file at most. */
export function actsOf(index: FileIndex, fn: CodeFunction, depth = 0): Act[] {
	const acts: Act[] = [];
	for (const root of bodyOf(fn)) {
		visitDeep(root, node => {
			if (isOwnAffair(node)) return false;
			const certainty = gradeNode(node, fn);
			if (certainty) acts.push({node, certainty});
			else if (depth === 0 && ts.isCallExpression(node)) acts.push(...ofHelper(index, node, fn));
			return true;
		});
	}
	return acts.filter(({node}) => !dependsOnAnswer(node, fn));
}

function gradeNode(node: ts.Node, fn: CodeFunction): Certainty | undefined {
	if (ts.isThrowStatement(node)) return isCaughtHere(node, fn) ? undefined : 'sure';
	return isFlagSet(node) ? 'likely' : gradeCall(node);
}

/** In a `try` with a catch, or in a step of a chain that ends in one: nobody outside hears of it. */
function isCaughtHere(node: ts.Node, fn: ts.Node): boolean {
	for (let at = node; at !== fn && at.parent; at = at.parent) {
		const {parent} = at;
		if (ts.isTryStatement(parent) && parent.tryBlock === at && parent.catchClause) return true;
		if (isFunctionNode(at) && ts.isCallExpression(parent)) {
			for (let step: ts.Node = parent; isStep(step.parent); step = step.parent.parent)
				if (calleeName(step.parent.parent) === 'catch') return true;
		}
	}
	return false;
}

const isStep = (node: ts.Node): boolean => ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent);

/** The statements that fail or end something at once, function literals not entered. */
export function endsIn(nodes: readonly ts.Node[]): Act[] {
	return collectShallow(nodes, ts.isCallExpression).flatMap(node => {
		const certainty = gradeCall(node);
		return certainty && certainty !== 'possible' ? [{node, certainty}] : [];
	});
}

/** Code in the callback that is no deadline: its own error handling, a timer with a callback of its own. */
function isOwnAffair(node: ts.Node): boolean {
	if (ts.isCatchClause(node)) return true;
	// One without delay only lets the event loop turn.
	if (ts.isCallExpression(node) && calleeName(node) === 'setTimeout')
		return node.arguments[1] !== undefined && !isZero(node.arguments[1]);
	if (!isFunctionNode(node) || !ts.isCallExpression(node.parent)) return false;
	const {parent} = node;
	const name = calleeName(parent);
	if (name === 'catch' || (name === 'then' && parent.arguments[1] === node)) return true;
	const [first] = parameterNames(node as CodeFunction);
	return first !== undefined && isErrorName(first);
}

/** `if (!(await check())) reject(…)`: a look that came late is no deadline, what it found decides. */
function dependsOnAnswer(act: ts.Node, fn: CodeFunction): boolean {
	const guards = guardsOf(act, fn);
	return (
		guards.length > 0 &&
		some(bodyOf(fn), node => ts.isAwaitExpression(node) && node.end <= act.pos && enclosingFunction(node) === fn)
	);
}

function ofHelper(index: FileIndex, call: ts.CallExpression, from: CodeFunction): Act[] {
	const helper = localFunction(index, call.expression);
	if (!helper || isInside(from, helper.node)) return [];
	// What the helper does only later, or only sometimes, is its own affair.
	return actsOf(index, helper.node, 1)
		.filter(
			({node}) =>
				enclosingFunction(node) === helper.node &&
				guardsOf(node, helper.node).every(({condition}) => asksWhichOne(condition, node)),
		)
		.map(act => (isInLoop(act.node, helper.node) ? {...act, certainty: inLoop(act.certainty)} : act));
}

/** `if (this.child) this.child.kill(); else if (this.worker) this.worker.terminate()`: it ends whichever there is. */
function asksWhichOne(condition: ts.Expression, act: ts.Node): boolean {
	const isMember = (node: ts.Expression) => ts.isPropertyAccessExpression(node) && isSelf(node.expression);
	return ts.isCallExpression(act) && /^(kill|terminate|destroy)$/.test(calleeName(act)) && isMember(bare(condition));
}

/** Ending some of a list is how idle resources are thrown out: nobody waits for them. */
const inLoop = (certainty: Certainty): Certainty => (certainty === 'likely' ? 'possible' : certainty);

function isInLoop(node: ts.Node, fn: ts.Node): boolean {
	for (let at = node; at !== fn && at.parent; at = at.parent) if (ts.isIterationStatement(at, false)) return true;
	return false;
}

/** `controller.aborted = true`, `timedOut = true`: whoever works asks for it. */
function isFlagSet(node: ts.Node): boolean {
	return (
		ts.isBinaryExpression(node) &&
		node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
		node.right.kind === ts.SyntaxKind.TrueKeyword &&
		/abort|cancel|timed_?out/i.test(lastName(node.left))
	);
}

/** Something with another end: to close it fails what goes on over it. */
const LINK =
	/^(sockets?|streams?|conn\w*|req|requests?|res|responses?|clients?|sock|ws|websocket|transport|channel|session|agent|pending|child|proc|process|workers?|reader|tls|upstream|peer)$/;
const REPORT = /^(log|warn|error|info|debug|trace|capture\w*|record\w*|print)$/;

function gradeCall(call: ts.Node): Certainty | undefined {
	if (!ts.isCallExpression(call)) return undefined;
	const name = calleeName(call);
	const receiver = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : undefined;
	if (/^(reject|rej|_reject|promiseReject)$/.test(name) && receiver?.getText() !== 'Promise') return 'sure';
	if (name === 'abort' && receiver) return 'sure';
	// Reports of an error are not the failure itself.
	if (REPORT.test(name) && receiver) return undefined;
	if (receiver?.getText() === 'process') return gradeOfProcess(name, call);
	if (call.arguments.some(argument => makesError(bare(argument)) || holdsError(argument))) return 'sure';
	return receiver && gradeOfMethod(name, receiver, call);
}

function gradeOfMethod(name: string, receiver: ts.Expression, call: ts.CallExpression): Certainty | undefined {
	// A wait that ends in an empty result is a timeout all the same, where the code calls it one.
	if (name === 'resolve')
		return receiver.getText() !== 'Promise' && /timeout|deadline/i.test(nameAround(call)) ? 'likely' : undefined;
	if (/^(destroy|terminate|kill)$/.test(name)) return isSelf(receiver) ? undefined : 'likely';
	if (/^(cancel|close|end|disconnect)$/.test(name))
		return !isSelf(receiver) && speaksOf(lastName(receiver), LINK) ? 'likely' : undefined;
	const [given] = call.arguments;
	if (name === 'emit') return given && /^['"`](error|timeout)['"`]$/i.test(given.getText()) ? 'likely' : undefined;
	if (name === 'dispatchEvent')
		return given && /Event\(['"`](abort|timeout)/.test(given.getText()) ? 'likely' : undefined;
	// `request.timeoutRequest()`, `pending.onTimeout()`: what is told of its deadline fails itself.
	return /^_?(on_?)?[tT]imed?_?[oO]ut($|[A-Z_])/.test(name) && !isSelf(receiver) ? 'likely' : undefined;
}

/** To end another process fails it; to end one's own is a deadline for a shutdown, or a restart. */
function gradeOfProcess(name: string, call: ts.CallExpression): Certainty | undefined {
	if (name === 'exit' || name === 'abort') return 'possible';
	if (name !== 'kill') return undefined;
	return call.arguments[0]?.getText() === 'process.pid' ? 'possible' : 'likely';
}

const lastName = (node: ts.Expression): string => {
	const at = bare(node);
	return ts.isPropertyAccessExpression(at) ? at.name.text : at.getText();
};

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
