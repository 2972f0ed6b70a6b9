import {ts} from '@ts-morph/common';
import {guardsOf} from '../flow/exits.ts';
import {collectShallow, isInside} from '../flow/traverse.ts';
import {isBound} from './reasons.ts';
import type {RetryFound} from './retry-found.ts';

/**
 * `if (!retryOn.includes(res.status) || attempt === max) return res`, outside the failure path of a loop or function that
 * repeats after errors: whether such an end means an answer or used up attempts no counter tells.
 */
export function answeredEnds({loop, target, form, path, handlers, operations}: RetryFound): ts.Statement[] {
	const root = loop?.statement ?? (form === 'recursion' ? target?.body : undefined);
	if (!root || form === 'result-loop') return [];
	// A decision before the attempt asks for no answer.
	const asked = Math.min(...operations.map(({end}) => end));
	const failing = [...path, ...handlers.flatMap(({body}) => body)];
	return collectShallow([root], isEnd).filter(
		end =>
			!failing.some(part => isInside(end, part)) &&
			decisionsBefore(end, root).some(one => one.pos >= asked && isBound(one)),
	);
}

const isEnd = (node: ts.Node): node is ts.Statement =>
	ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isBreakStatement(node);

/** Conditions around it, and those of the `if`s before it in its block, which may have gone another way. */
function decisionsBefore(end: ts.Statement, root: ts.Node): ts.Expression[] {
	const {parent} = end;
	const before = ts.isBlock(parent) ? parent.statements.slice(0, parent.statements.indexOf(end)) : [];
	return [
		...guardsOf(end, root).map(({condition}) => condition),
		...before.flatMap(one => (ts.isIfStatement(one) ? [one.expression] : [])),
	];
}
