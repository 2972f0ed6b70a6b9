import {ts} from '@ts-morph/common';
import type {Behaviour} from '../../model/tests.ts';
import type {Context} from './context.ts';
import {outcomesOfEffect} from './effects.ts';

/** Names that only one library has, and that count on anything. */
export const isDistinctControl = ({mocks}: Context, name: string): boolean => mocks.distinct.has(name);
/** Names that others have too: they count on a known fake only. */
export const isSharedControl = ({mocks}: Context, name: string): boolean => mocks.shared.has(name);

const NTH = /^on(?:First|Second|Third)?Call$/;

export interface ControlSetting {
	behaviours: Behaviour[];
	once: boolean;
	real: boolean;
}

export interface Steps {
	settings: ControlSetting[];
	/** The whole chain: what is stored or passed on. */
	top: ts.Node;
	/** Whether any member of it was called: `stub.returns(1)`. */
	controlled: boolean;
}

/** Reads the calls chained onto a fake, outwards: `fn().mockRejectedValueOnce(e).mockResolvedValue(1)`. */
export function stepsFrom(context: Context, start: ts.Node): Steps {
	const settings: ControlSetting[] = [];
	let at: ts.Node = start;
	let nth = false;
	for (;;) {
		const {parent} = at;
		const isStep = ts.isPropertyAccessExpression(parent) && parent.expression === at;
		if (!isStep) {
			if (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isNonNullExpression(parent)) {
				at = parent;
				continue;
			}
			return {settings, top: at, controlled: settings.length > 0};
		}
		const call = parent.parent;
		if (!ts.isCallExpression(call) || call.expression !== parent) {
			if (parent.name.text !== 'mock' && parent.name.text !== 'and')
				return {settings, top: at, controlled: settings.length > 0};
			at = parent;
			continue;
		}
		const name = parent.name.text;
		const control = context.mocks.distinct.get(name) ?? context.mocks.shared.get(name);
		if (control) {
			const once = nth || name.endsWith('Once');
			const behaviours = outcomesOfEffect(context, control.does, call.arguments, control.at);
			settings.push({behaviours, once, real: control.does === 'real'});
		}
		nth = NTH.test(name);
		at = call;
	}
}
