import {ts} from '@ts-morph/common';
import {any, hit} from '../../model/condition.ts';
import type {SiteDraft} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {exitsOf} from '../flow/exits.ts';
import {bodyOf, calleeName, visitDeep} from '../flow/traverse.ts';
import {placeOfFunction, placeOfStatement} from '../places.ts';
import type {FileIndex} from '../walk.ts';
import {draftOf} from './draft.ts';
import {extractKeyedLimiters} from './limiter-keyed.ts';
import {functionAround, holderOf} from './named-functions.ts';

/** So many calls a key and time: timers take keys away, or the clock tells what has gone by. */
export function extractWindowLimiters(index: FileIndex): SiteDraft[] {
	return [...extractTimerWindows(index), ...extractKeyedLimiters(index)];
}

/** One call a key and time: refused while the key is there, and a timer takes the key away. */
function extractTimerWindows(index: FileIndex): SiteDraft[] {
	return index.calls.flatMap(call => {
		if (!ts.isCallExpression(call) || calleeName(call) !== 'setTimeout') return [];
		const collection = call.arguments[0] && deletedFrom(call.arguments[0]);
		const fn = collection && functionAround(call);
		if (!fn) return [];
		const refusals = exitsOf(bodyOf(fn), new Set()).filter(exit =>
			exit.guards.some(({condition, negated}) => !negated && asksFor(condition, collection)),
		);
		const places = refusals.map(exit => placeOfStatement(index, exit.statement)).filter(place => place !== undefined);
		if (places.length === 0) return [];
		const needs = hit(placeOfFunction(index, fn));
		return [
			draftOf(index, {
				kind: 'limiter',
				node: holderOf(fn),
				owner: fn,
				certainty: 'likely',
				operations: [],
				operation: 'external',
				arcs: [{arc: 'reject', needs, fires: any(...places.map(hit)), reading: 'exit', witnesses: places}],
				form: 'limiter window',
			}),
		];
	});
}

/** The collection from which the callback deletes: `delete x[k]`, `x.delete(k)`. */
function deletedFrom(callback: ts.Expression): string | undefined {
	let found: string | undefined;
	const fn = bare(callback);
	if (!ts.isArrowFunction(fn) && !ts.isFunctionExpression(fn)) return undefined;
	visitDeep(fn, node => {
		if (ts.isDeleteExpression(node) && ts.isElementAccessExpression(node.expression))
			found ??= node.expression.expression.getText();
		if (ts.isCallExpression(node) && calleeName(node) === 'delete' && ts.isPropertyAccessExpression(node.expression))
			found ??= node.expression.expression.getText();
		return true;
	});
	return found;
}

function asksFor(condition: ts.Expression, collection: string): boolean {
	const node = bare(condition);
	if (ts.isElementAccessExpression(node)) return node.expression.getText() === collection;
	if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
		return /^(has|get)$/.test(node.expression.name.text) && node.expression.expression.getText() === collection;
	return (
		ts.isBinaryExpression(node) &&
		(asksFor(node.left, collection) ||
			(node.operatorToken.kind === ts.SyntaxKind.InKeyword && node.right.getText() === collection))
	);
}
