import {ts} from '@ts-morph/common';
import {all, always, any, type Condition, followed, hit, signal} from '../../model/condition.ts';
import type {Place} from '../../model/place.ts';
import type {ArcDraft} from '../../model/site.ts';
import {guardsOf} from '../flow/exits.ts';
import {localFunction} from '../flow/local-functions.ts';
import {calleeName, collectDeep, isInside} from '../flow/traverse.ts';
import {placeOfExecution, placeOfFunction, placeOfStatement} from '../places.ts';
import {enclosingFunction, type FileIndex} from '../walk.ts';
import {derived} from './draft.ts';
import {isBound} from './reasons.ts';
import {calledAgain} from './retry-again.ts';
import {answeredEnds} from './retry-answered.ts';
import {recoveredObject} from './retry-counter.ts';
import {type ClassifiedExit, exitsOfRetry, isBeforeOperation, reasoningOn} from './retry-exits.ts';
import type {RetryFound} from './retry-found.ts';
import {exitsFor} from './retry-mixed.ts';
import {isHeaderBounded, loopRepeats, loopRunsOut, type SecondAttempt, statementBehind} from './retry-rounds.ts';
import {recoveredRun, repeatedRun} from './retry-runs.ts';
import {strategyExhaust} from './retry-strategy.ts';

/** The arcs of a hand-rolled retry, each with the soundest condition that its syntax gives. */
export function arcsOfRetry(index: FileIndex, found: RetryFound): ArcDraft[] {
	const needs = any(...placesOfOperations(index, found).map(hit));
	const exits = exitsOfRetry(index, found);
	const retry = retryArc(index, found, needs, exits);
	const fires = isScheduledAttempt(found) ? any(retry.fires, signal('retry')) : retry.fires;
	const arcs = [
		{...retry, fires: followed(fires, repeatedRun(index, found))},
		derived(
			'recover',
			needs,
			fires,
			retry.witnesses,
			recoveredRun(index, found, exits) ?? recoveredObject(index, found),
		),
	];
	const exhaust =
		strategyExhaust(index, found, needs) ??
		afterAttempts(index, found, exitArc(index, found, 'exhaust', needs, exits), exits, retry.fires);
	const refuse = exitArc(index, found, 'refuse', needs, exits);
	if (exhaust) arcs.push(besideAnswers(index, found, exhaust, retry.fires));
	else if (isBounded(found)) arcs.push(derived('exhaust', needs, retry.fires));
	if (refuse) arcs.push(refuse);
	return arcs;
}

/**
 * `scheduleReconnect() { setTimeout(() => open().catch(scheduleReconnect), ms) }`: whoever calls it first may do so because
 * something failed, so that the attempt behind the timer is a second one already.
 */
const isScheduledAttempt = ({form, target, operations}: RetryFound): boolean =>
	form === 'recursion' &&
	target !== undefined &&
	operations.length > 0 &&
	operations.every(operation => timerAround(operation, target) !== undefined);

function timerAround(node: ts.Node, until: ts.Node): ts.Node | undefined {
	for (let at = node.parent; at && at !== until; at = at.parent)
		if (ts.isCallExpression(at) && /^setTimeout$/.test(calleeName(at)) && isInside(node, at.arguments[0]!)) return at;
	return undefined;
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
	const bounds = earlyBounds(found, exits);
	const again = calledAgain(index, found, bounds);
	const others = otherCalls(index, found);
	if (others.length === 0) return again;
	// On the failure path they are further attempts as well, for another reason.
	const [failed, answered] = [true, false].map(isOnPath =>
		others.filter(call => found.path.some(part => isInside(call, part)) === isOnPath),
	) as [ts.Node[], ts.Node[]];
	const further = failed.map(call => calledAgain(index, {...found, again: call, runs: undefined}, bounds).fires);
	const hits = answered.filter(call => asksAnswer(call, found)).map(call => hit(placeOfExecution(index, call)));
	const may = hits.length > 0 ? [all(any(...hits), signal('retry'))] : [];
	return {...again, fires: any(again.fires, ...further, ...may)};
}

/** Under a condition on what the operation answered: any other self-call is no repetition after a failure. */
function asksAnswer(call: ts.Node, {operations, target}: RetryFound): boolean {
	const names = new Set<string>();
	for (const operation of operations) {
		for (let at = operation; at.parent && at !== target; at = at.parent) {
			if (ts.isVariableDeclaration(at.parent)) names.add(at.parent.name.getText());
			else if (ts.isBinaryExpression(at.parent) && at.parent.right === at) names.add(at.parent.left.getText());
		}
	}
	for (let at = call.parent; at && at !== target; at = at.parent)
		if (ts.isFunctionLike(at)) for (const {name} of at.parameters) names.add(name?.getText() ?? '');
	return guardsOf(call, target!).some(({condition}) =>
		[...names].some(name => condition.getText().includes(name.replace(/[{}\s]/g, '')) || /^[{[]/.test(name)),
	);
}

/** The function calls itself elsewhere, too: after an answer that tells of failure as well as for the next page. */
function otherCalls(index: FileIndex, {form, target, again, runs}: RetryFound): ts.Node[] {
	if (form !== 'recursion' || !target?.body) return [];
	const isTarget = (node: ts.Expression): boolean =>
		(ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) && localFunction(index, node)?.node === target;
	return collectDeep([target.body], ts.isCallExpression).filter(
		call =>
			[call.expression, ...call.arguments].some(isTarget) &&
			![again, runs].some(known => known && (isInside(known, call) || isInside(call, known))),
	);
}

const earlyBounds = (found: RetryFound, exits: readonly ClassifiedExit[]): ts.Statement[] =>
	exits.filter(exit => exit.reason === 'bound' && isBeforeOperation(found, exit)).map(({statement}) => statement);

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

/** A last answer that is handed out as it is, beside errors that are thrown: it may be the end of attempts as well. */
function besideAnswers(index: FileIndex, found: RetryFound, exhaust: ArcDraft, retry: Condition): ArcDraft {
	const ends = answeredEnds(found).flatMap(end => placeOfStatement(index, end) ?? []);
	if (ends.length === 0) return exhaust;
	const may = all(any(...ends.map(hit)), withoutSignals(retry), signal('exhaust'));
	return {...exhaust, fires: any(exhaust.fires, may)};
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
	if ('known' in condition) return withoutSignals(condition.known);
	return 'all' in condition ? all(...condition.all.map(withoutSignals)) : condition;
}

/**
 * The exits taken for one reason. Where one may mean either, the operands of its condition tell them apart; where they do
 * not, none of them having run still proves the arc unfired.
 */
function exitArc(
	index: FileIndex,
	found: RetryFound,
	arc: 'exhaust' | 'refuse',
	needs: Condition,
	exits: readonly ClassifiedExit[],
): ArcDraft | undefined {
	const reason = arc === 'exhaust' ? 'bound' : 'predicate';
	const reasoning = reasoningOn(index, found);
	const shown = exits.flatMap(exit => {
		const place =
			exit.reason === reason || exit.reason === 'mixed' ? placeOfStatement(index, exit.statement) : undefined;
		if (!place) return [];
		if (exit.reason === reason && !exit.shared) return [{place, fires: hit(place)}];
		if (exit.shared) return [{place, fires: all(hit(place), signal(arc))}];
		return [{place, fires: all(hit(place), exitsFor(reason, reasoning, exit.statement, found) ?? signal(arc))}];
	});
	if (shown.length === 0) return undefined;
	return {
		arc,
		needs,
		fires: any(...shown.map(({fires}) => fires)),
		reading: 'exit',
		witnesses: shown.map(({place}) => place),
	};
}
