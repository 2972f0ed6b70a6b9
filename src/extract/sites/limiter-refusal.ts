import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {makesError} from '../flow/error-names.ts';
import {calleeName, collectShallow} from '../flow/traverse.ts';
import {some} from './attempts.ts';
import type {Asked} from './limiter-asked.ts';

/** The branch sends the caller away, and with nothing that was kept for him: else it is a cache that answers. */
export function refusesAt(branch: ts.Statement, asked: Asked): boolean {
	const statements = ts.isBlock(branch) ? branch.statements : [branch];
	const last = statements.at(-1);
	if (!last || statements.some(statement => answersFromKept(statement, asked))) return false;
	if (ts.isThrowStatement(last)) return true;
	const refuses = collectShallow(statements, ts.isCallExpression).some(isRefusal);
	if (!ts.isReturnStatement(last)) return refuses && isLast(last);
	return refuses || last.expression === undefined || isEmpty(last.expression);
}

/** `reject(new Error(…))`, `next(error)`, `res.status(429)`. */
const isRefusal = (call: ts.CallExpression): boolean =>
	/^(reject|fail)$/.test(calleeName(call)) || call.arguments.some(given => makesError(bare(given)) || is429(given));

const is429 = (node: ts.Expression): boolean =>
	some([node], inner => ts.isNumericLiteral(inner) && inner.text === '429') ||
	/TOO_MANY_REQUESTS/i.test(node.getText());

const isLast = (node: ts.Statement): boolean => ts.isExpressionStatement(node);

/** Nothing, no, or an object that says so. */
function isEmpty(expression: ts.Expression): boolean {
	const value = bare(expression);
	if (ts.isObjectLiteralExpression(value))
		return value.properties.some(property => /\b(false|429|0)\b/.test(property.getText()));
	return (
		value.kind === ts.SyntaxKind.FalseKeyword ||
		value.kind === ts.SyntaxKind.TrueKeyword ||
		value.kind === ts.SyntaxKind.NullKeyword ||
		value.getText() === 'undefined' ||
		value.getText() === 'Promise.resolve()'
	);
}

/** `return seen.get(key)`, `return entry.value`: what is given out is no refusal. */
const answersFromKept = (statement: ts.Statement, {collection, name, form}: Asked): boolean =>
	ts.isReturnStatement(statement) &&
	statement.expression !== undefined &&
	form === 'mark' &&
	some(
		[statement.expression],
		node => (ts.isIdentifier(node) && node.text === name) || node.getText() === collection.getText(),
	);
