import {ts} from '@ts-morph/common';
import type {Place} from '../../model/place.ts';
import type {Ending, Sequence} from '../../model/sequence.ts';
import {completionOf} from '../flow/completion.ts';
import {type CodeFunction, localFunction} from '../flow/local-functions.ts';
import {collectDeep, collectShallow, isInside} from '../flow/traverse.ts';
import {placeOfBlock, placeOfExecution, placeOfFunction, placeOfStatement, spanOf} from '../places.ts';
import type {FileIndex, FunctionNode} from '../walk.ts';
import {answeredEnds} from './retry-answered.ts';
import type {ClassifiedExit} from './retry-exits.ts';
import type {RetryFound} from './retry-found.ts';
import {onlyFailureGoesRound} from './retry-rounds.ts';

/** What one run of a retry is: its loop's execution, or a call of the function with those that it makes of itself. */
type Run = Pick<Sequence, 'scope' | 'first' | 'again'>;

/** After a failed attempt of one run, a later one of the same run succeeded. */
export function recoveredRun(
	index: FileIndex,
	found: RetryFound,
	exits: readonly ClassifiedExit[],
): Sequence | undefined {
	const run = runOf(index, found);
	const after = run && successesOf(index, found, exits);
	return run && after && after.length > 0 ? {...run, after} : undefined;
}

/** After a failed attempt of one run, the operation was begun again in the same run. */
export function repeatedRun(index: FileIndex, found: RetryFound): Sequence | undefined {
	const run = runOf(index, found);
	const around = found.loop ?? found.target;
	const operations = found.operations.filter(operation => around && isInside(operation, around));
	if (!run || operations.length === 0) return undefined;
	return {...run, after: operations.map(operation => ({ran: placeOfExecution(index, operation)}))};
}

function runOf(index: FileIndex, found: RetryFound): Run | undefined {
	const first = failuresOf(index, found);
	if (!first) return undefined;
	const {loop, form, again, target, via} = found;
	if (loop && (form === 'loop' || form === 'result-loop')) {
		const scope = placeOfStatement(index, loop);
		if (!scope || again) return undefined;
		// A loop that goes round for other reasons as well may leave the next attempt to another run of it.
		return {scope, first, again: [], ...(!onlyFailureGoesRound(loop, found) && {partial: true as const})};
	}
	if (form !== 'recursion' || !target?.body || !ts.isBlock(target.body)) return undefined;
	const calls = callsAgain(index, found, target);
	if (calls.length === 0) return undefined;
	const isDirect = via.length === 0;
	return {
		scope: placeOfFunction(index, target as FunctionNode),
		first,
		again: calls.map(call => spanOf(index, call)),
		...(!isDirect && {partial: true as const}),
	};
}

/** Calls of the failure path that lead to the function again, within it: its run goes on in the new call. */
function callsAgain(index: FileIndex, {again, runs, path, via}: RetryFound, target: CodeFunction): ts.CallExpression[] {
	const leads = [target, ...via];
	const call = runs ?? again;
	const calls = call && via.length === 0 && ts.isCallExpression(call) ? [call] : collectDeep(path, ts.isCallExpression);
	return calls.filter(
		one => isInside(one, target) && leads.includes(localFunction(index, one.expression)?.node as CodeFunction),
	);
}

/** Where an attempt was seen to fail. */
function failuresOf(index: FileIndex, {form, handlers, path}: RetryFound): Place[] | undefined {
	// Its path is all of the loop: only what sends it round tells that an attempt failed.
	if (form === 'result-loop') {
		const rounds = collectShallow(path, ts.isContinueStatement);
		return rounds.length > 0 ? rounds.flatMap(node => placeOfStatement(index, node) ?? []) : undefined;
	}
	const clauses = handlers.flatMap(({tried}) => tried?.catchClause ?? []);
	if (clauses.length > 0) return clauses.map(clause => placeOfBlock(index, clause.block));
	const [step] = path;
	if (!step) return undefined;
	const place = ts.isBlock(step)
		? placeOfBlock(index, step)
		: ts.isStatement(step)
			? placeOfStatement(index, step)
			: placeOfExecution(index, step);
	return place && [place];
}

function successesOf(index: FileIndex, found: RetryFound, exits: readonly ClassifiedExit[]): Ending[] | undefined {
	// An end that may mean success or used up attempts shows neither.
	if (answeredEnds(found).length > 0) return undefined;
	const {loop, handlers} = found;
	const [handler] = handlers;
	if (loop) {
		const ends = endsOf(index, loop.statement, found, exits);
		const block = handler?.tried?.tryBlock;
		if (!block || !onlyFailureGoesRound(loop, found)) return ends;
		return completionOf(block.statements).normal
			? [{ends: spanOf(index, block)}, ...endsOf(index, block, found, exits)]
			: ends;
	}
	if (handler?.tried) {
		const block = handler.tried.tryBlock;
		const ends = endsOf(index, block, found, exits);
		return completionOf(block.statements).normal ? [{ends: spanOf(index, block)}, ...ends] : ends;
	}
	if (handler?.form === 'promise') {
		const callee = (handler.node as ts.CallExpression).expression;
		return ts.isPropertyAccessExpression(callee) ? [{gives: spanOf(index, callee.expression)}] : undefined;
	}
	return handler?.form === 'callback' ? answersOf(index, handler.node as ts.IfStatement, found) : undefined;
}

/** Statements that leave a loop or a try block with a result: no failure's. */
function endsOf(index: FileIndex, root: ts.Node, found: RetryFound, exits: readonly ClassifiedExit[]): Ending[] {
	const isResult = found.form === 'result-loop';
	const failing = isResult ? [] : [...found.path, ...found.handlers.flatMap(({body}) => body)];
	const isBehind = (node: ts.Node) =>
		exits.some(({statement}) => isInside(node, statement.parent) && node.pos >= statement.end);
	const leaves = (node: ts.Node): node is ts.ReturnStatement | ts.BreakStatement =>
		ts.isReturnStatement(node) ||
		(ts.isBreakStatement(node) && found.loop !== undefined && leavesLoop(node, found.loop));
	return collectShallow([root], leaves)
		.filter(
			node =>
				!failing.some(part => isInside(node, part)) &&
				!(isResult && isBehind(node)) &&
				!exits.some(exit => isInside(exit.node, node) || isInside(node, exit.statement)),
		)
		.flatMap((node): Ending[] => {
			if (ts.isReturnStatement(node) && node.expression) return [{gives: spanOf(index, node.expression)}];
			const ran = placeOfStatement(index, node);
			return ran ? [{ran}] : [];
		});
}

function leavesLoop({label, parent}: ts.BreakStatement, loop: ts.IterationStatement): boolean {
	if (label) return ts.isLabeledStatement(loop.parent) && loop.parent.label.text === label.text;
	for (let at: ts.Node = parent; at; at = at.parent) {
		if (at === loop) return true;
		if (ts.isSwitchStatement(at) || ts.isIterationStatement(at, false)) return false;
	}
	return false;
}

/** What an error-first callback does where there is no error: the other branch, or what stands behind one that leaves. */
function answersOf(index: FileIndex, test: ts.IfStatement, {path}: RetryFound): Ending[] | undefined {
	const isFailure = (node: ts.Node | undefined) =>
		node !== undefined && path.some(part => isInside(part, node) || isInside(node, part));
	const other = [test.thenStatement, test.elseStatement].find(branch => branch && !isFailure(branch));
	const behind = ts.isBlock(test.parent) ? test.parent.statements[test.parent.statements.indexOf(test) + 1] : undefined;
	const failing = isFailure(test.thenStatement) ? test.thenStatement : test.elseStatement;
	const statement = other ?? (failing && !completionOf([failing]).normal ? behind : undefined);
	const ran = statement && !isFailure(statement) ? placeOfStatement(index, statement) : undefined;
	return ran && [{ran}];
}
