import {ts} from '@ts-morph/common';
import type {Sequence} from '../../model/sequence.ts';
import {isInside} from '../flow/traverse.ts';
import {placeOfFunction, spanOf} from '../places.ts';
import {enclosingFunction} from '../walk.ts';
import {functionAt, type Match, valuesAt} from './library-keys.ts';

/**
 * `retry(() => ask(), options)`: of one call the function was begun a second time, and the call came out well. Only where each run of
 * the function around it makes the call once, and gives the function on the spot.
 */
export function recoveredCall(match: Match): Sequence | undefined {
	const {index, use, site} = match;
	const key = site.arcs.flatMap(({fires}) => fires).find(({repeats}) => repeats !== undefined)?.repeats;
	// What makes a client is done long before anything is tried.
	const guarded = typeof site.guards === 'object' ? site.guards.at : undefined;
	const isOperation = key !== undefined && guarded === key && ts.isCallExpression(use.call);
	const [given, ...others] = isOperation && key !== undefined ? valuesAt(match, key) : [];
	if (given?.state !== 'present' || given.shared || others.length > 0 || given.call !== use.call) return undefined;
	const tried = functionAt(index, given.value);
	const scope = enclosingFunction(use.call);
	if (!tried || tried.shared || !isInside(tried.node, use.call) || ts.isSourceFile(scope)) return undefined;
	if (ts.isClassStaticBlockDeclaration(scope) || !scope.body || !ts.isBlock(scope.body) || isInLoop(use.call, scope))
		return undefined;
	return {
		scope: placeOfFunction(index, scope),
		first: [placeOfFunction(index, tried.node)],
		again: [],
		second: true,
		after: [{gives: spanOf(index, use.call)}],
	};
}

function isInLoop(node: ts.Node, until: ts.Node): boolean {
	for (let at = node.parent; at && at !== until; at = at.parent) if (ts.isIterationStatement(at, false)) return true;
	return false;
}
