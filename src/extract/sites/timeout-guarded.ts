import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {calleeName, isCall, visitDeep} from '../flow/traverse.ts';
import {enclosingFunction} from '../walk.ts';

/**
 * The operations that a timer bounds, as far as syntax tells: what its promise is raced with, else what the function
 * awaits behind it. What is awaited in a catch is a consequence, not the operation.
 */
export function guardedBy(timer: ts.CallExpression): ts.Node[] {
	const fn = enclosingFunction(timer);
	// At top level no function is around, and the file has no parent.
	const promise = fn.parent && ts.isNewExpression(fn.parent) ? fn.parent : undefined;
	const raced =
		promise && ts.isArrayLiteralExpression(promise.parent)
			? promise.parent.elements.filter(element => element !== promise)
			: [];
	if (raced.length > 0) return raced.map(element => bare(element)).filter(isCall);
	const found: ts.Node[] = [];
	for (const node of awaitsIn(promise ? enclosingFunction(promise) : fn)) {
		if (node.pos > timer.end) found.push(...awaitedOperations(bare(node.expression)));
		if (found.length >= 3) break;
	}
	return found.slice(0, 3);
}

/** Kept: every timer of the function asks. */
const AWAITS = new WeakMap<ts.Node, ts.AwaitExpression[]>();

function awaitsIn(fn: ts.Node): ts.AwaitExpression[] {
	const known = AWAITS.get(fn);
	if (known) return known;
	const found: ts.AwaitExpression[] = [];
	visitDeep(fn, node => {
		if (ts.isCatchClause(node)) return false;
		if (ts.isAwaitExpression(node)) found.push(node);
		return true;
	});
	AWAITS.set(fn, found);
	return found;
}

/** The call that is awaited; of a race its members that are calls. */
function awaitedOperations(node: ts.Expression): ts.Node[] {
	if (!isCall(node)) return [];
	const [list] = node.arguments ?? [];
	if (calleeName(node) !== 'race' || !list || !ts.isArrayLiteralExpression(list)) return [node];
	return list.elements.map(element => bare(element)).filter(isCall);
}
