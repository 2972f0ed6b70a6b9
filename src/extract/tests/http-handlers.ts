import {ts} from '@ts-morph/common';
import type {Behaviour, StandIn} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import type {Context} from './context.ts';
import {outcomesOfEffect} from './effects.ts';
import {hostOf, writtenText} from './http-replies.ts';
import {outcomesOfCallable} from './outcomes.ts';
import {statusOutcome} from './responses.ts';
import {settingOf} from './setting.ts';
import {isFunctionExpression, lastName, numberOf, propertyOf} from './syntax.ts';

/** msw: `http.get(url, () => HttpResponse.json(body, {status: 500}), {once: true})`, and `rest.get` of version 1. */
export function readHandler(context: Context, call: ts.CallExpression): StandIn | undefined {
	const callee = call.expression as ts.PropertyAccessExpression;
	const declaration = context.declared(callee.expression);
	const mock = declaration?.kind === 'import' ? context.mocks.byModule.get(declaration.module) : undefined;
	if (mock?.http?.form !== 'handler') return undefined;
	const {verbs, answer} = mock.http;
	const name = callee.name.text;
	const isNamedOnce = !verbs.includes(name) && verbs.includes(name.replace(/Once$/, ''));
	if (!isNamedOnce && !verbs.includes(name)) return undefined;
	const [url, resolver, options] = call.arguments;
	const text = writtenText(context, url);
	const host = hostOf(text);
	const behaviours = !resolver
		? []
		: answer === 'value'
			? outcomesOfEffect(context, 'answer', [resolver])
			: outcomesOfResolver(context, resolver);
	const isOnce = isNamedOnce || propertyOf(options, 'once')?.kind === ts.SyntaxKind.TrueKeyword;
	return {
		form: mock.mock,
		seam:
			text === undefined
				? {kind: 'unknown'}
				: {kind: 'host', host: host ?? '', path: host ? text.slice(text.indexOf(host) + host.length) : text},
		behaviours: behaviours.map(one => (isOnce ? {...one, once: true} : one)),
		...settingOf(context, call),
		certainty: 'body',
	};
}

/** In version 1 the answer is `res(ctx.status(500))`; `res.networkError()` fails outright. */
function outcomesOfResolver(context: Context, resolver: ts.Expression): Behaviour[] {
	const fn = bare(resolver);
	const result = isFunctionExpression(fn) ? answerOf(context, fn) : undefined;
	if (!result || !ts.isCallExpression(result)) return outcomesOfCallable(context, resolver);
	if (lastName(result.expression) === 'networkError') return [{kind: 'failure', how: 'network'}];
	if (lastName(result.expression) !== 'res') return outcomesOfCallable(context, resolver);
	const found: Behaviour[] = [];
	let status: Behaviour = {kind: 'success'};
	for (const part of result.arguments) {
		if (!ts.isCallExpression(part)) continue;
		const name = lastName(part.expression);
		const value = numberOf(part.arguments[0]);
		if (name === 'delay') found.push({kind: 'latency', ms: value ?? null});
		if (name === 'status') status = value === undefined ? {kind: 'unknown'} : statusOutcome(value);
	}
	return [...found, status];
}

function answerOf(context: Context, fn: ts.ArrowFunction | ts.FunctionExpression): ts.Expression | undefined {
	if (!ts.isBlock(fn.body)) return bare(fn.body);
	const {returns, throws} = context.exitsOf(fn);
	return returns.length === 1 && throws.length === 0 && returns[0]!.expression
		? bare(returns[0]!.expression)
		: undefined;
}
