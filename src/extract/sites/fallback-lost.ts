import {ts} from '@ts-morph/common';
import {type Condition, more} from '../../model/condition.ts';
import {completionOf} from '../flow/completion.ts';
import type {Handler} from '../flow/handlers.ts';
import {collectShallow} from '../flow/traverse.ts';
import {placeOfBlock, placeOfStatement} from '../places.ts';
import type {FileIndex} from '../walk.ts';
import {some} from './attempts.ts';

/**
 * More runs entered the try than came out behind it or left its catch by a statement: some were lost in the catch, or
 * still wait. Where none was, the substitute never failed. Undefined where a run may leave otherwise.
 */
export function lostInTry(index: FileIndex, {form, tried}: Handler): Condition | undefined {
	if (form !== 'catch' || !tried?.catchClause || tried.finallyBlock || !ts.isBlock(tried.parent)) return undefined;
	const {statements} = tried.parent;
	const behind = statements
		.slice(statements.indexOf(tried) + 1)
		.map(statement => placeOfStatement(index, statement))
		.find(place => place !== undefined);
	const attempt = completionOf(tried.tryBlock.statements);
	const caught = completionOf(tried.catchClause.block.statements);
	if (!behind || attempt.returns || attempt.breaks || attempt.continues || caught.breaks || caught.continues)
		return undefined;
	const exits = collectShallow(
		[tried.catchClause.block],
		(node): node is ts.ReturnStatement | ts.ThrowStatement => ts.isReturnStatement(node) || ts.isThrowStatement(node),
	);
	// What a return still has to compute may fail.
	if (exits.some(exit => ts.isReturnStatement(exit) && some([exit], isUncertain))) return undefined;
	const left = exits.flatMap(exit => placeOfStatement(index, exit) ?? []);
	return more([placeOfBlock(index, tried.tryBlock)], [behind, ...left]);
}

const isUncertain = (node: ts.Node): boolean =>
	ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isAwaitExpression(node) || ts.isYieldExpression(node);
