import {ts} from '@ts-morph/common';
import type {Behaviour, StandIn} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import type {Context} from './context.ts';
import {hostOf, writtenText} from './http-replies.ts';
import {statusOutcome} from './responses.ts';
import {settingOf} from './setting.ts';
import {lastName, numberOf} from './syntax.ts';

const ANSWERS: ReadonlyMap<string, Behaviour | 'status'> = new Map<string, Behaviour | 'status'>([
	['reply', 'status'],
	['networkError', {kind: 'failure', how: 'network'}],
	['abortRequest', {kind: 'failure', how: 'network'}],
	['timeout', {kind: 'failure', how: 'network'}],
]);

/** axios-mock-adapter: `mock.onGet('/users').networkErrorOnce()`. */
export function readAdapterReply(context: Context, call: ts.CallExpression): StandIn | undefined {
	if (!context.modules.has('axios-mock-adapter')) return undefined;
	const {expression: receiver, name} = call.expression as ts.PropertyAccessExpression;
	const answer = ANSWERS.get(name.text.replace(/Once$/, ''));
	const on = bare(receiver);
	const verb = ts.isCallExpression(on) ? /^on([A-Z]\w+)$/.exec(lastName(on.expression))?.[1]?.toLowerCase() : undefined;
	if (!answer || !verb || !ts.isCallExpression(on)) return undefined;
	const status = numberOf(call.arguments[0]);
	const behaviour = answer === 'status' ? (status === undefined ? UNKNOWN : statusOutcome(status)) : answer;
	const host = hostOf(writtenText(context, on.arguments[0]));
	return {
		form: 'axios-mock-adapter',
		seam: host ? {kind: 'host', host} : {kind: 'member', object: 'axios', member: verb, module: 'axios'},
		behaviours: [name.text.endsWith('Once') ? {...behaviour, once: true} : behaviour],
		...settingOf(context, call, name),
		certainty: 'literal',
	};
}

const UNKNOWN: Behaviour = {kind: 'unknown'};
