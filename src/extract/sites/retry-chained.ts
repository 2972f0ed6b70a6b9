import {ts} from '@ts-morph/common';
import type {Handler} from '../flow/handlers.ts';
import {calleeName, collectDeep} from '../flow/traverse.ts';
import {functionAround, holderOf, isNamed, namedOutside} from './named-functions.ts';
import type {RetryFound} from './retry-found.ts';
import {heldBy} from './retry-held.ts';
import {CLEANUP_CALL, DELAY_CALL, LOG_CALL} from './vocabulary.ts';

/** `find(q).catch(err => createIndex().then(() => find(q)))`: once something was put right, the very call is made again. */
export function findChained(handlers: readonly Handler[]): RetryFound[] {
	return handlers.flatMap(handler => {
		const [head] = handler.form === 'promise' && handler.fn ? handler.operations : [];
		if (!head || !ts.isCallExpression(head) || head.arguments.length === 0 || isAside(head)) return [];
		const text = plain(head);
		const again = collectDeep(handler.body, ts.isCallExpression).find(call => plain(call) === text && isGiven(call));
		const around = functionAround(handler.node);
		if (!again || !around) return [];
		const named = namedOutside(around);
		const node = isNamed(named) ? holderOf(named) : handler.node;
		const found = heldBy(handler, {node, again, target: named});
		return [{...found, form: 'repeat' as const, operations: [head]}];
	});
}

/** The text without its layout: the second call is indented more deeply. */
const plain = (node: ts.Node): string =>
	node
		.getText()
		.replace(/\s+/g, '')
		.replace(/,(?=[)}\]])/g, '');

const isAside = (call: ts.CallExpression): boolean =>
	[LOG_CALL, CLEANUP_CALL, DELAY_CALL, /^(get|set|push|has|emit|resolve|reject|all)$/].some(aside =>
		aside.test(calleeName(call)),
	);

/** Its promise is what the handler, or a step of the chain in it, answers with. */
const isGiven = ({parent}: ts.Node): boolean =>
	ts.isReturnStatement(parent) || ts.isArrowFunction(parent) || ts.isAwaitExpression(parent);
