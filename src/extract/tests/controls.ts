import {ts} from '@ts-morph/common';
import type {Behaviour} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import type {Context} from './context.ts';
import {outcomeOfErrorFirst, outcomesOfCallable, outcomesOfValue, REJECT, SUCCESS, UNKNOWN} from './outcomes.ts';
import {propertyOf} from './syntax.ts';

/** A call that tells a fake what to do: `mockRejectedValueOnce(error)`, `callsFake(f)`. */
interface Control {
	outcomes(context: Context, args: readonly ts.Expression[]): Behaviour[];
	/** Lets the real thing run. */
	real?: true;
}

const succeeds: Control = {outcomes: () => [SUCCESS]};
const rejects: Control = {outcomes: () => [REJECT]};
const throws: Control = {outcomes: () => [{kind: 'failure', how: 'throw'}]};
const breaks: Control = {outcomes: () => [{kind: 'failure', how: 'network'}]};
const returns: Control = {
	outcomes: (context, [value]) => (value ? knownOutcomes(context, value) : [SUCCESS]),
};
const calls: Control = {
	outcomes: (context, [implementation]) => (implementation ? outcomesOfCallable(context, implementation) : [SUCCESS]),
};
const yields = (skip: number): Control => ({outcomes: (_context, args) => [outcomeOfErrorFirst(args[skip])]});
const responds: Control = {
	outcomes: (context, [body, init]) => {
		if (init && propertyOf(init, 'status')) return outcomesOfValue(context, init);
		return body && outcomesOfCallable(context, body).some(one => one.kind !== 'unknown')
			? outcomesOfCallable(context, body)
			: [SUCCESS];
	},
};

/** A value handed in by a call is a success whatever made it, unless it plainly says otherwise. */
function knownOutcomes(context: Context, value: ts.Expression): Behaviour[] {
	const at = bare(value);
	return outcomesOfValue(context, at).map(one => (one.kind === 'unknown' && !ts.isCallExpression(at) ? SUCCESS : one));
}

/** A rejected or thrown thing fails; a resolved promise cannot fail except by what it answers. */
const resolves: Control = {
	outcomes: (context, [value]) => {
		const found = value ? outcomesOfValue(context, value) : [SUCCESS];
		return found.map(one => (one.kind === 'unknown' ? SUCCESS : one));
	},
};

/** Names that only the mocks of jest, vitest, bun and node:test have. */
const DISTINCT: ReadonlyMap<string, Control> = new Map([
	...withOnce('mockResolvedValue', resolves),
	...withOnce('mockRejectedValue', rejects),
	...withOnce('mockReturnValue', returns),
	...withOnce('mockImplementation', calls),
	...withOnce('mockThrow', throws),
	...withOnce('mockResponse', responds),
	...withOnce('mockReject', breaks),
	...withOnce('mockAbort', breaks),
	['mockReturnThis', succeeds],
]);

/** Names of sinon and jasmine that others have too: they count on a known fake only. */
const SHARED: ReadonlyMap<string, Control> = new Map<string, Control>([
	['resolves', resolves],
	['rejects', rejects],
	['returns', returns],
	['throws', throws],
	['throwsException', throws],
	['throwsArg', throws],
	['returnsArg', succeeds],
	['resolvesArg', succeeds],
	['returnsThis', succeeds],
	['resolvesThis', succeeds],
	['yields', yields(0)],
	['yieldsAsync', yields(0)],
	['yieldsRight', yields(0)],
	['callsArg', succeeds],
	['callsArgAsync', succeeds],
	['callsArgWith', yields(1)],
	['callsArgWithAsync', yields(1)],
	['callsFake', calls],
	['callThrough', {outcomes: () => [UNKNOWN], real: true}],
	['returnValue', returns],
	['resolveTo', resolves],
	['rejectWith', rejects],
	['throwError', throws],
	['callFake', calls],
]);

function withOnce(name: string, control: Control): Array<[string, Control]> {
	return [
		[name, control],
		[`${name}Once`, control],
	];
}

export const isDistinctControl = (name: string): boolean => DISTINCT.has(name);
export const isSharedControl = (name: string): boolean => SHARED.has(name);

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
		const control = DISTINCT.get(name) ?? SHARED.get(name);
		if (control) {
			const once = nth || name.endsWith('Once');
			settings.push({behaviours: control.outcomes(context, call.arguments), once, real: control.real === true});
		}
		nth = NTH.test(name);
		at = call;
	}
}
