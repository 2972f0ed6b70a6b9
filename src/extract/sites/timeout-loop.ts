import {ts} from '@ts-morph/common';
import {hit, signal} from '../../model/condition.ts';
import type {SiteDraft} from '../../model/site.ts';
import {completionOf} from '../flow/completion.ts';
import {calleeName, findShallow, isCall} from '../flow/traverse.ts';
import {placeOfExecution, placeOfStatement} from '../places.ts';
import {type FileIndex, isFunctionNode, nodesOf} from '../walk.ts';
import {draftOf} from './draft.ts';
import {nameOf} from './named-functions.ts';
import {type TimeTest, timeTestOf} from './timeout-clock.ts';

type Loop = ts.WhileStatement | ts.DoStatement | ts.ForStatement;

/**
 * `while (Date.now() < deadline) { if (await ready()) return; await sleep(100) }`: waited for no longer than that. A loop
 * that nothing but the time ends does work for so long, and bounds no wait.
 */
export function extractDeadlineLoops(index: FileIndex, isOwned: (node: ts.Node) => boolean): SiteDraft[] {
	const loops: Loop[] = [
		...nodesOf<ts.WhileStatement>(index, ts.SyntaxKind.WhileStatement),
		...nodesOf<ts.DoStatement>(index, ts.SyntaxKind.DoStatement),
		...nodesOf<ts.ForStatement>(index, ts.SyntaxKind.ForStatement),
	];
	return loops.flatMap(loop => {
		const condition = ts.isForStatement(loop) ? loop.condition : loop.expression;
		const test = condition && timeTestOf(index, condition);
		if (!test || test.over || isOwned(loop) || !awaits(loop.statement) || !endsOnSuccess(loop, test)) return [];
		return [
			draftOf(index, {
				kind: 'timeout',
				node: loop,
				certainty: test.certainty,
				operations: [],
				operation: 'external',
				arcs: [fireOf(index, loop, test)],
				form: 'timeout deadline loop',
			}),
		];
	});
}

/** Something else than the time ends the loop: `return`, `break`, another condition. */
function endsOnSuccess({statement}: Loop, {either}: TimeTest): boolean {
	const {returns, breaks} = completionOf([statement]);
	return returns || breaks || either;
}

const awaits = (statement: ts.Statement): boolean => findShallow([statement], ts.isAwaitExpression) !== undefined;

/** What stands behind the loop runs when the time is over, where nothing else leads there. */
function fireOf(index: FileIndex, loop: Loop, {either}: TimeTest): SiteDraft['arcs'][number] {
	const needs = hit(placeOfExecution(index, loop));
	const next = either || completionOf([loop.statement]).breaks ? undefined : statementBehind(loop);
	const place = next && placeOfStatement(index, next);
	return place
		? {arc: 'fire', needs, fires: hit(place), reading: 'exit', witnesses: [place]}
		: {arc: 'fire', needs, fires: signal('fire'), reading: 'unseen', witnesses: []};
}

function statementBehind(loop: Loop): ts.Statement | undefined {
	if (!ts.isBlock(loop.parent)) return undefined;
	const {statements} = loop.parent;
	return statements[statements.indexOf(loop) + 1];
}

/** Whether code stands in a loop that waits, or in a function that sets a timer for itself: somebody looks again and again. */
export function waitsAround(node: ts.Node): boolean {
	for (let at = node; at.parent && !ts.isSourceFile(at); at = at.parent) {
		if (ts.isIterationStatement(at, false) && !ts.isForOfStatement(at) && !ts.isForInStatement(at)) {
			if (awaits(at.statement)) return true;
		}
		if (isFunctionNode(at)) return startsItself(at);
	}
	return false;
}

function startsItself(fn: ts.Node): boolean {
	const name = ts.isFunctionLike(fn) ? nameOf(fn as Parameters<typeof nameOf>[0]) : '';
	if (!name) return false;
	const timer = findShallow(
		[(fn as ts.FunctionLikeDeclaration).body ?? fn],
		(inner): inner is ts.CallExpression =>
			ts.isCallExpression(inner) &&
			/^set(Timeout|Immediate)$/.test(calleeName(inner)) &&
			inner.arguments[0] !== undefined &&
			(inner.arguments[0].getText().split('.').at(-1) === name ||
				(ts.isArrowFunction(inner.arguments[0]) &&
					isCall(inner.arguments[0].body) &&
					calleeName(inner.arguments[0].body) === name)),
	);
	return timer !== undefined;
}
