import {ts} from '@ts-morph/common';
import {all, any, type Condition, hit, signal} from '../../model/condition.ts';
import type {Place} from '../../model/place.ts';
import type {Certainty, SiteDraft} from '../../model/site.ts';
import {completionOf} from '../flow/completion.ts';
import {errorsOfFunction, madeErrors, makesError, mentions} from '../flow/error-names.ts';
import {exitsOf} from '../flow/exits.ts';
import {calleeName, collectShallow, isInside} from '../flow/traverse.ts';
import {placeOfExecution, placeOfStatement} from '../places.ts';
import {type FileIndex, nodesOf} from '../walk.ts';
import {some} from './attempts.ts';
import {draftOf} from './draft.ts';
import {lastName, speaksOf} from './holder-names.ts';
import {functionAround} from './named-functions.ts';
import type {RetryFound} from './retry-found.ts';
import {endsIn} from './timeout-acts.ts';
import {type TimeTest, timeTestOf} from './timeout-clock.ts';
import {extractHandedDeadlines} from './timeout-handed.ts';
import {extractDeadlineLoops, waitsAround} from './timeout-loop.ts';
import {timerOf} from './timeout-timers.ts';

/** Deadlines kept by arithmetic: time is compared and the operation failed, without a timer. */
export function extractDeadlines(index: FileIndex, retries: readonly RetryFound[]): SiteDraft[] {
	// A retry's own deadline is its end; a poll that nothing but its name makes a retry has a deadline like any other.
	const owners = retries.filter(({handlers, loop}) => handlers.length > 0 || loop !== undefined);
	const isOwned = (node: ts.Node): boolean =>
		owners.some(({node: around, target}) => isInside(node, around) || (target && isInside(node, target)));
	return [
		...extractComparisons(index, isOwned),
		...extractDeadlineLoops(index, isOwned),
		...extractHandedDeadlines(index),
	];
}

/** `if (now >= deadline) fail`, `if (timeLeft > 0) wait; else fail`. */
function extractComparisons(index: FileIndex, isOwned: (node: ts.Node) => boolean): SiteDraft[] {
	const taken = new Set<ts.Node>();
	return nodesOf<ts.IfStatement>(index, ts.SyntaxKind.IfStatement).flatMap(statement => {
		const test = timeTestOf(index, statement.expression);
		if (!test || isOwned(statement)) return [];
		const failure = failureOf(index, statement, test);
		const needs = placeOfStatement(index, statement);
		const node = intervalAround(statement) ?? statement;
		if (!failure || !needs || taken.has(node)) return [];
		taken.add(node);
		return [
			draftOf(index, {
				kind: 'timeout',
				node,
				certainty: failure.certainty,
				operations: [],
				operation: 'external',
				arcs: [
					{
						arc: 'fire',
						needs: hit(needs),
						fires: byTimeAlone(test, any(...failure.places.map(hit))),
						reading: 'exit',
						witnesses: failure.places,
					},
				],
				form: 'timeout deadline',
			}),
		];
	});
}

/** `if (now > deadline || closed)`: that it was stopped does not tell that it was for the time. */
const byTimeAlone = ({either}: TimeTest, stopped: Condition): Condition =>
	either ? all(stopped, signal('fire')) : stopped;

interface Failure {
	places: Place[];
	certainty: Certainty;
}

function failureOf(index: FileIndex, statement: ts.IfStatement, test: TimeTest): Failure | undefined {
	const late = lateStatements(statement, test);
	const fn = functionAround(statement);
	// Where attempts are counted beside it, the deadline is one of the ends of that retry.
	if (late.length === 0 || !fn || countsTries(fn) || isOfTimer(fn, statement)) return undefined;
	const errors = new Set([...errorsOfFunction(fn), ...madeErrors(late)]);
	const failed = [
		...exitsOf(late, errors).map(exit => placeOfStatement(index, exit.statement)),
		...late.flatMap(node => handedLater(node, errors)).map(node => placeOfStatement(index, node)),
	];
	if (failed.length > 0) return failureAt(failed, test.certainty);
	const ended = [...endsIn(late).map(({node}) => node), ...(asksForSilence(statement) ? partings(late) : [])];
	if (ended.length > 0)
		return failureAt(
			ended.map(node => placeOfExecution(index, node)),
			test.certainty,
		);
	// A wait that ends in an empty result is a timeout, too; work cut into slices of time is none, for nobody waits.
	return test.over && waitsAround(statement) && leavesEmpty(statement.thenStatement)
		? failureAt([placeOfStatement(index, statement.thenStatement)], test.certainty)
		: undefined;
}

function failureAt(places: ReadonlyArray<Place | undefined>, certainty: Certainty): Failure | undefined {
	const found = places.filter(place => place !== undefined);
	return found.length > 0 ? {places: found, certainty} : undefined;
}

const countsTries = (fn: ts.Node): boolean =>
	some(
		[fn],
		node =>
			ts.isBinaryExpression(node) &&
			/^[<>]=?$/.test(node.operatorToken.getText()) &&
			/retries|attempts?\b|(?<!en)tries\b/i.test(node.getText()),
	);

/** `if (left <= 0) fail; else setTimeout(fail, left)`: one deadline, and the timer keeps it. */
const isOfTimer = (fn: ts.Node, {expression}: ts.IfStatement): boolean =>
	some([fn], node => {
		const delay = ts.isCallExpression(node) ? timerOf(node)?.delay : undefined;
		return delay !== undefined && ts.isIdentifier(delay) && mentions(expression, new Set([delay.text]));
	});

/** What runs when the time is over: the branch, or what stands behind one that leaves. */
function lateStatements(statement: ts.IfStatement, {over}: TimeTest): readonly ts.Statement[] {
	if (over) return [statement.thenStatement];
	if (statement.elseStatement) return [statement.elseStatement];
	if (!ts.isBlock(statement.parent) || completionOf([statement.thenStatement]).normal) return [];
	const {statements} = statement.parent;
	return statements.slice(statements.indexOf(statement) + 1).filter(isBare);
}

/** Behind an `if` only what fails at once is its other branch. */
const isBare = (statement: ts.Statement): boolean =>
	ts.isThrowStatement(statement) || ts.isExpressionStatement(statement) || ts.isReturnStatement(statement);

/** `setInterval(() => { for (const r of requests) if (now - r.sentAt > timeout) … })`: one timer serves many deadlines. */
function intervalAround(node: ts.Node): ts.CallExpression | undefined {
	for (let at = node; at.parent; at = at.parent) {
		const {parent} = at;
		if (!ts.isFunctionLike(at) || !ts.isCallExpression(parent)) continue;
		if (calleeName(parent) === 'setInterval') return parent;
		if (calleeName(parent) !== 'forEach') return undefined;
	}
	return undefined;
}

/** `setImmediate(emit, 'error', error)`: the error is handed on in the next turn. */
function handedLater(node: ts.Statement, errors: ReadonlySet<string>): ts.Statement[] {
	return collectShallow([node], ts.isExpressionStatement).filter(({expression}) => {
		if (
			!ts.isCallExpression(expression) ||
			!/^(setImmediate|nextTick|queueMicrotask|setTimeout)$/.test(calleeName(expression))
		)
			return false;
		return expression.arguments.some(argument => mentions(argument, errors) || makesError(argument));
	});
}

const SILENCE = /heartbeat|pong|\bping|last_?(seen|alive|activity|message|data|beat)|alive|silence|keepalive/i;
const PARTING = /^(on)?_?(disconnect|drop|remove|unregister|fail|lost|offline|terminate|markAs?(Dead|Offline|Failed))/i;

/** A peer that has been silent for too long is given up. */
function asksForSilence(statement: ts.IfStatement): boolean {
	if (SILENCE.test(statement.expression.getText())) return true;
	const kept = intervalAround(statement)?.parent;
	return (
		kept !== undefined && ts.isBinaryExpression(kept) && speaksOf(lastName(kept.left), /^(ping|pong|heartbeat|alive)$/)
	);
}

const partings = (late: readonly ts.Statement[]): ts.CallExpression[] =>
	collectShallow(late, ts.isCallExpression).filter(call => PARTING.test(calleeName(call)));

/** `return`, `return false`, `return resolve(null)`, `break`. */
function leavesEmpty(statement: ts.Statement): boolean {
	const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
	if (!last) return false;
	if (ts.isBreakStatement(last)) return true;
	return (
		ts.isReturnStatement(last) &&
		/^(false|null|undefined|\[\]|\{\}|(resolve|done|finish|callback|cb)\((false|null|undefined)?\)|)$/.test(
			last.expression?.getText() ?? '',
		)
	);
}
