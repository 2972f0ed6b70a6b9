import {ts} from '@ts-morph/common';
import type {TimerControl} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import type {Context} from './context.ts';
import {settingOf} from './setting.ts';
import {lastName, numberOf} from './syntax.ts';

const CLOCK = /clock|timers|^fakeTimers?$/i;

/** Fake timers switched on and moved, in order of appearance. A set clock (`setSystemTime`) moves no timer. */
export function extractTimers(context: Context): TimerControl[] {
	const {mocks} = context;
	const found: TimerControl[] = [];
	for (const call of context.index.calls) {
		const callee = bare(call.expression);
		const name = lastName(callee);
		const control =
			mocks.timers.get(name) ??
			(isOnClock(callee) ? mocks.clocks.get(name) : undefined) ??
			mocks.heldTimers.get(`${holderOf(callee)}.${name}`);
		if (!control || !ts.isCallExpression(call)) continue;
		const {line, test} = settingOf(context, call, ts.isPropertyAccessExpression(callee) ? callee.name : callee);
		const ms = control.ms ? (numberOf(call.arguments[0]) ?? null) : null;
		found.push({line, test, kind: control.does, ms});
	}
	return found;
}

const holderOf = (callee: ts.Expression) => (ts.isPropertyAccessExpression(callee) ? lastName(callee.expression) : '');

const isOnClock = (callee: ts.Expression) =>
	ts.isPropertyAccessExpression(callee) && CLOCK.test(lastName(callee.expression));
