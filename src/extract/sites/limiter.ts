import {ts} from '@ts-morph/common';
import {any, hit} from '../../model/condition.ts';
import type {Place} from '../../model/place.ts';
import type {ArcDraft, Certainty, SiteDraft} from '../../model/site.ts';
import {exitsOf} from '../flow/exits.ts';
import {isInside, visitDeep} from '../flow/traverse.ts';
import {placeOfExecution, placeOfFunction, placeOfStatement} from '../places.ts';
import {enclosingFunction, type FileIndex, isFunctionNode} from '../walk.ts';
import {draftOf, unseen} from './draft.ts';
import type {Holder} from './holder.ts';
import {callersOf} from './holder-callers.ts';
import {lastName, speaksOf} from './holder-names.ts';
import {nameAround} from './named-functions.ts';

const LIMITER_NAME =
	/^(p?limit(s|er|ers)?|sema|locks?|locker|gate|serial(izer)?|rate)$|limiter$|semaphore|bulkhead|throttl|mutex|bucket|concurren/;
const RELEASE = /^(release|dequeue|next|drain|unlock|signal|flush|process|run|pump|tick|advance|_next|_drain)/i;

/** Bounds how many operations run at once or in a time: waiters without a resource that is handed out. */
export function extractLimiter(index: FileIndex, holder: Holder): SiteDraft | undefined {
	const certainty = certaintyOf(holder);
	if (!certainty) return undefined;
	const waits = waitsOf(holder);
	const needs = hit(placeOfFunction(index, enclosingFunction(waits[0] ?? holder.features.capacity[0] ?? holder.node)));
	const arcs: ArcDraft[] = [];
	const places = waits.map(node => placeOfExecution(index, node));
	if (places.length > 0 && onlyWhenFull(holder)) {
		arcs.push({arc: 'saturate', needs, fires: any(...places.map(hit)), reading: 'transition', witnesses: places});
	} else if (places.length > 0) arcs.push({...unseen('saturate', needs), witnesses: places});
	const refusals = refusalsOf(index, holder);
	if (refusals.length > 0)
		arcs.push({
			arc: 'reject',
			needs: any(needs, ...refusals.map(hit)),
			fires: any(...refusals.map(hit)),
			reading: 'exit',
			witnesses: refusals,
		});
	if (arcs.length === 0) arcs.push(unseen('saturate', needs));
	return draftOf(index, {
		kind: 'limiter',
		node: holder.at,
		certainty,
		operations: [],
		operation: 'external',
		arcs,
		form: 'limiter',
		within: holder.node,
	});
}

const RUNNING = /in-?flight|running|active|executing|concurren/i;

const waitsOf = ({features}: Holder): ts.Node[] => (features.waits.length > 0 ? features.waits : features.chained);

function certaintyOf({name, members, features}: Holder): Certainty | undefined {
	const {waits, capacity, balanced, chained, recycled} = features;
	const named = speaksOf(name, LIMITER_NAME);
	// A method of something larger: what it counts up it must count down, or it is a quota that somebody else keeps.
	const namedHere = balanced.length > 0 && capacity.some(test => speaksOf(nameAround(test), LIMITER_NAME));
	const refuses = capacity.some(
		test =>
			ts.isIfStatement(test.parent) &&
			/\b429\b|throw|reject|return false|TOO_MANY/i.test(test.parent.thenStatement.getText()),
	);
	const drains = members.some(member => RELEASE.test(member));
	if (waits.length > 0 && capacity.length > 0 && balanced.length > 0) return named || drains ? 'sure' : 'likely';
	if (waits.length > 0 && capacity.length > 0 && named) return 'likely';
	if (named && capacity.length > 0 && (balanced.length > 0 || refuses)) return 'likely';
	if (namedHere) return 'likely';
	if (named && waits.length > 0) return 'likely';
	// A queue that holds its items back while so many run; a bounded buffer alone is none.
	if (speaksOf(name, /queue/) && recycled.length > 0 && capacity.some(test => RUNNING.test(test.getText())))
		return 'likely';
	// A promise chained onto itself is a mutex; without a name that says so it may as well be a log.
	return named && chained.length > 0 ? 'likely' : undefined;
}

/** The wait stands behind a test of the capacity; an enqueue that always pushes says nothing about saturation. */
function onlyWhenFull({features, node}: Holder): boolean {
	return features.waits.length > 0 && features.waits.every(wait => isHeldBack(wait, node, features.capacity));
}

/** Guarded by a test of something other than the length of the queue itself: that a queue has room holds nobody back. */
export function isHeldBack(wait: ts.Node, holder: ts.Node, capacity: readonly ts.BinaryExpression[]): boolean {
	const queue =
		ts.isCallExpression(wait) && ts.isPropertyAccessExpression(wait.expression)
			? lastName(wait.expression.expression)
			: '';
	const ofQueue = new RegExp(`\\b${queue}\\b`);
	return isGuardedHere(wait, holder, queue ? capacity.filter(test => !ofQueue.test(test.getText())) : capacity);
}

/** Guarded in its own function, or reached only through calls that are. */
function isGuardedHere(node: ts.Node, holder: ts.Node, capacity: readonly ts.BinaryExpression[]): boolean {
	if (isGuarded(node, holder, capacity)) return true;
	const callers = callersOf(node, holder);
	return callers.length > 0 && callers.every(call => isGuarded(call, holder, capacity));
}

/** Inside an `if` that tests the capacity, or behind one that leaves the function. */
function isGuarded(node: ts.Node, holder: ts.Node, capacity: readonly ts.BinaryExpression[]): boolean {
	for (let at = node; at !== holder && at.parent; at = at.parent) {
		const {parent} = at;
		if (ts.isIfStatement(parent) && parent.expression !== at && capacity.some(test => test === parent.expression))
			return true;
		if (ts.isBlock(parent) && ts.isStatement(at)) {
			const before = parent.statements.slice(0, parent.statements.indexOf(at));
			if (
				before.some(
					statement =>
						ts.isIfStatement(statement) &&
						capacity.some(test => isInside(test, statement.expression)) &&
						leaves(statement.thenStatement),
				)
			)
				return true;
		}
	}
	return false;
}

function leaves(statement: ts.Statement): boolean {
	const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
	if (!last) return false;
	if (ts.isTryStatement(last)) return last.tryBlock.statements.some(ts.isReturnStatement);
	return ts.isReturnStatement(last) || ts.isThrowStatement(last);
}

/** Throws and rejections behind a test of the capacity: a caller is refused. */
function refusalsOf(index: FileIndex, {node, features}: Holder): Place[] {
	const places: Place[] = [];
	for (const exit of exitsOf([...functionBodies(node)], new Set())) {
		if (
			!isGuarded(exit.statement, node, features.capacity) &&
			!exit.guards.some(({condition}) => features.capacity.includes(condition as ts.BinaryExpression))
		)
			continue;
		if (isInTimer(exit.node)) continue;
		const place = placeOfStatement(index, exit.statement);
		if (place) places.push(place);
	}
	for (const test of features.capacity) {
		const place = answeredRefusal(index, test);
		if (place) places.push(place);
	}
	return places;
}

/** `if (tokens < 1) { res.status(429)…; return }`, `if (count >= limit) return false`. */
function answeredRefusal(index: FileIndex, test: ts.BinaryExpression): Place | undefined {
	const statement = test.parent;
	if (!ts.isIfStatement(statement) || statement.expression !== test || !leaves(statement.thenStatement))
		return undefined;
	const text = statement.thenStatement.getText();
	return /\b429\b|TOO_MANY|return false\b/i.test(text) ? placeOfStatement(index, statement.thenStatement) : undefined;
}

function isInTimer(node: ts.Node): boolean {
	for (let at = node; at.parent; at = at.parent) {
		if (isFunctionNode(at) && ts.isCallExpression(at.parent) && /[sS]etTimeout$/.test(at.parent.expression.getText()))
			return true;
	}
	return false;
}

/** Bodies of every function below a node: exits are looked for in each on its own. */
function functionBodies(node: ts.Node): ts.Node[] {
	const bodies: ts.Node[] = [];
	visitDeep(node, inner => {
		if (isFunctionNode(inner) && 'body' in inner && inner.body) bodies.push(inner.body);
		return true;
	});
	return bodies;
}
