import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {localFunction} from '../flow/local-functions.ts';
import {calleeName, collectShallow} from '../flow/traverse.ts';
import type {FileIndex} from '../walk.ts';

/** What the elements of a list are made by: `[a, b]`, `jobs.map(job => a)`. Undefined where that is out of sight. */
export function elementsOf(index: FileIndex, node: ts.Expression): ts.Expression[] | undefined {
	const list = bare(node);
	if (ts.isArrayLiteralExpression(list)) {
		// An empty one is filled elsewhere.
		return list.elements.length > 0 && !list.elements.some(ts.isSpreadElement) ? [...list.elements] : undefined;
	}
	if (!ts.isCallExpression(list) || !/^(map|flatMap|from)$/.test(calleeName(list))) return undefined;
	const make = list.arguments[calleeName(list) === 'from' ? 1 : 0];
	const body = make && localFunction(index, make)?.node.body;
	if (!body) return undefined;
	if (!ts.isBlock(body)) return [bare(body)];
	const values = collectShallow(body.statements, ts.isReturnStatement).flatMap(({expression}) => expression ?? []);
	return values.length > 0 ? values : undefined;
}
