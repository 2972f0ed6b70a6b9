import {ts} from '@ts-morph/common';
import type {Effect} from '../../model/test-rule.ts';
import type {Behaviour} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import type {Context} from './context.ts';
import {functionOf, outcomeOfErrorFirst, outcomesOfCallable, outcomesOfValue, SUCCESS, UNKNOWN} from './outcomes.ts';
import {failedWith, statusOutcome} from './responses.ts';
import {isFunctionExpression, lastName, numberOf, propertyOf} from './syntax.ts';

type Args = readonly ts.Expression[];

export const NETWORK: Behaviour = {kind: 'failure', how: 'network'};

/** What a rule's effect comes to with these arguments. `at`: the argument that counts. */
export function outcomesOfEffect(context: Context, effect: Effect, args: Args, at = 0): Behaviour[] {
	return READERS[effect](context, args, args[at]);
}

const READERS: Record<Effect, (context: Context, args: Args, value: ts.Expression | undefined) => Behaviour[]> = {
	succeed: () => [SUCCESS],
	// `.throws(new Error('must not be called'))` stands guard and is never met.
	throw: (_context, [error]) => [failedWith(error, 'throw')],
	reject: (_context, [error]) => [failedWith(error, 'reject')],
	network: () => [NETWORK],
	never: () => [{kind: 'latency', ms: null}],
	unknown: () => [UNKNOWN],
	real: () => [UNKNOWN],
	value: (context, _args, value) => (value ? knownOutcomes(context, value) : [SUCCESS]),
	// A resolved promise cannot fail except by what it answers.
	resolve: (context, _args, value) =>
		(value ? outcomesOfValue(context, value) : [SUCCESS]).map(one => (one.kind === 'unknown' ? SUCCESS : one)),
	call: (context, _args, value) => (value ? outcomesOfCallable(context, value) : [SUCCESS]),
	'error-first': (_context, _args, value) => [outcomeOfErrorFirst(value)],
	respond: (context, [body, init]) => {
		if (init && propertyOf(init, 'status')) return outcomesOfValue(context, init);
		const found = body ? (isResponse(body) ? outcomesOfValue : outcomesOfCallable)(context, body) : [];
		return found.some(one => one.kind !== 'unknown') ? found : [SUCCESS];
	},
	status: (context, _args, value) => [value ? statusOf(context, value) : SUCCESS],
	answer: (context, _args, value) => (value ? outcomesOfAnswer(context, value) : [SUCCESS]),
};

/** `{status: 503}`, `new Response('', {status: 503})`. */
const isResponse = (body: ts.Expression): boolean =>
	ts.isObjectLiteralExpression(bare(body)) || ts.isNewExpression(bare(body));

/** A value handed in by a call is a success whatever made it, unless it plainly says otherwise. */
function knownOutcomes(context: Context, value: ts.Expression): Behaviour[] {
	const at = bare(value);
	return outcomesOfValue(context, at).map(one => (one.kind === 'unknown' && !ts.isCallExpression(at) ? SUCCESS : one));
}

/** `503`, `() => [503, body]`. */
function statusOf(context: Context, value: ts.Expression): Behaviour {
	const status = numberOf(bare(value));
	if (status !== undefined) return statusOutcome(status);
	const fn = isFunctionExpression(bare(value)) ? functionOf(context, value) : undefined;
	const body = fn?.body && !ts.isBlock(fn.body) ? bare(fn.body as ts.Expression) : undefined;
	const written = body && ts.isArrayLiteralExpression(body) ? numberOf(body.elements[0]) : undefined;
	return written === undefined ? UNKNOWN : statusOutcome(written);
}

const FAILS = ['throws', 'forceNetworkError', 'abort'] as const;

/** `503`, `{throws: error}`, `{status: 503}`, `{statusCode: 503, delay: 100}`, `new Error()`, a function. */
function outcomesOfAnswer(context: Context, value: ts.Expression): Behaviour[] {
	const at = bare(value);
	const status = numberOf(at);
	if (status !== undefined) return [statusOutcome(status)];
	if (isFunctionExpression(at)) return outcomesOfCallable(context, at);
	if (ts.isNewExpression(at) && /Error$/.test(lastName(at.expression))) return [NETWORK];
	if (!ts.isObjectLiteralExpression(at)) return ts.isStringLiteralLike(at) ? [SUCCESS] : [UNKNOWN];
	const delay = propertyOf(at, 'delay') ?? propertyOf(at, 'delayMs');
	const late: Behaviour[] = delay ? [{kind: 'latency', ms: numberOf(delay) ?? null}] : [];
	const isFailing = FAILS.some(name => {
		const given = propertyOf(at, name);
		return given !== undefined && given.kind !== ts.SyntaxKind.FalseKeyword;
	});
	return [...late, ...(isFailing ? [NETWORK] : outcomesOfValue(context, at))];
}
