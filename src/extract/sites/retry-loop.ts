import {ts} from '@ts-morph/common';
import type {Certainty} from '../../model/site.ts';
import {completionOf} from '../flow/completion.ts';
import {errorNames} from '../flow/error-names.ts';
import type {Handler} from '../flow/handlers.ts';
import {type Outcome, outcomeOf, tellsFailure} from '../flow/outcomes.ts';
import {collectShallow, isInside, visitShallow} from '../flow/traverse.ts';
import {enclosingFunction, type FileIndex, nodesOf} from '../walk.ts';
import {countsAttempts, some, speaksOfRetry, waits} from './attempts.ts';
import {isBound} from './reasons.ts';
import type {RetryFound} from './retry-found.ts';
import {failedResultGoes} from './retry-results.ts';
import {asksWhetherFits} from './retry-search.ts';

const LOOPS = [
	ts.SyntaxKind.ForStatement,
	ts.SyntaxKind.ForOfStatement,
	ts.SyntaxKind.WhileStatement,
	ts.SyntaxKind.DoStatement,
] as const;

/** Loops that run the same operation again after it failed. */
export function findLoops(index: FileIndex, handlers: readonly Handler[]): RetryFound[] {
	const catches = handlers.filter(handler => handler.form === 'catch');
	return LOOPS.flatMap(kind => nodesOf<ts.IterationStatement>(index, kind)).flatMap(loop => {
		const inside = catches.filter(handler => loopAround(handler.node) === loop);
		const found = inside.flatMap(handler => ofCatch(loop, handler));
		if (found.length > 0) return [merge(found)];
		return inside.length === 0 ? ofResult(loop) : [];
	});
}

function merge(found: RetryFound[]): RetryFound {
	const [first] = found;
	return {
		...first!,
		handlers: found.flatMap(one => one.handlers),
		operations: found.flatMap(one => one.operations),
		path: found.flatMap(one => one.path),
	};
}

/** The nearest loop around a node within its function. */
function loopAround(node: ts.Node): ts.IterationStatement | undefined {
	const fn = enclosingFunction(node);
	for (let at = node.parent; at && at !== fn; at = at.parent) {
		if (ts.isIterationStatement(at, false)) return at;
	}
	return undefined;
}

function ofCatch(loop: ts.IterationStatement, handler: Handler): RetryFound[] {
	const {tried} = handler;
	const statements = bodyStatements(loop);
	if (!tried) return [];
	const rest = following(tried, statements);
	const caught = completionOf(tried.catchClause!.block.statements);
	const behind = completionOf(rest);
	const goesRound = caught.continues || (caught.normal && (behind.normal || behind.continues));
	if (!goesRound || endsItself(loop, tried.catchClause!.block)) return [];
	const certainty = certaintyOf(loop, handler, successLeaves(loop, tried, rest));
	if (!certainty || handler.operations.length === 0) return [];
	return [
		{
			form: 'loop',
			node: loop,
			loop,
			certainty,
			handlers: [handler],
			operations: handler.operations,
			path: [...handler.body, ...(caught.normal ? rest : [])],
			after: afterLoop(loop),
			errors: errorNames([...handler.errors], handler.body),
			shared: false,
			via: [],
		},
	];
}

const bodyStatements = (loop: ts.IterationStatement): readonly ts.Statement[] =>
	ts.isBlock(loop.statement) ? loop.statement.statements : [loop.statement];

/** Statements that run after `node` in the same round of the loop. */
function following(node: ts.Node, statements: readonly ts.Statement[]): readonly ts.Statement[] {
	const at = statements.findIndex(statement => isInside(node, statement));
	return at < 0 ? [] : statements.slice(at + 1);
}

function afterLoop(loop: ts.IterationStatement): readonly ts.Statement[] {
	const {parent} = loop;
	return ts.isBlock(parent) || ts.isSourceFile(parent)
		? parent.statements.slice(parent.statements.indexOf(loop) + 1)
		: [];
}

/** Success leaves the loop: by return or break in or behind the try, or by what the loop's condition asks for. */
function successLeaves(loop: ts.IterationStatement, tried: ts.TryStatement, rest: readonly ts.Statement[]): boolean {
	const success = completionOf(tried.tryBlock.statements);
	if (success.returns || success.breaks) return !success.normal || isOverItems(loop) || !leavesOnAmount(tried.tryBlock);
	const behind = completionOf(rest);
	if (!behind.normal && (behind.returns || behind.breaks)) return true;
	return assignsCondition(loop, [tried.tryBlock, ...rest]);
}

/** `if (rows.length === 0) break`, `if (done < BATCH) return`: it leaves when the work is done, not when it worked. */
function leavesOnAmount(block: ts.Block): boolean {
	const exits = collectShallow(
		[block],
		(node): node is ts.IfStatement => ts.isIfStatement(node) && !completionOf([node.thenStatement]).normal,
	);
	return (
		exits.length > 0 &&
		exits.every(
			({expression}) =>
				some([expression], node => ts.isBinaryExpression(node) && AMOUNT.has(node.operatorToken.kind)) ||
				/length|hasMore|cursor|next/i.test(expression.getText()),
		)
	);
}

const AMOUNT: ReadonlySet<ts.SyntaxKind> = new Set([
	ts.SyntaxKind.LessThanToken,
	ts.SyntaxKind.LessThanEqualsToken,
	ts.SyntaxKind.GreaterThanToken,
	ts.SyntaxKind.GreaterThanEqualsToken,
]);

/** A catch that sets the loop's own flag ends it. */
const endsItself = (loop: ts.IterationStatement, block: ts.Block): boolean =>
	!completionOf(block.statements).continues && assignsCondition(loop, block.statements, true);

function assignsCondition(loop: ts.IterationStatement, nodes: readonly ts.Node[], flagsOnly = false): boolean {
	const condition = ts.isForStatement(loop)
		? loop.condition
		: ts.isForOfStatement(loop) || ts.isForInStatement(loop)
			? undefined
			: (loop as ts.WhileStatement).expression;
	if (!condition) return false;
	const names = new Set(collectShallow([condition], ts.isIdentifier).map(({text}) => text));
	return some(nodes, node => {
		if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
		const left = ts.isPropertyAccessExpression(node.left) ? node.left.name : node.left;
		const isFlag = node.right.kind === ts.SyntaxKind.TrueKeyword || node.right.kind === ts.SyntaxKind.FalseKeyword;
		return ts.isIdentifier(left) && names.has(left.text) && (!flagsOnly || isFlag);
	});
}

/**
 * No certainty means no retry. A loop over items whose success goes on is a loop that skips bad items; whose success
 * leaves it fails over. A loop whose success goes round too reads or polls: a retry only if it waits as well.
 */
function certaintyOf(loop: ts.IterationStatement, handler: Handler, leaves: boolean): Certainty | undefined {
	const path = [...handler.body];
	const vocabulary = speaksOfRetry([loop]) || countsAttempts([loop]);
	if (isOverItems(loop))
		return leaves && !isParsing(handler) ? (searches(loop, handler) ? 'possible' : 'likely') : undefined;
	const delayed = waits([loop]);
	const awaited = some([handler.tried!.tryBlock], ts.isAwaitExpression) || delayed;
	if (leaves) return awaited || vocabulary ? (delayed || vocabulary ? 'sure' : 'likely') : 'possible';
	if (waits(path) || (delayed && vocabulary)) return 'likely';
	return delayed && awaited ? 'possible' : undefined;
}

/**
 * `if (found) return item` in the try: it looks for the item that fits, and a bad one is passed over. Where the status of
 * an answer is asked, the error decides whether the next item has a turn, or it is an error that none fits, it fails over.
 */
function searches(loop: ts.IterationStatement, handler: Handler): boolean {
	const block = handler.tried!.tryBlock;
	if (afterLoop(loop).some(ts.isThrowStatement) && !asksWhetherFits(block)) return false;
	const caught = completionOf(handler.body as readonly ts.Statement[]);
	if (!completionOf(block.statements).normal || caught.throws || caught.breaks || caught.returns) return false;
	const exits = collectShallow(
		[block],
		(node): node is ts.IfStatement => ts.isIfStatement(node) && !completionOf([node.thenStatement]).normal,
	);
	return (
		exits.length > 0 && !exits.some(({expression}) => /\b(ok|success|status|statusCode)\b/.test(expression.getText()))
	);
}

/** Trying one parser or format after the other is a chain of alternatives over data, not a repeated operation. */
const isParsing = (handler: Handler): boolean => !some([handler.tried!.tryBlock], ts.isAwaitExpression);

/** `for (x of xs)`, `for (i < xs.length)` with `xs[i]` in it. */
export function isOverItems(loop: ts.IterationStatement): boolean {
	if (ts.isForOfStatement(loop)) return true;
	if (!ts.isForStatement(loop) || !loop.condition || !ts.isBinaryExpression(loop.condition)) return false;
	const {right} = loop.condition;
	if (!ts.isPropertyAccessExpression(right) || right.name.text !== 'length') return false;
	const list = right.expression.getText();
	return some([loop.statement], node => ts.isElementAccessExpression(node) && node.expression.getText() === list);
}

/**
 * No try: an awaited call whose value decides between leaving and going round. Without a failure test it is
 * pagination or polling, so a delay or a test of the result and an attempt counter are asked for as well.
 */
function ofResult(loop: ts.IterationStatement): RetryFound[] {
	if (ts.isForOfStatement(loop) || isOverItems(loop)) return [];
	const outcomes = awaitedOutcomes(loop);
	if (outcomes.length === 0) return [];
	const statements = bodyStatements(loop);
	const leaves = completionOf(statements).returns || completionOf(statements).breaks;
	const tests = outcomes.filter(outcome => testsFailure(loop, outcome));
	const counted = isCountedLoop(loop) || countsAttempts([loop]);
	if (!leaves || tests.length === 0 || !counted) return [];
	const delayed = waits([loop]);
	if (!delayed && !speaksOfRetry([loop])) return [];
	const ways = tests.map(outcome => failedResultGoes(statements, outcome));
	// A failed result ends it and others go round: it pages or polls.
	if (ways.every(way => way === 'ends')) return [];
	const errors = new Set(tests.flatMap(({roles}) => [...roles.keys()]));
	return [
		{
			form: 'result-loop',
			node: loop,
			loop,
			certainty: delayed && speaksOfRetry([loop]) ? 'sure' : 'likely',
			handlers: [],
			operations: tests.map(({call}) => call),
			path: statements,
			after: afterLoop(loop),
			errors,
			shared: !ways.every(way => way === 'again'),
			via: [],
		},
	];
}

/** `for (let n = 0; …; n++)` counts whatever its condition. */
const isCountedLoop = (loop: ts.IterationStatement): boolean =>
	ts.isForStatement(loop) &&
	(loop.incrementor !== undefined || (loop.condition !== undefined && isBound(loop.condition)));

/** Outcomes that the loop's body binds, and those of them that a condition in it tells as failed or fine. */
function awaitedOutcomes(loop: ts.IterationStatement): Outcome[] {
	const found: Outcome[] = [];
	visitShallow(loop.statement, node => {
		const outcome = ts.isVariableDeclaration(node)
			? outcomeOf(node.name, node.initializer)
			: ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken
				? outcomeOf(node.left, node.right)
				: undefined;
		if (outcome) found.push(outcome);
	});
	return found;
}

const testsFailure = (loop: ts.IterationStatement, outcome: Outcome): boolean =>
	some([loop.statement], node => ts.isIfStatement(node) && speaksOfFailure(node.expression, outcome));

/** Weaker than telling: the status or error is asked at all, `codes.includes(res.status)`. */
const speaksOfFailure = (condition: ts.Expression, outcome: Outcome): boolean =>
	some([condition], inner => {
		if (ts.isIdentifier(inner)) return /^(error|fine|status)$/.test(outcome.roles.get(inner.text) ?? '');
		if (ts.isCallExpression(inner) && tellsFailure(inner, outcome)) return true;
		if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.InKeyword)
			return outcome.roles.has(inner.right.getText());
		return (
			ts.isPropertyAccessExpression(inner) &&
			outcome.roles.has(inner.expression.getText()) &&
			/^(ok|error|err|status|statusCode|success|failed|isErr|isOk|code)$/.test(inner.name.text)
		);
	});
