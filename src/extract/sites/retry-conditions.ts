import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import {localFunction} from '../flow/local-functions.ts';
import {type Outcome, outcomeOf, tellsFailure} from '../flow/outcomes.ts';
import {bodyOf, collectShallow, isCall} from '../flow/traverse.ts';
import {enclosingFunction, type FileIndex, nodesOf} from '../walk.ts';
import {countsAttempts, speaksOfRetry, waits} from './attempts.ts';
import {isBound} from './reasons.ts';
import type {RetryFound} from './retry-found.ts';
import {isOverItems} from './retry-loop.ts';

/**
 * Loops whose condition asks whether the last answer was a failure: `while (!res.ok && tries < 3) res = await post()`,
 * `do {…} while (res.status === 429)`. Waiting until a job is done asks for no failure and is a poll.
 */
export function findConditionLoops(index: FileIndex): RetryFound[] {
	const loops = [
		...nodesOf<ts.WhileStatement>(index, ts.SyntaxKind.WhileStatement),
		...nodesOf<ts.DoStatement>(index, ts.SyntaxKind.DoStatement),
	];
	return loops.flatMap(loop => {
		const outcome = assignedOutcomes(loop.statement).find(one => tellsFailure(loop.expression, one) === 'failed');
		if (!outcome) return [];
		const signs = [waits([loop]), countsAttempts([loop]) || isBound(loop.expression), speaksOfRetry([loop])];
		if (!signs.some(Boolean)) return [];
		const before = ts.isWhileStatement(loop) && isAskedBefore(loop, outcome);
		return [
			{
				form: 'result-loop' as const,
				node: loop,
				loop,
				...(before && {again: outcome.call}),
				certainty: signs.filter(Boolean).length > 1 ? ('sure' as const) : ('likely' as const),
				handlers: [],
				operations: [outcome.call],
				path: [loop.statement],
				after: [],
				errors: new Set(outcome.roles.keys()),
				shared: !isOnlyFailure(loop.expression, outcome),
				via: [],
			},
		];
	});
}

function assignedOutcomes(body: ts.Node): Outcome[] {
	return collectShallow([body], isAssignment).flatMap(({left, right}) => outcomeOf(left, right) ?? []);
}

const isAssignment = (node: ts.Node): node is ts.BinaryExpression =>
	ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;

/** The first attempt was made before the loop: `let res = await post(m); while (!res.ok) …`. */
function isAskedBefore(loop: ts.Node, {call, roles}: Outcome): boolean {
	const fn = enclosingFunction(loop);
	const text = isCall(call) ? call.expression.getText() : '';
	const bindings = [...collectShallow([fn], ts.isVariableDeclaration), ...collectShallow([fn], isAssignment)];
	return bindings.some(binding => {
		const [target, value] = ts.isVariableDeclaration(binding)
			? [binding.name, binding.initializer]
			: [binding.left, binding.right];
		if (binding.pos >= loop.pos || !value || !ts.isIdentifier(target) || !roles.has(target.text)) return false;
		const made = outcomeOf(target, value)?.call;
		return made !== undefined && isCall(made) && made.expression.getText() === text;
	});
}

/** Nothing but a failure and what bounds the attempts leads to another round. */
function isOnlyFailure(condition: ts.Expression, outcome: Outcome): boolean {
	const node = bare(condition);
	if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
		return isOnlyFailure(node.left, outcome) || isOnlyFailure(node.right, outcome);
	return tellsFailure(node, outcome) === 'failed';
}

/**
 * Failing over with a function that turns its failures into an answer: `for (const node of nodes) if (await
 * this.discover(node)) return`. Where no catch of the function answers with nothing, the loop only searches.
 */
export function findAnsweredFailovers(index: FileIndex): RetryFound[] {
	const loops = [
		...nodesOf<ts.ForOfStatement>(index, ts.SyntaxKind.ForOfStatement),
		...nodesOf<ts.ForStatement>(index, ts.SyntaxKind.ForStatement),
	];
	return loops.flatMap(loop => {
		if (!isOverItems(loop)) return [];
		const call = askedUntilTrue(loop);
		const called = call && localFunction(index, call.expression)?.node;
		if (!call || !called || !answersFailure(bodyOf(called))) return [];
		return [
			{
				form: 'loop' as const,
				node: loop,
				loop,
				certainty: 'likely' as const,
				handlers: [],
				operations: [call],
				path: [],
				after: [],
				errors: new Set<string>(),
				shared: false,
				via: [],
			},
		];
	});
}

/** The call in `if (await f(item)) return;` or `break;`. */
function askedUntilTrue(loop: ts.IterationStatement): ts.CallExpression | undefined {
	const statements = ts.isBlock(loop.statement) ? loop.statement.statements : [loop.statement];
	for (const statement of statements) {
		if (!ts.isIfStatement(statement) || completionOf([statement.thenStatement]).normal) continue;
		const asked = bare(statement.expression);
		const call = ts.isAwaitExpression(asked) ? bare(asked.expression) : undefined;
		if (call && ts.isCallExpression(call) && call.arguments.length > 0) return call;
	}
	return undefined;
}

/** A catch in it answers with `false`, `null` or `undefined`. */
const answersFailure = (body: readonly ts.Node[]): boolean =>
	collectShallow(body, ts.isCatchClause).some(({block}) =>
		collectShallow([block], ts.isReturnStatement).some(
			({expression}) => expression !== undefined && /^(false|null|undefined)$/.test(expression.getText()),
		),
	);
