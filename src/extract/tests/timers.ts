import {ts} from '@ts-morph/common';
import type {TimerControl} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import type {Context} from './context.ts';
import {settingOf} from './setting.ts';
import {lastName, numberOf} from './syntax.ts';

type Control = {kind: TimerControl['kind'] /** The first argument is milliseconds. */; ms?: true};

/** Names that nothing else has. A set clock (`setSystemTime`) moves no timer. */
const PLAIN: ReadonlyMap<string, Control> = new Map<string, Control>([
	['useFakeTimers', {kind: 'fake'}],
	['advanceTimersByTime', {kind: 'advance', ms: true}],
	['advanceTimersByTimeAsync', {kind: 'advance', ms: true}],
	['advanceTimersToNextTimer', {kind: 'advance'}],
	['advanceTimersToNextTimerAsync', {kind: 'advance'}],
	['advanceTimersToNextFrame', {kind: 'advance'}],
	['runAllTimers', {kind: 'run-all'}],
	['runAllTimersAsync', {kind: 'run-all'}],
	['runOnlyPendingTimers', {kind: 'run-all'}],
	['runOnlyPendingTimersAsync', {kind: 'run-all'}],
]);

/** Names that count on a clock only: `clock.tick(100)`, `mock.timers.tick(100)`. */
const OF_CLOCKS: ReadonlyMap<string, Control> = new Map<string, Control>([
	['tick', {kind: 'advance', ms: true}],
	['tickAsync', {kind: 'advance', ms: true}],
	['next', {kind: 'advance'}],
	['nextAsync', {kind: 'advance'}],
	['runAll', {kind: 'run-all'}],
	['runAllAsync', {kind: 'run-all'}],
	['runToLast', {kind: 'run-all'}],
	['runToLastAsync', {kind: 'run-all'}],
	['enable', {kind: 'fake'}],
	['install', {kind: 'fake'}],
	['fastForward', {kind: 'advance', ms: true}],
]);
const CLOCK = /clock|timers|^fakeTimers?$/i;

/** Fake timers switched on and moved, in order of appearance. */
export function extractTimers(context: Context): TimerControl[] {
	const found: TimerControl[] = [];
	for (const call of context.index.calls) {
		const callee = bare(call.expression);
		const name = lastName(callee);
		const control = PLAIN.get(name) ?? (isOnClock(callee) ? OF_CLOCKS.get(name) : undefined);
		if (!control || !ts.isCallExpression(call)) continue;
		const {line, test} = settingOf(context, call, ts.isPropertyAccessExpression(callee) ? callee.name : callee);
		const ms = control.ms ? (numberOf(call.arguments[0]) ?? null) : null;
		found.push({line, test, kind: control.kind, ms});
	}
	return found;
}

const isOnClock = (callee: ts.Expression) =>
	ts.isPropertyAccessExpression(callee) && CLOCK.test(lastName(callee.expression));
