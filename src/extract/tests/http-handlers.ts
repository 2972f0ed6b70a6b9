import {ts} from '@ts-morph/common';
import type {HttpRule, MockRule} from '../../model/test-rule.ts';
import type {Behaviour, StandIn} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import type {Context} from './context.ts';
import {outcomesOfEffect} from './effects.ts';
import {hostOf, writtenText} from './http-replies.ts';
import {isImported} from './mock-tables.ts';
import {outcomesOfCallable} from './outcomes.ts';
import {statusOutcome} from './responses.ts';
import {settingOf} from './setting.ts';
import {isFunctionExpression, lastName, numberOf, propertyOf, textOf} from './syntax.ts';

/**
 * msw: `http.get(url, () => HttpResponse.json(body, {status: 500}), {once: true})`, and `rest.get` of version 1;
 * `moxios.stubRequest(url, {status})`, `cy.intercept('GET', url, {statusCode})`, `page.route(url, route => route.abort())`.
 */
export function readHandler(context: Context, call: ts.CallExpression): StandIn | undefined {
	const callee = call.expression as ts.PropertyAccessExpression;
	const mock = libraryOf(context, callee.expression);
	if (mock?.http?.form !== 'handler') return undefined;
	const {verbs, fixed = {}} = mock.http;
	const name = callee.name.text;
	if (!verbs.includes(name) && !verbs.includes(name.replace(/Once$/, ''))) return undefined;
	// A verb of its own, such as moxios' `stubOnce`, may stay all the same.
	const isNamedOnce = name === 'once' || !verbs.includes(name);
	const [url, resolver, options] = argumentsOf(call);
	const isFixed = Object.hasOwn(fixed, name);
	// `cy.intercept(url)` only watches.
	if (!resolver && !isFixed && mock.http.answer === 'exchange') return undefined;
	const text = writtenText(context, url) ?? writtenText(context, propertyOf(url, 'url'));
	const host = hostOf(text);
	const behaviours = isFixed
		? outcomesOfEffect(context, fixed[name]!, [])
		: resolver
			? outcomesOfAnswer(context, mock.http, resolver)
			: [];
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

function libraryOf(context: Context, holder: ts.Expression): MockRule | undefined {
	const declaration = context.declared(holder);
	if (declaration?.kind === 'import') return context.mocks.byModule.get(declaration.module);
	if (!ts.isIdentifier(holder)) return undefined;
	return context.mocks.rules.find(
		each =>
			each.http?.form === 'handler' &&
			each.http.on?.includes(holder.text) &&
			(isImported(context, each) || (!declaration && each.globals?.includes(holder.text))),
	);
}

const METHOD = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/i;

/** Without the method that some put before the address. */
function argumentsOf({arguments: all}: ts.CallExpression): readonly ts.Expression[] {
	return all.length > 1 && METHOD.test(textOf(all[0]) ?? '') ? all.slice(1) : all;
}

function outcomesOfAnswer(context: Context, http: HttpRule & {form: 'handler'}, answer: ts.Expression): Behaviour[] {
	if (http.answer === 'function') return outcomesOfResolver(context, answer);
	if (http.answer === 'exchange' && !isWritten(answer)) return outcomesOfExchange(context, http, answer);
	return outcomesOfEffect(context, 'answer', [answer]);
}

const isWritten = (node: ts.Expression) =>
	ts.isObjectLiteralExpression(bare(node)) || ts.isStringLiteralLike(bare(node));

/** What a handler does with the exchange it is given: known where it is one call. */
function outcomesOfExchange(context: Context, {replies}: HttpRule, handler: ts.Expression): Behaviour[] {
	const fn = bare(handler);
	const given = isFunctionExpression(fn) ? fn.parameters[0]?.name : undefined;
	if (!given || !ts.isIdentifier(given)) return [{kind: 'unknown'}];
	const told: ts.CallExpression[] = [];
	for (const call of context.index.calls) {
		if (!ts.isCallExpression(call) || call.pos < fn.pos || call.end > fn.end) continue;
		const callee = call.expression;
		if (!ts.isPropertyAccessExpression(callee) || lastName(callee.expression) !== given.text) continue;
		if (Object.hasOwn(replies, callee.name.text)) told.push(call);
	}
	const [only] = told;
	if (!only || told.length > 1) return [{kind: 'unknown'}];
	return outcomesOfEffect(context, replies[lastName(only.expression)]!, only.arguments);
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
