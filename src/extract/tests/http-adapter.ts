import {ts} from '@ts-morph/common';
import type {StandIn} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import type {Context} from './context.ts';
import {outcomesOfEffect} from './effects.ts';
import {hostOf, writtenText} from './http-replies.ts';
import {isImported} from './mock-tables.ts';
import {settingOf} from './setting.ts';
import {lastName} from './syntax.ts';

/** axios-mock-adapter, mockttp: `mock.onGet('/users').networkErrorOnce()`. */
export function readAdapterReply(context: Context, call: ts.CallExpression): StandIn | undefined {
	const {expression: receiver, name} = call.expression as ts.PropertyAccessExpression;
	const mock = context.mocks.rules.find(each => each.http?.form === 'adapter' && isImported(context, each));
	if (mock?.http?.form !== 'adapter') return undefined;
	const {replies, verbs, object} = mock.http;
	const key = Object.hasOwn(replies, name.text) ? name.text : name.text.replace(/Once$/, '');
	const on = bare(receiver);
	const asked = ts.isCallExpression(on) ? lastName(on.expression) : '';
	if (!Object.hasOwn(replies, key) || !ts.isCallExpression(on) || !verbs.includes(asked)) return undefined;
	const verb = asked.replace(/^(?:on|for)/, '').toLowerCase();
	const behaviours = outcomesOfEffect(context, replies[key]!, call.arguments);
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
