import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import {type CodeFunction, localFunction} from '../flow/local-functions.ts';
import {bodyOf, calleeName, collectShallow} from '../flow/traverse.ts';
import type {FileIndex} from '../walk.ts';

/**
 * Whether a value never comes about, as the file shows: a call of a function that always throws, `….then(row => { throw
 * … })`. What is returned so only hands a failure on.
 */
export function givesNothing(index: FileIndex, value: ts.Expression, depth = 0): boolean {
	const node = bare(value);
	if (ts.isAwaitExpression(node)) return givesNothing(index, node.expression, depth);
	if (!ts.isCallExpression(node) || depth > MOST_CALLS) return false;
	const [then, ...others] = node.arguments;
	if (ts.isPropertyAccessExpression(node.expression) && calleeName(node) === 'then')
		return then !== undefined && others.length === 0 && isEnd(index, localFunction(index, then)?.node, depth);
	return isEnd(index, localFunction(index, node.expression)?.node, depth);
}

const MOST_CALLS = 2;

/** It leaves only by throwing, or by returning what never comes about. */
function isEnd(index: FileIndex, fn: CodeFunction | undefined, depth: number): boolean {
	if (!fn?.body || fn.asteriskToken) return false;
	if (fn.type?.kind === ts.SyntaxKind.NeverKeyword) return true;
	if (!ts.isBlock(fn.body)) return givesNothing(index, fn.body, depth + 1);
	const {normal, throws, returns} = completionOf(fn.body.statements);
	if (normal || (!throws && !returns)) return false;
	return collectShallow(bodyOf(fn), ts.isReturnStatement).every(
		({expression}) => expression !== undefined && givesNothing(index, expression, depth + 1),
	);
}
