import {ts} from '@ts-morph/common';
import type {Place} from '../../model/place.ts';
import {bare} from '../flow/bare.ts';
import type {CodeFunction} from '../flow/local-functions.ts';
import {isNothing} from '../origins-fields.ts';
import {placeOfExecution} from '../places.ts';
import {type FileIndex, isFunctionNode} from '../walk.ts';

export interface Exits {
	/** Where the function returns a value of its own. */
	values: Place[];
	/** Where it returns what another function decides. */
	unsure: Place[];
	/** Every way out is a throw, or the returned equivalent of one. */
	onlyThrows: boolean;
	/** No way out is a throw. */
	neverThrows: boolean;
}

const LOGICAL: ReadonlySet<ts.SyntaxKind> = new Set([
	ts.SyntaxKind.BarBarToken,
	ts.SyntaxKind.AmpersandAmpersandToken,
	ts.SyntaxKind.QuestionQuestionToken,
	ts.SyntaxKind.CommaToken,
]);

const THROWERS = /^(throwError|throwE|reject|rethrow|fail)$/;

/** How a function ends. A `return` without a value, `null` and the end of the body are neither value nor throw. */
export function exitsOf(index: FileIndex, fn: CodeFunction): Exits {
	const exits: Exits = {values: [], unsure: [], onlyThrows: false, neverThrows: true};
	const {body} = fn;
	if (!body) return exits;
	if (!ts.isBlock(body)) {
		addReturned(index, exits, body);
		exits.onlyThrows = exits.values.length + exits.unsure.length === 0 && !exits.neverThrows;
		return exits;
	}
	const silent = visit(index, exits, body);
	const last = body.statements.at(-1);
	const ends = last !== undefined && (ts.isThrowStatement(last) || ts.isReturnStatement(last));
	exits.onlyThrows = exits.values.length + exits.unsure.length === 0 && ends && !silent && !exits.neverThrows;
	return exits;
}

/** True if a `return` without a value was met. */
function visit(index: FileIndex, exits: Exits, body: ts.Node): boolean {
	let silent = false;
	const walk = (node: ts.Node): void => {
		if (isFunctionNode(node)) return;
		if (ts.isThrowStatement(node)) exits.neverThrows = false;
		if (ts.isReturnStatement(node)) {
			if (node.expression) silent = addReturned(index, exits, node.expression) || silent;
			else silent = true;
			return;
		}
		ts.forEachChild(node, walk);
	};
	ts.forEachChild(body, walk);
	return silent;
}

/** True if the expression is no value. */
function addReturned(index: FileIndex, exits: Exits, expression: ts.Expression): boolean {
	const node = bare(expression);
	if (ts.isConditionalExpression(node)) {
		const first = addReturned(index, exits, node.whenTrue);
		return addReturned(index, exits, node.whenFalse) || first;
	}
	if (isNothing(node) || isLogging(node)) return true;
	if (isThrow(node)) exits.neverThrows = false;
	else (isOwnValue(node) ? exits.values : exits.unsure).push(placeOfExecution(index, node));
	return false;
}

/** `error => console.error(error)`: written short, it returns nothing all the same. */
const isLogging = (node: ts.Expression): boolean =>
	ts.isCallExpression(node) &&
	ts.isPropertyAccessExpression(node.expression) &&
	ts.isIdentifier(node.expression.expression) &&
	node.expression.expression.text === 'console';

function isThrow(node: ts.Expression): boolean {
	if (!ts.isCallExpression(node)) return false;
	const callee = node.expression;
	const name = ts.isIdentifier(callee) ? callee.text : ts.isPropertyAccessExpression(callee) ? callee.name.text : '';
	return THROWERS.test(name);
}

/** Calls of unknown functions and variables may hold anything, a failure included. */
function isOwnValue(node: ts.Expression): boolean {
	if (ts.isIdentifier(node)) return node.text === 'EMPTY' || node.text === 'NEVER';
	if (ts.isCallExpression(node)) return ts.isIdentifier(node.expression) && /^(of|from)$/.test(node.expression.text);
	return (
		ts.isLiteralExpression(node) ||
		ts.isTemplateExpression(node) ||
		ts.isObjectLiteralExpression(node) ||
		ts.isArrayLiteralExpression(node) ||
		(ts.isBinaryExpression(node) && !LOGICAL.has(node.operatorToken.kind)) ||
		ts.isPrefixUnaryExpression(node) ||
		node.kind === ts.SyntaxKind.TrueKeyword ||
		node.kind === ts.SyntaxKind.FalseKeyword
	);
}
