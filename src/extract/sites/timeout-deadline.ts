import {ts} from '@ts-morph/common';
import {all, any, type Condition, hit, signal} from '../../model/condition.ts';
import type {SiteDraft} from '../../model/site.ts';
import {errorsOfFunction, madeErrors, makesError, mentions} from '../flow/error-names.ts';
import {exitsOf} from '../flow/exits.ts';
import {calleeName, collectShallow, isInside} from '../flow/traverse.ts';
import {placeOfExecution, placeOfStatement} from '../places.ts';
import {type FileIndex, nodesOf} from '../walk.ts';
import {some} from './attempts.ts';
import {draftOf} from './draft.ts';
import {functionAround} from './named-functions.ts';
import type {RetryFound} from './retry-found.ts';

/** `if (now >= deadline) fail`: time is compared and the operation failed, without a timer. A retry's own deadline is its end. */
export function extractDeadlines(index: FileIndex, retries: readonly RetryFound[]): SiteDraft[] {
	return [...compared(index, retries), ...handedOver(index)];
}

/** `options.deadline = now + ms`, `{deadline: Date.now() + ms}`: whoever gets the options fails the operation then. */
function handedOver(index: FileIndex): SiteDraft[] {
	const given = [
		...nodesOf<ts.BinaryExpression>(index, ts.SyntaxKind.BinaryExpression).filter(
			({operatorToken, left}) =>
				operatorToken.kind === ts.SyntaxKind.EqualsToken &&
				ts.isPropertyAccessExpression(left) &&
				left.name.text === 'deadline' &&
				left.expression.kind !== ts.SyntaxKind.ThisKeyword,
		),
		...nodesOf<ts.PropertyAssignment>(index, ts.SyntaxKind.PropertyAssignment).filter(
			({name}) => ts.isIdentifier(name) && name.text === 'deadline',
		),
	];
	return given.flatMap(node => {
		const value = ts.isBinaryExpression(node) ? node.right : node.initializer;
		if (
			!some(
				[value],
				inner =>
					ts.isBinaryExpression(inner) &&
					inner.operatorToken.kind === ts.SyntaxKind.PlusToken &&
					NOW.test(inner.getText()),
			)
		)
			return [];
		const needs = hit(placeOfExecution(index, node));
		return [
			draftOf(index, {
				kind: 'timeout',
				node,
				certainty: 'likely',
				operations: [],
				operation: 'external',
				arcs: [{arc: 'fire', needs, fires: signal('fire'), reading: 'library', witnesses: []}],
				form: 'timeout deadline option',
			}),
		];
	});
}

function compared(index: FileIndex, retries: readonly RetryFound[]): SiteDraft[] {
	return nodesOf<ts.IfStatement>(index, ts.SyntaxKind.IfStatement).flatMap(statement => {
		if (!comparesTime(statement.expression)) return [];
		const fn = functionAround(statement);
		if (!fn || retries.some(({node, target}) => isInside(statement, node) || (target && isInside(statement, target))))
			return [];
		const errors = new Set([...errorsOfFunction(fn), ...madeErrors([statement.thenStatement])]);
		const places = [
			...exitsOf([statement.thenStatement], errors).map(exit => placeOfStatement(index, exit.statement)),
			...handedLater(statement.thenStatement, errors).map(node => placeOfStatement(index, node)),
		].filter(place => place !== undefined);
		const needs = placeOfStatement(index, statement);
		if (places.length === 0 || !needs) return [];
		return [
			draftOf(index, {
				kind: 'timeout',
				node: statement,
				certainty: 'likely',
				operations: [],
				operation: 'external',
				arcs: [
					{
						arc: 'fire',
						needs: hit(needs),
						fires: byTimeAlone(statement.expression, any(...places.map(hit))),
						reading: 'exit',
						witnesses: places,
					},
				],
				form: 'timeout deadline',
			}),
		];
	});
}

/** `if (now > deadline || closed)`: that it was stopped does not tell that it was for the time. */
function byTimeAlone(condition: ts.Expression, stopped: Condition): Condition {
	const isEither = some(
		[condition],
		node => ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.BarBarToken,
	);
	return isEither ? all(stopped, signal('fire')) : stopped;
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

const DEADLINE = /deadline|expires?At|timeoutAt|endTime|timeLimit/i;
const NOW = /\bnow\b|getTime\(\)|hrtime|elapsed/i;
const BUDGET = /timeout|deadline|max\w*(time|ms|wait|duration|elapsed)|ttl|budget/i;

function comparesTime(condition: ts.Expression): boolean {
	return some([condition], node => {
		if (!ts.isBinaryExpression(node)) return false;
		const {kind} = node.operatorToken;
		const compares =
			kind === ts.SyntaxKind.GreaterThanToken ||
			kind === ts.SyntaxKind.GreaterThanEqualsToken ||
			kind === ts.SyntaxKind.LessThanToken ||
			kind === ts.SyntaxKind.LessThanEqualsToken;
		if (!compares) return false;
		const [left, right] = [node.left.getText(), node.right.getText()];
		return (
			(NOW.test(left) && (DEADLINE.test(right) || BUDGET.test(right))) ||
			(NOW.test(right) && (DEADLINE.test(left) || BUDGET.test(left)))
		);
	});
}
