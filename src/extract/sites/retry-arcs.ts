import {ts} from '@ts-morph/common';
import {all, always, any, type Condition, hit, signal} from '../../model/condition.ts';
import type {Place} from '../../model/place.ts';
import type {ArcDraft} from '../../model/site.ts';
import {completionOf} from '../flow/completion.ts';
import {type Exit, exitsOf, type Guarded, guardsOf} from '../flow/exits.ts';
import {bodyOf, collectShallow, isInside, visitDeep} from '../flow/traverse.ts';
import {placeOfExecution, placeOfFunction, placeOfStatement} from '../places.ts';
import {enclosingFunction, type FileIndex} from '../walk.ts';
import {derived} from './draft.ts';
import {type ExitReason, isBound, type Reasoning, reasonOfGuards, reasonOfOtherwise} from './reasons.ts';
import {calledAgain} from './retry-again.ts';
import type {RetryFound} from './retry-found.ts';
import {isHeaderBounded, loopRepeats, loopRunsOut, type SecondAttempt, statementBehind} from './retry-rounds.ts';
import {strategyExhaust} from './retry-strategy.ts';

/** The arcs of a hand-rolled retry, each with the soundest condition that its syntax gives. */
export function arcsOfRetry(index: FileIndex, found: RetryFound): ArcDraft[] {
	const needs = any(...placesOfOperations(index, found).map(hit));
	const exits = exitsOfRetry(index, found);
	const retry = retryArc(index, found, needs, exits);
	const arcs = [retry, derived('recover', needs, retry.fires, retry.witnesses)];
	const exhaust =
		strategyExhaust(index, found, needs) ??
		afterAttempts(index, found, exitArc(index, 'exhaust', needs, exits, 'bound'), exits, retry.fires);
	const refuse = exitArc(index, 'refuse', needs, exits, 'predicate');
	if (exhaust) arcs.push(exhaust);
	else if (isBounded(found)) arcs.push(derived('exhaust', needs, retry.fires));
	if (refuse) arcs.push(refuse);
	return arcs;
}

/** Any of them is an attempt. An error made to be thrown is none. */
function placesOfOperations(index: FileIndex, found: RetryFound): Place[] {
	// The first attempt stands before the loop.
	if (found.loop && found.again) return [placeOfExecution(index, found.loop)];
	const tried = found.operations.filter(operation => !isThrown(operation));
	const inside = tried.filter(operation => isInside(operation, found.loop ?? found.target ?? found.node));
	const operations = inside.length > 0 ? inside : tried.slice(0, 1);
	if (found.form === 'restart' || found.form === 'resend' || operations.length === 0) {
		return [placeOfFunction(index, found.target ?? enclosingFunction(found.node))];
	}
	return operations.map(operation => placeOfExecution(index, operation));
}

const isThrown = ({parent}: ts.Node): boolean => ts.isThrowStatement(parent);

function retryArc(index: FileIndex, found: RetryFound, needs: Condition, exits: ClassifiedExit[]): ArcDraft {
	const {fires, witnesses, relation} = secondAttempt(index, found, exits);
	return {arc: 'retry', needs, fires, reading: relation ? 'repeat' : 'again', witnesses};
}

function secondAttempt(index: FileIndex, found: RetryFound, exits: ClassifiedExit[]): SecondAttempt {
	if (found.loop) return loopRepeats(index, found.loop, found);
	// The bound is checked at the start of the function called again: each exhaustion costs one call more than attempts.
	return calledAgain(index, found, earlyBounds(found, exits));
}

const earlyBounds = (found: RetryFound, exits: readonly ClassifiedExit[]): ts.Statement[] =>
	exits.filter(exit => exit.reason === 'bound' && isBeforeOperation(found, exit)).map(({statement}) => statement);

interface ClassifiedExit extends Exit {
	reason: ExitReason;
}

/** Where the retry gives up or refuses: on the failure path, behind the loop, or before the operation starts again. */
function exitsOfRetry(index: FileIndex, found: RetryFound): ClassifiedExit[] {
	const roots: ts.Node[] = [...found.path, ...functionsIn(found.path).flatMap(bodyOf)];
	if (found.form === 'recursion' && found.target) {
		const before = bodyOf(found.target).filter(
			node => !roots.some(root => isInside(root, node) || isInside(node, root)) && precedes(node, found),
		);
		roots.push(...before);
	}
	const own = exitsOf([...new Set(roots)], found.errors).map(exit => classify(index, exit, found));
	const behind = statementBehind(found);
	const end: ClassifiedExit[] = behind ? [{node: behind, statement: behind, guards: [], reason: 'bound'}] : [];
	return [...own, ...givenUp(index, found, roots, own), ...end];
}

/** `if (attempt >= max) return`: gives up without telling anybody. A return of the next attempt itself is none. */
function givenUp(
	index: FileIndex,
	found: RetryFound,
	roots: readonly ts.Node[],
	known: readonly ClassifiedExit[],
): ClassifiedExit[] {
	const returns = collectShallow(
		[...new Set(roots)],
		(node): node is ts.ReturnStatement | ts.BreakStatement =>
			ts.isReturnStatement(node) || (found.loop !== undefined && ts.isBreakStatement(node)),
	);
	return returns.flatMap(node => {
		if (
			(found.again && isInside(found.again, node)) ||
			known.some(exit => isInside(exit.node, node) || exit.statement.parent === node.parent)
		)
			return [];
		const root = roots.find(one => isInside(node, one))!;
		const guards = guardsOf(node, root.parent);
		const counts = guards.some(({condition}) => /[<>]/.test(condition.getText()));
		const reason = reasonOfGuards({index, errors: found.errors}, guards);
		return counts && reason === 'bound' ? [{node, statement: node, guards, reason}] : [];
	});
}

const precedes = (node: ts.Node, found: RetryFound): boolean =>
	found.operations.length > 0 && node.end <= found.operations[0]!.end;

const isBeforeOperation = (found: RetryFound, exit: Exit): boolean =>
	found.operations.length > 0 &&
	exit.node.end <= found.operations[0]!.pos &&
	!found.path.some(node => isInside(exit.node, node));

/** Function literals in the failure path (timer callbacks, `.then` steps): the way back goes through them. */
function functionsIn(nodes: readonly ts.Node[]): ts.FunctionLikeDeclaration[] {
	const found: ts.FunctionLikeDeclaration[] = [];
	for (const node of nodes) {
		visitDeep(node, inner => {
			if (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner)) found.push(inner);
			return true;
		});
	}
	return found;
}

/** An exit without a telling guard of its own lies on the other way of the decision for a next attempt. */
function classify(index: FileIndex, exit: Exit, found: RetryFound): ClassifiedExit {
	const reasoning = {index, errors: found.errors};
	const own = reasonOfGuards(reasoning, [...exit.guards, ...passedBefore(exit.statement, found)]);
	if (own === 'unknown' && exit.guards.length === 0 && found.loop)
		return {...exit, reason: otherThanRounds(reasoning, found)};
	if (own !== 'unknown' || exit.guards.length > 0 || !found.again) return {...exit, reason: own};
	const root = found.path.find(node => isInside(found.again!, node));
	return {...exit, reason: root ? reasonOfOtherwise(reasoning, guardsOf(found.again, root.parent)) : 'unknown'};
}

/** `if (attempt < max) { await sleep(); continue }` before the exit, in the same block: it did not hold. */
function passedBefore(statement: ts.Statement, {loop}: RetryFound): Guarded[] {
	const {parent} = statement;
	if (!loop || !(ts.isBlock(parent) || ts.isCaseOrDefaultClause(parent))) return [];
	return parent.statements
		.slice(0, parent.statements.indexOf(statement))
		.flatMap(one =>
			ts.isIfStatement(one) && !one.elseStatement && goesRound(one.thenStatement)
				? [{condition: one.expression, negated: true}]
				: [],
		);
}

function goesRound(statement: ts.Statement): boolean {
	const {normal, continues} = completionOf([statement]);
	return continues && !normal;
}

/** An exit at the end of the failure path: it is reached where none of the `continue`s before it was. */
function otherThanRounds(reasoning: Reasoning, found: RetryFound): ExitReason {
	const reasons = collectShallow(found.path, ts.isContinueStatement).map(node => {
		const root = found.path.find(one => isInside(node, one))!;
		return reasonOfOtherwise(reasoning, guardsOf(node, root.parent));
	});
	if (reasons.length === 0) return 'unknown';
	return reasons.every(reason => reason === reasons[0]) ? reasons[0]! : 'mixed';
}

function isBounded(found: RetryFound): boolean {
	// Written out once more, it is tried twice.
	if (found.form === 'repeat') return true;
	if (found.loop) return isHeaderBounded(found.loop);
	let bounded = false;
	const root = found.path.find(node => found.again && isInside(found.again, node));
	for (const {condition} of root && found.again ? guardsOf(found.again, root.parent) : [])
		bounded ||= isBound(condition);
	return bounded;
}

/**
 * A limit of none at all is no end of attempts: whoever gives up for having none left has repeated one before. Time may
 * run out within the first. Behind a loop whose end has no reliable count, the loop's own counts must agree.
 */
function afterAttempts(
	index: FileIndex,
	found: RetryFound,
	exhaust: ArcDraft | undefined,
	exits: readonly ClassifiedExit[],
	retry: Condition,
): ArcDraft | undefined {
	if (!exhaust) return undefined;
	const bounds = exits.filter(({reason}) => reason !== 'predicate').flatMap(({guards}) => guards);
	const byTime = [...bounds.map(({condition}) => condition), ...headerOf(found)].some(node =>
		TIME.test(node.getText()),
	);
	const {loop} = found;
	// Checked by the next call, before it tries: a list of one runs out without a second attempt, and whether that is an
	// end of attempts two readers would dispute.
	if (!loop && !byTime && earlyBounds(found, exits).length > 0) {
		const again = withoutSignals(calledAgain(index, found, []).fires);
		return {...exhaust, fires: all(exhaust.fires, again, any(retry, signal('exhaust')))};
	}
	const runsOut = loop && statementBehind(found) && loopRunsOut(index, loop, found);
	const needed = [...(byTime ? [] : [withoutSignals(retry)]), ...(runsOut ? [runsOut] : [])];
	return {...exhaust, fires: needed.length > 0 ? all(exhaust.fires, ...needed) : exhaust.fires};
}

const TIME = /deadline|elapsed|expire|until|\bnow\b|hrtime/i;

function headerOf({loop}: RetryFound): ts.Expression[] {
	if (!loop || ts.isForOfStatement(loop) || ts.isForInStatement(loop)) return [];
	const condition = ts.isForStatement(loop) ? loop.condition : (loop as ts.WhileStatement).expression;
	return condition ? [condition] : [];
}

/** What must hold at least, whatever the signals would say. */
function withoutSignals(condition: Condition): Condition {
	if ('signal' in condition) return always;
	if ('any' in condition) return any(...condition.any.map(withoutSignals));
	return 'all' in condition ? all(...condition.all.map(withoutSignals)) : condition;
}

/** The exits taken for one reason; where every exit may mean either, none of them having run still proves it unfired. */
function exitArc(
	index: FileIndex,
	arc: 'exhaust' | 'refuse',
	needs: Condition,
	exits: ClassifiedExit[],
	reason: ExitReason,
): ArcDraft | undefined {
	const placed = (wanted: ExitReason) =>
		exits
			.filter(exit => exit.reason === wanted)
			.map(exit => placeOfStatement(index, exit.statement))
			.filter(place => place !== undefined);
	const own = placed(reason);
	const mixed = placed('mixed');
	if (own.length === 0 && mixed.length === 0) return undefined;
	if (mixed.length === 0) return {arc, needs, fires: any(...own.map(hit)), reading: 'exit', witnesses: own};
	const maybe = all(any(...mixed.map(hit)), signal(arc));
	return {
		arc,
		needs,
		fires: own.length > 0 ? any(...own.map(hit), maybe) : maybe,
		reading: 'exit',
		witnesses: [...own, ...mixed],
	};
}
