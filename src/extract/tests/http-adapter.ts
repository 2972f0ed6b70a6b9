import {ts} from '@ts-morph/common';
import type {Behaviour, StandIn} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import type {Context} from './context.ts';
import {outcomesOfEffect} from './effects.ts';
import {hostOf, writtenText} from './http-replies.ts';
import {isImported} from './mock-tables.ts';
import {settingOf} from './setting.ts';
import {lastName, numberOf} from './syntax.ts';

/** axios-mock-adapter, mockttp: `mock.onGet('/users').networkErrorOnce()`. */
export function readAdapterReply(context: Context, call: ts.CallExpression): StandIn | undefined {
	const {expression: receiver, name} = call.expression as ts.PropertyAccessExpression;
	const mock = context.mocks.rules.find(each => each.http?.form === 'adapter' && isImported(context, each));
	if (mock?.http?.form !== 'adapter') return undefined;
	const {replies, verbs, object, delays = []} = mock.http;
	const key = Object.hasOwn(replies, name.text) ? name.text : name.text.replace(/Once$/, '');
	const before = bare(receiver);
	const held = delayed(delays, before);
	const on = held ? bare((held.expression as ts.PropertyAccessExpression).expression) : before;
	const asked = ts.isCallExpression(on) ? lastName(on.expression) : '';
	if (!Object.hasOwn(replies, key) || !ts.isCallExpression(on) || !verbs.includes(asked)) return undefined;
	const verb = asked.replace(/^(?:on|for)/, '').toLowerCase();
	const late: Behaviour[] = held ? [{kind: 'latency', ms: numberOf(held.arguments[0]) ?? null}] : [];
	const behaviours = [...late, ...outcomesOfEffect(context, replies[key]!, call.arguments)];
	const text = writtenText(context, on.arguments[0]);
	const host = hostOf(text);
	return {
		form: mock.mock,
		seam:
			host || object === undefined
				? {kind: 'host', host: host ?? '', ...(!host && text !== undefined && {path: text})}
				: {kind: 'member', object, member: verb, module: object},
		behaviours: behaviours.map(one => (name.text.endsWith('Once') ? {...one, once: true} : one)),
		...settingOf(context, call, name),
		certainty: 'literal',
	};
}

/** `mock.onGet(url).withDelayInMs(2000).reply(200)`. */
function delayed(delays: readonly string[], node: ts.Expression): ts.CallExpression | undefined {
	const isHeld =
		ts.isCallExpression(node) &&
		ts.isPropertyAccessExpression(node.expression) &&
		delays.includes(node.expression.name.text);
	return isHeld ? node : undefined;
}
