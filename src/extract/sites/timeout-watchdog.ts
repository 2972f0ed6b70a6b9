import {ts} from '@ts-morph/common';
import {type CodeFunction, isSelf} from '../flow/local-functions.ts';
import {bodyOf, calleeName, collectShallow, isCall, visitDeep} from '../flow/traverse.ts';
import {enclosingFunction} from '../walk.ts';
import {lastName, speaksOf} from './holder-names.ts';
import type {Act} from './timeout-acts.ts';
import type {TimerCall} from './timeout-timers.ts';

const SIGN_OF_LIFE = /^(ping|pong|heartbeat|keepalive|alive|watchdog|silence|handshake|inactivity)$/;
const PARTING = /^_?(disconnect|terminate|close|destroy|fail|abort|reconnect|end|kill|drop)/;

/**
 * What ends the object itself or the process is a deadline only where the code says so: by a timer for signs of life, by
 * a timer that is stopped once what the function awaits is done. Else it is a shutdown, a restart, an eviction.
 */
export function watchdogActs(call: ts.CallExpression, {delay}: TimerCall, fn: CodeFunction): Act[] {
	const isWatch = speaksOf(keptAs(call), SIGN_OF_LIFE) || speaksOf(lastName(delay), SIGN_OF_LIFE);
	const isBound = isStoppedBehind(call);
	return collectShallow(bodyOf(fn), ts.isCallExpression)
		.filter(node => (isWatch && endsItself(node)) || (isBound && node.expression.getText() === 'process.exit'))
		.map(node => ({node, certainty: 'likely'}));
}

const endsItself = ({expression}: ts.CallExpression): boolean =>
	ts.isPropertyAccessExpression(expression) && isSelf(expression.expression) && PARTING.test(expression.name.text);

/** A debounce, an eviction, by the name of its timer. */
export const isPutOff = (call: ts.CallExpression): boolean =>
	speaksOf(keptAs(call), /^(debounce\w*|throttle\w*|idle|cleanup|gc|restart\w*|evict\w*|prune)$/);

/** The variable or field that the timer is kept in. */
function keptAs({parent}: ts.CallExpression): string {
	if (ts.isVariableDeclaration(parent)) return parent.name.getText();
	return ts.isBinaryExpression(parent) ? lastName(parent.left) : '';
}

/** `timer = setTimeout(…); await work(); clearTimeout(timer);` in one function. */
function isStoppedBehind(call: ts.CallExpression): boolean {
	const name = keptAs(call);
	if (!name) return false;
	let awaited = false;
	let stopped = false;
	visitDeep(enclosingFunction(call), node => {
		if (node.pos > call.end && ts.isAwaitExpression(node)) awaited = true;
		if (isCall(node) && calleeName(node) === 'clearTimeout' && node.pos > call.end)
			stopped ||= awaited && node.arguments?.[0] !== undefined && lastName(node.arguments[0]) === name;
		return !stopped;
	});
	return stopped;
}
