import {ts} from '@ts-morph/common';
import {all, type Condition, hit, more, signal} from '../../model/condition.ts';
import type {Place} from '../../model/place.ts';
import {localFunction} from '../flow/local-functions.ts';
import type {Path} from '../flow/paths.ts';
import {bodyOf, calleeName, collectShallow, isInside} from '../flow/traverse.ts';
import {placeOfBlock, placeOfExecution, placeOfStatement} from '../places.ts';
import type {FileIndex} from '../walk.ts';
import {some} from './attempts.ts';

/** What shows that a substitute was used. */
export interface Use {
	place: Place;
	fires: Condition;
}

/**
 * The statement of a failure path that no path which hands the failure on shares with it: a cache that was asked in
 * vain before the error is thrown again substituted nothing.
 * @param lost the paths that end without a substitute
 */
export function useOf(index: FileIndex, node: ts.Node, path?: Path, lost: readonly Path[] = []): Use {
	const place = placeOfExecution(index, node);
	if (!path) return {place, fires: hit(place)};
	const isLost = (step: ts.Node) => lost.some(({steps}) => steps.some(other => other === step));
	const step = path.steps.find(one => isInside(node, one)) ?? node;
	const own = isLost(step) ? path.steps.findLast(one => !isLost(one)) : node;
	const skipped = own ? undefined : passedBy(index, path, lost);
	if (!own) return {place, fires: all(hit(place), skipped ?? signal('engage'))};
	const at = own === node ? place : placeOfExecution(index, own);
	return {place: at, fires: mayThrowBefore(index, own, path) ? whereThrowsAreSeen(at) : hit(at)};
}

/** `if (fatal) throw err` at the end: the condition was asked more often than it held. */
function passedBy(index: FileIndex, {skipped}: Path, lost: readonly Path[]): Condition | undefined {
	if (!skipped || lost.some(other => other.skipped === skipped)) return undefined;
	const asked = placeOfStatement(index, skipped);
	const {thenStatement} = skipped;
	const held = ts.isBlock(thenStatement) ? placeOfBlock(index, thenStatement) : placeOfStatement(index, thenStatement);
	return asked && held && more([asked], [held]);
}

/** Behind a call that may throw only an engine that sees such throws can tell whether the statement ran. */
const whereThrowsAreSeen = (place: Place): Condition => all(hit(place), more([place], [], ['sync-throw']));

const THROWS = /^(re)?throw|^assert|^raise|^invariant|^ensure|^bail|^(handle|map|convert|translate|process)\w*Error$/i;

/** `rethrowIfFatal(err)` before it, in the same stretch of code. */
function mayThrowBefore(index: FileIndex, node: ts.Node, {steps}: Path): boolean {
	const at = steps.findIndex(step => isInside(node, step));
	return steps
		.slice(0, Math.max(at, 0))
		.some(
			step =>
				ts.isExpressionStatement(step) &&
				collectShallow([step], ts.isCallExpression).some(
					call => !ts.isAwaitExpression(call.parent) && (THROWS.test(calleeName(call)) || throws(index, call)),
				),
		);
}

function throws(index: FileIndex, call: ts.CallExpression): boolean {
	const called = localFunction(index, call.expression)?.node;
	return called !== undefined && some(bodyOf(called), ts.isThrowStatement);
}
