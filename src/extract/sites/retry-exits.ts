import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import {isErrorName, parameterNames} from '../flow/error-names.ts';
import {type Exit, exitsOf, type Guarded, guardsOf} from '../flow/exits.ts';
import {localFunction} from '../flow/local-functions.ts';
import {bodyOf, collectDeep, collectShallow, isInside, visitDeep} from '../flow/traverse.ts';
import {enclosingFunction, type FileIndex} from '../walk.ts';
import {type ExitReason, isBound, type Reasoning, reasonOfGuards, reasonOfOtherwise} from './reasons.ts';
import type {RetryFound} from './retry-found.ts';
import {statementBehind} from './retry-rounds.ts';
import {BOUND_WORDS} from './vocabulary.ts';

export interface ClassifiedExit extends Exit {
	reason: ExitReason;
	/** It is reached for other reasons as well, which no counter tells apart. */
	shared?: boolean;
}

/** Where the retry gives up or refuses: on the failure path, behind the loop, or before the operation starts again. */
export function exitsOfRetry(index: FileIndex, found: RetryFound): ClassifiedExit[] {
	const roots: ts.Node[] = [...found.path, ...functionsIn(found.path).flatMap(bodyOf)];
	if (found.form === 'recursion' && found.target) {
		const before = bodyOf(found.target).filter(
			node => !roots.some(root => isInside(root, node) || isInside(node, root)) && precedes(node, found),
		);
		roots.push(...before);
	}
	// `maxRedirections: redirectionError => reject(redirectionError)`: told of another error than the one that was caught.
	const told = functionsIn(found.path).flatMap(parameterNames).filter(isErrorName);
	const own = exitsOf([...new Set(roots)], new Set([...found.errors, ...told]))
		.filter(({node}) => !leadsOn(index, node, found))
		.map(exit => classify(index, exit, found));
	const behind = statementBehind(found);
	const end: ClassifiedExit[] = behind
		? [{node: behind, statement: behind, guards: [], reason: 'bound', shared: endsOtherwise(found)}]
		: [];
	return [...own, ...givenUp(index, found, roots, own), ...otherWays(index, found, own), ...end];
}

/** `while (!this.stopped && tries < max)`: what stands behind runs for being stopped, too. */
function endsOtherwise({loop}: RetryFound): boolean {
	const condition = loop && conditionOf(loop);
	return condition !== undefined && operandsOf(condition).some(operand => !isBound(operand));
}

function conditionOf(loop: ts.IterationStatement): ts.Expression | undefined {
	if (ts.isForStatement(loop)) return loop.condition;
	return ts.isWhileStatement(loop) || ts.isDoStatement(loop) ? loop.expression : undefined;
}

function operandsOf(condition: ts.Expression): ts.Expression[] {
	const node = bare(condition);
	return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
		? [...operandsOf(node.left), ...operandsOf(node.right)]
		: [node];
}

/** `.catch(err => this.handleError(err))` where that function starts the next attempt. */
function leadsOn(index: FileIndex, node: ts.Node, {via}: RetryFound): boolean {
	const called = ts.isCallExpression(node) ? localFunction(index, node.expression)?.node : undefined;
	return called !== undefined && via.includes(called);
}

/** `if (isFatal(err)) this.lose(err); else retry()`: what is done instead of another attempt, and hands on nothing. */
function otherWays(index: FileIndex, found: RetryFound, known: readonly ClassifiedExit[]): ClassifiedExit[] {
	const {again, path} = found;
	if (!again) return [];
	return collectDeep(path, ts.isIfStatement).flatMap(({expression, thenStatement, elseStatement}) => {
		const isThen = isInside(again, thenStatement);
		if (!elseStatement || !(isThen || isInside(again, elseStatement))) return [];
		const other = isThen ? elseStatement : thenStatement;
		const reason = reasonOfGuards(reasoningOn(index, found), [{condition: expression, negated: isThen}]);
		const [node] = ts.isBlock(other) ? other.statements : [other];
		if (reason !== 'predicate' || !node || known.some(exit => isInside(exit.node, other))) return [];
		return [{node, statement: node, guards: [], reason}];
	});
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
		const reason = reasonOfGuards(reasoningOn(index, found), guards);
		return counts && reason === 'bound' ? [{node, statement: node, guards, reason}] : [];
	});
}

const precedes = (node: ts.Node, found: RetryFound): boolean =>
	found.operations.length > 0 && node.end <= found.operations[0]!.end;

/** A bound that the next call checks before it tries. */
export const isBeforeOperation = (found: RetryFound, exit: Exit): boolean =>
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
	const reasoning = reasoningOn(index, found);
	const own = reasonOfGuards(reasoning, [...exit.guards, ...passedBefore(exit.statement, found)]);
	if (own === 'unknown' && exit.guards.length === 0 && found.loop)
		return {...exit, reason: otherThanRounds(reasoning, found)};
	if (own !== 'unknown' || exit.guards.length > 0 || !found.again) return {...exit, reason: own};
	const listed = reasonInTable(exit, found.again);
	if (listed) return {...exit, reason: listed};
	const root = found.path.find(node => isInside(found.again!, node));
	return {...exit, reason: root ? reasonOfOtherwise(reasoning, guardsOf(found.again, root.parent)) : 'unknown'};
}

/** `handle(err, {moved: () => again(), maxRedirections: () => reject(err), defaults: …})`: its key says why. */
function reasonInTable({node}: Exit, again: ts.Node): ExitReason | undefined {
	const member = enclosingFunction(node).parent;
	const key = ts.isPropertyAssignment(member) ? member.name.getText() : undefined;
	if (key === undefined || isInside(again, member) || !isInside(again, member.parent)) return undefined;
	return BOUND_WORDS.test(key) ? 'bound' : 'predicate';
}

/** A flag that the attempt set tells how it failed, as the error does: `timer = setTimeout(() => { timedOut = true; … })`. */
export function reasoningOn(index: FileIndex, {handlers, errors}: RetryFound): Reasoning {
	const tried = handlers.flatMap(handler => handler.tried?.tryBlock ?? []);
	const flags = collectDeep(tried, ts.isBinaryExpression).flatMap(({left, operatorToken, right}) =>
		operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(left) && isTruth(right) ? [left.text] : [],
	);
	return {index, errors: new Set([...errors, ...flags])};
}

const isTruth = ({kind}: ts.Node): boolean => kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword;

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
