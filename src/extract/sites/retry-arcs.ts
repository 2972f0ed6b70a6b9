import {ts} from '@ts-morph/common';
import {all, any, type Condition, hit, more, signal} from '../../model/condition.ts';
import type {Place} from '../../model/place.ts';
import type {ArcDraft} from '../../model/site.ts';
import {completionOf} from '../flow/completion.ts';
import {type Exit, exitsOf, guardsOf} from '../flow/exits.ts';
import {bodyOf, collectShallow, isInside, visitDeep} from '../flow/traverse.ts';
import {placeOfExecution, placeOfFunction, placeOfStatement} from '../places.ts';
import {declarationOf, enclosingFunction, type FileIndex, isFunctionNode, referencesTo} from '../walk.ts';
import {derived} from './draft.ts';
import {type ExitReason, isBound, reasonOfGuards, reasonOfOtherwise} from './reasons.ts';
import type {RetryFound} from './retry.ts';
import {strategyExhaust} from './retry-strategy.ts';

/** The arcs of a hand-rolled retry, each with the soundest condition that its syntax gives. */
export function arcsOfRetry(index: FileIndex, found: RetryFound): ArcDraft[] {
	const needs = hit(placeOfOperation(index, found));
	const exits = exitsOfRetry(index, found);
	const retry = retryArc(index, found, needs, exits);
	const arcs = [retry, derived('recover', needs, retry.fires, retry.witnesses)];
	const exhaust = strategyExhaust(index, found, needs) ?? exitArc(index, 'exhaust', needs, exits, 'bound');
	const refuse = exitArc(index, 'refuse', needs, exits, 'predicate');
	if (exhaust) arcs.push(exhaust);
	else if (isBounded(found)) arcs.push(derived('exhaust', needs, retry.fires));
	if (refuse) arcs.push(refuse);
	return arcs;
}

function placeOfOperation(index: FileIndex, found: RetryFound): Place {
	const inside = found.operations.find(operation => isInside(operation, found.loop ?? found.target ?? found.node));
	const operation = inside ?? found.operations[0];
	if (found.form === 'restart' || found.form === 'resend' || !operation) {
		return placeOfFunction(index, found.target ?? enclosingFunction(found.node));
	}
	return placeOfExecution(index, operation);
}

function retryArc(index: FileIndex, found: RetryFound, needs: Condition, exits: ClassifiedExit[]): ArcDraft {
	const {fires, witnesses, relation} = secondAttempt(index, found, exits);
	return {arc: 'retry', needs, fires, reading: relation ? 'repeat' : 'again', witnesses};
}

function secondAttempt(
	index: FileIndex,
	found: RetryFound,
	exits: ClassifiedExit[],
): {fires: Condition; witnesses: Place[]; relation: boolean} {
	if (found.loop) return loopRepeats(index, found.loop, found);
	const again = found.again!;
	if (again === found.handlers[0]?.node && found.target) return selfHandled(index, found.target, again);
	const place = placeOfExecution(index, found.runs ?? again);
	// The bound is checked at the start of the function called again: each exhaustion costs one call more than attempts.
	const early = exits.filter(exit => exit.reason === 'bound' && isBeforeOperation(found, exit));
	if (found.form === 'recursion' && early.length > 0 && !found.shared) {
		const below = early.map(exit => placeOfStatement(index, exit.statement)).filter(exit => exit !== undefined);
		return {fires: more([place], below), witnesses: [place], relation: true};
	}
	if (!found.shared) return {fires: hit(place), witnesses: [place], relation: false};
	return {fires: all(hit(place), signal('retry')), witnesses: [place], relation: false};
}

/** A loop repeats where its body begins more often than the loop; that holds only where every round is an attempt. */
function loopRepeats(
	index: FileIndex,
	loop: ts.IterationStatement,
	found: RetryFound,
): {fires: Condition; witnesses: Place[]; relation: boolean} {
	const statements = ts.isBlock(loop.statement) ? loop.statement.statements : [loop.statement];
	const first = statements.map(statement => placeOfStatement(index, statement)).find(place => place !== undefined);
	const start = placeOfStatement(index, loop);
	if (!first || !start) return {fires: signal('retry'), witnesses: [], relation: false};
	const repeated = more([first], [start]);
	const lastSteps = stepsRound(index, found);
	const witnesses = lastSteps.length > 0 ? lastSteps : [first];
	const onlyFailuresGoRound = ts.isForOfStatement(loop) || successNeverGoesRound(found, statements);
	return {fires: onlyFailuresGoRound ? repeated : all(repeated, signal('retry')), witnesses, relation: true};
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

function successNeverGoesRound(found: RetryFound, statements: readonly ts.Statement[]): boolean {
	if (found.form === 'result-loop') return true;
	const tried = found.handlers[0]?.tried;
	if (!tried || found.handlers.length > 1) return false;
	const success = completionOf(tried.tryBlock.statements);
	if (success.continues) return false;
	if (!success.normal) return true;
	const at = statements.findIndex(statement => isInside(tried, statement));
	const behind = completionOf(statements.slice(at + 1));
	return !behind.normal && !behind.continues;
}

/** The function is its own rejection handler: more runs than direct calls of it, if all references are known. */
function selfHandled(
	index: FileIndex,
	target: CodeFunctionNode,
	handler: ts.Node,
): {fires: Condition; witnesses: Place[]; relation: boolean} {
	const name = target.name;
	const declaration = name && ts.isIdentifier(name) ? declarationOf(index, name) : undefined;
	const references = declaration ? referencesTo(index, declaration) : [];
	const direct = references.filter(
		({parent}) => ts.isCallExpression(parent) && references.some(reference => parent.expression === reference),
	);
	const known =
		direct.length > 0 && references.every(reference => direct.includes(reference) || isInside(reference, handler));
	const runs = placeOfFunction(index, target);
	if (!known) return {fires: signal('retry'), witnesses: [], relation: true};
	return {
		fires: more(
			[runs],
			direct.map(reference => placeOfExecution(index, reference)),
		),
		witnesses: [runs],
		relation: true,
	};
}

type CodeFunctionNode = NonNullable<RetryFound['target']>;

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
	return [...own, ...givenUp(index, found, roots, own), ...exitsBehind(found)];
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
	const own = reasonOfGuards(reasoning, exit.guards);
	if (own !== 'unknown' || exit.guards.length > 0 || !found.again) return {...exit, reason: own};
	const root = found.path.find(node => isInside(found.again!, node));
	return {...exit, reason: root ? reasonOfOtherwise(reasoning, guardsOf(found.again, root.parent)) : 'unknown'};
}

/** Behind a loop that failure alone can leave by its condition, whatever comes next is the end of the attempts. */
function exitsBehind(found: RetryFound): ClassifiedExit[] {
	const {loop} = found;
	if (!loop || found.form === 'result-loop' || !isHeaderBounded(loop)) return [];
	const statements = ts.isBlock(loop.statement) ? loop.statement.statements : [loop.statement];
	const leaves = completionOf(statements);
	if (leaves.breaks || !successNeverGoesRound(found, statements)) return [];
	const [next] = found.after;
	return next ? [{node: next, statement: next, guards: [], reason: 'bound'}] : [];
}

function isHeaderBounded(loop: ts.IterationStatement): boolean {
	if (ts.isForOfStatement(loop)) return true;
	if (ts.isForStatement(loop)) return loop.condition !== undefined && isBound(loop.condition);
	return (ts.isWhileStatement(loop) || ts.isDoStatement(loop)) && isBound(loop.expression);
}

function isBounded(found: RetryFound): boolean {
	if (found.loop) return isHeaderBounded(found.loop);
	let bounded = false;
	const root = found.path.find(node => found.again && isInside(found.again, node));
	for (const {condition} of root && found.again ? guardsOf(found.again, root.parent) : [])
		bounded ||= isBound(condition);
	return bounded;
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
