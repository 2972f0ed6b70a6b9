import {ts} from '@ts-morph/common';
import {all, hit} from '../../model/condition.ts';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import type {Handler} from '../flow/handlers.ts';
import {isSelf} from '../flow/local-functions.ts';
import {collectShallow, isCall} from '../flow/traverse.ts';
import {placeOfArm, placeOfExecution} from '../places.ts';
import {declarationOf, enclosingFunction, type FileIndex} from '../walk.ts';
import {some} from './attempts.ts';
import {entryOf} from './entry.ts';
import type {Substitute} from './substitute.ts';
import type {Use} from './substitute-use.ts';
import {isUndefined, ofValue} from './substitute-values.ts';

/**
 * What a catch that only goes on leads to: `try { if (x) return await read() } catch {} return fallback`, or `let c; try
 * { c = await load() } catch {} return c ?? DEFAULTS`. Success may pass there as well, so that the catch must have been
 * entered. A variable that had its default all along is not looked at: nothing says that it is a substitute.
 */
export function substitutesBehind(index: FileIndex, handler: Handler): Array<Substitute & Use> {
	const {tried} = handler;
	if (!tried?.catchClause || tried.finallyBlock || !ts.isBlock(tried.parent)) return [];
	const {normal, ...other} = completionOf(tried.catchClause.block.statements);
	if (!normal || Object.values(other).some(Boolean) || !completionOf(tried.tryBlock.statements).normal) return [];
	const {statements} = tried.parent;
	const behind = statements.slice(statements.indexOf(tried) + 1);
	const entry = entryOf(index, handler);
	const place = entry.witnesses[0];
	if (!place) return [];
	const returned = returnedNext(index, handler, tried, behind).map(one => ({...one, place, fires: entry.fires}));
	if (returned.length > 0) return returned;
	return missing(tried, handler, behind).map(({right, arm}) => {
		const used = arm ? placeOfArm(index, right) : placeOfExecution(index, right);
		const fallible = isCall(awaited(right));
		return {node: right, certainty: 'likely', fallible, place: used, fires: all(hit(used), entry.fires)};
	});
}

const awaited = (node: ts.Node): ts.Node => {
	const at = ts.isExpression(node) ? bare(node) : node;
	return ts.isAwaitExpression(at) ? bare(at.expression) : at;
};

/** The try yields a value under a condition, and the very next statement yields another. */
function returnedNext(
	index: FileIndex,
	handler: Handler,
	{tryBlock}: ts.TryStatement,
	[next]: readonly ts.Statement[],
): Substitute[] {
	if (!next || !ts.isReturnStatement(next) || !next.expression || isUndefined(bare(next.expression))) return [];
	if (isStale(index, tryBlock, bare(next.expression))) return [{node: next, certainty: 'likely', fallible: false}];
	// Handing back the same thing on both ways, as a chained call does, stands in for nothing.
	const {expression: own} = next;
	const yields = collectShallow([tryBlock], ts.isReturnStatement).flatMap(({expression}) => expression ?? []);
	if (yields.length === 0 || yields.some(value => value.getText() === own.getText())) return [];
	return ofValue(index, handler, next.expression, next)
		.filter(({certainty}) => certainty !== 'possible')
		.map(one => ({...one, certainty: 'likely'}));
}

/** What the try would have renewed outlives the function: a module's variable, a field. */
function isStale(index: FileIndex, tryBlock: ts.Block, value: ts.Expression): boolean {
	const last = tryBlock.statements.at(-1);
	if (!last || !ts.isExpressionStatement(last) || !isAssignment(last.expression)) return false;
	const {left, right} = last.expression;
	if (left.getText() !== value.getText() || !ts.isAwaitExpression(bare(right))) return false;
	if (ts.isPropertyAccessExpression(value)) return isSelf(value.expression);
	const declaration = ts.isIdentifier(value) ? declarationOf(index, value) : undefined;
	return declaration?.kind === 'variable' && enclosingFunction(declaration.node) !== enclosingFunction(tryBlock);
}

interface Missing {
	/** What stands in for the value. */
	right: ts.Expression;
	/** It is the right side of `??` or `||`. */
	arm: boolean;
}

/** A variable that only the try sets, and what stands in for it where it is empty. */
function missing(tried: ts.TryStatement, handler: Handler, behind: readonly ts.Statement[]): Missing[] {
	const names = collectShallow([tried.tryBlock], isAssignment).flatMap(({left}) =>
		ts.isIdentifier(left) ? [left.text] : [],
	);
	const empty = names.filter(name => isEmptyBefore(tried, name) && !mentionsName(handler.body, name));
	if (empty.length === 0) return [];
	for (const statement of behind.slice(0, NEAR)) {
		const found = standIn(statement, new Set(empty));
		if (found) return [found];
		if (mentionsName([statement], empty[0]!)) return [];
	}
	return [];
}

const NEAR = 3;

const isAssignment = (node: ts.Node): node is ts.BinaryExpression =>
	ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;

const mentionsName = (nodes: readonly ts.Node[], name: string): boolean =>
	some(nodes, node => ts.isIdentifier(node) && node.text === name);

/** `let c;` or `let c = null;` beside the try. */
function isEmptyBefore(tried: ts.TryStatement, name: string): boolean {
	const {statements} = tried.parent as ts.Block;
	return statements
		.slice(0, statements.indexOf(tried))
		.some(
			statement =>
				ts.isVariableStatement(statement) &&
				statement.declarationList.declarations.some(
					declaration =>
						ts.isIdentifier(declaration.name) &&
						declaration.name.text === name &&
						(!declaration.initializer ||
							declaration.initializer.kind === ts.SyntaxKind.NullKeyword ||
							isUndefined(declaration.initializer)),
				),
		);
}

function standIn(statement: ts.Statement, names: ReadonlySet<string>): Missing | undefined {
	const isName = (node: ts.Expression): boolean => {
		const at = bare(node);
		return ts.isIdentifier(at) && names.has(at.text);
	};
	const arm = collectShallow([statement], ts.isBinaryExpression).find(
		({left, operatorToken: {kind}}) =>
			(kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken) && isName(left),
	);
	// In a condition it decides, it does not stand in.
	if (arm) return ts.isIfStatement(statement) || !yieldsValue(arm) ? undefined : {right: arm.right, arm: true};
	if (!ts.isIfStatement(statement) || !isEmptyTest(statement.expression, isName)) return undefined;
	const value = collectShallow([statement.thenStatement], isAssignment).find(({left}) => isName(left))?.right;
	return value && {right: value, arm: false};
}

const yieldsValue = (node: ts.Node): boolean => {
	let at = node;
	while (ts.isParenthesizedExpression(at.parent) || ts.isAwaitExpression(at.parent)) at = at.parent;
	return ts.isReturnStatement(at.parent) || ts.isVariableDeclaration(at.parent) || isAssignment(at.parent);
};

/** `!c`, `c == null`, `c === undefined`. */
function isEmptyTest(condition: ts.Expression, isName: (node: ts.Expression) => boolean): boolean {
	const node = bare(condition);
	if (ts.isPrefixUnaryExpression(node)) return isName(node.operand);
	if (!ts.isBinaryExpression(node) || !isName(node.left)) return false;
	return /^={2,3}$/.test(node.operatorToken.getText()) && /^(null|undefined)$/.test(node.right.getText());
}
