import {ts} from '@ts-morph/common';
import {all, any, type Condition, hit, more, type Sight, signal} from '../../model/condition.ts';
import type {Place} from '../../model/place.ts';
import {completionOf} from '../flow/completion.ts';
import {calleeName, collectShallow, visitDeep} from '../flow/traverse.ts';
import {countsRounds, placeOfBlock, placeOfExecution, placeOfStatement} from '../places.ts';
import {type FileIndex, isFunctionNode} from '../walk.ts';
import {isBound} from './reasons.ts';
import type {RetryFound} from './retry-found.ts';

/** What shows that a further attempt started. */
export interface SecondAttempt {
	fires: Condition;
	witnesses: Place[];
	/** A comparison of counters. */
	relation: boolean;
}

interface Rounds {
	first: Place;
	start: Place;
}

const statementsOf = (loop: ts.IterationStatement): readonly ts.Statement[] =>
	ts.isBlock(loop.statement) ? loop.statement.statements : [loop.statement];

function roundsOf(index: FileIndex, loop: ts.IterationStatement): Rounds | undefined {
	const first = statementsOf(loop)
		.map(statement => placeOfStatement(index, statement))
		.find(place => place !== undefined);
	const start = placeOfStatement(index, loop);
	return first && start && {first, start};
}

/** A loop repeats where its body begins more often than the loop; that holds only where every round is an attempt. */
export function loopRepeats(index: FileIndex, loop: ts.IterationStatement, found: RetryFound): SecondAttempt {
	if (found.again) return roundIsSecond(index, found, found.again);
	const rounds = roundsOf(index, loop);
	if (!rounds) return {fires: signal('retry'), witnesses: [], relation: false};
	const begun = more([rounds.first], [rounds.start]);
	const attempts = attemptsBehindEnds(index, loop, found);
	const repeated = attempts
		? all(begun, any(more([attempts.place], [rounds.start], attempts.sees), signal('retry')))
		: begun;
	const lastSteps = stepsRound(index, found);
	const witnesses = lastSteps.length > 0 ? lastSteps : [rounds.first];
	return {
		fires: onlyFailureGoesRound(loop, found) ? repeated : all(repeated, signal('retry')),
		witnesses,
		relation: true,
	};
}

/**
 * `if (signal.aborted) break;` before the attempt: a round that ends there is none. The attempts' own count, where any
 * such end precedes them.
 */
function attemptsBehindEnds(
	index: FileIndex,
	loop: ts.IterationStatement,
	found: RetryFound,
): {place: Place; sees: Sight[]} | undefined {
	const tried = found.handlers[0]?.tried;
	const statements = statementsOf(loop);
	const at = tried ? statements.indexOf(tried) : -1;
	if (!tried || at < 0) return undefined;
	const before = statements.slice(0, at);
	const throws = collectShallow(before, ts.isCallExpression).some(throwsIf);
	const place = placeOfStatement(index, tried);
	if (!place || !(throws || collectShallow(before, isEnd).length > 0)) return undefined;
	return {place, sees: throws ? ['sync-throw'] : []};
}

const isEnd = (node: ts.Node): node is ts.Statement =>
	ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isBreakStatement(node);

/** `signal.throwIfAborted()`: its throw stops no count in V8. */
const throwsIf = (call: ts.CallExpression): boolean => /^(throwIf|assert|ensure)/.test(calleeName(call));

/** The first attempt was made before the loop: each round is a further one. */
function roundIsSecond(index: FileIndex, {shared}: RetryFound, again: ts.Node): SecondAttempt {
	const place = placeOfExecution(index, again);
	return {fires: shared ? all(hit(place), signal('retry')) : hit(place), witnesses: [place], relation: false};
}

/** `continue` statements of the failure path: the last thing seen of a failed attempt. */
function stepsRound(index: FileIndex, found: RetryFound): Place[] {
	const places: Place[] = [];
	for (const node of found.path) {
		visitDeep(node, inner => {
			if (isFunctionNode(inner)) return false;
			const place = ts.isContinueStatement(inner) ? placeOfStatement(index, inner) : undefined;
			if (place) places.push(place);
			return true;
		});
	}
	return places;
}

/** No round but a failed attempt leads to another one: nothing is skipped before the attempt, and success leaves the loop. */
export function onlyFailureGoesRound(loop: ts.IterationStatement, found: RetryFound): boolean {
	if (found.form === 'result-loop') return !found.shared;
	const tried = found.handlers[0]?.tried;
	const statements = statementsOf(loop);
	const at = tried ? statements.indexOf(tried) : -1;
	if (!tried || at < 0 || found.handlers.length > 1) return false;
	const before = completionOf(statements.slice(0, at));
	const success = completionOf(tried.tryBlock.statements);
	if (before.continues || success.continues) return false;
	if (!success.normal) return true;
	const behind = completionOf(statements.slice(at + 1));
	return !behind.normal && !behind.continues;
}

/** The statement behind a loop that failure alone can leave by its condition: the end of the attempts. */
export function statementBehind(found: RetryFound): ts.Statement | undefined {
	const {loop, form, after} = found;
	if (!loop || form === 'result-loop' || !isHeaderBounded(loop)) return undefined;
	const leaves = completionOf(statementsOf(loop));
	return leaves.breaks || !onlyFailureGoesRound(loop, found) ? undefined : after[0];
}

export function isHeaderBounded(loop: ts.IterationStatement): boolean {
	if (ts.isForOfStatement(loop)) return true;
	if (ts.isForStatement(loop)) return loop.condition !== undefined && isBound(loop.condition);
	return (ts.isWhileStatement(loop) || ts.isDoStatement(loop)) && isBound(loop.expression);
}

/**
 * A run that succeeds has one round more than failures, one that the catch itself ends has one more such end: only runs
 * that the loop's condition ended make loops and failures together more than rounds and those ends. Asked where the
 * statement behind the loop has no reliable count.
 */
export function loopRunsOut(index: FileIndex, loop: ts.IterationStatement, found: RetryFound): Condition | undefined {
	const clause = found.handlers[0]?.tried?.catchClause;
	const rounds = roundsOf(index, loop);
	if (!clause || !rounds || !countsRounds(loop)) return undefined;
	const ends = collectShallow([clause.block], isEnd).flatMap(node => placeOfStatement(index, node) ?? []);
	return more([rounds.start, placeOfBlock(index, clause.block)], [rounds.first, ...ends]);
}
