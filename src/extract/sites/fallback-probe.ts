import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import {makesError, mentions} from '../flow/error-names.ts';
import type {Handler} from '../flow/handlers.ts';
import {collectShallow, isCall} from '../flow/traverse.ts';
import {declarationOf, type FileIndex} from '../walk.ts';
import type {Substitute} from './substitute.ts';
import {isUndefined} from './substitute-values.ts';

/**
 * `let file = first; try { fs.statSync(file) } catch { file = second }`: the try only asks whether the value will do, and
 * the catch, which always goes on, takes another one.
 */
export function substitutesProbed(index: FileIndex, handler: Handler): Substitute[] {
	const {tried} = handler;
	if (!tried?.catchClause || !onlyProbes(tried.tryBlock)) return [];
	const {normal, throws, returns, breaks, continues} = completionOf(tried.catchClause.block.statements);
	if (!normal || throws || returns || breaks || continues) return [];
	return tried.catchClause.block.statements.flatMap(statement => {
		const taken = ts.isExpressionStatement(statement) ? statement.expression : undefined;
		if (!taken || !ts.isBinaryExpression(taken) || taken.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return [];
		const value = bare(taken.right);
		if (!isProbed(index, taken.left, tried) || isEmpty(value) || mentions(value, handler.errors) || makesError(value))
			return [];
		return [{node: taken, certainty: 'likely' as const, fallible: isCall(value)}];
	});
}

/** One call, of which nobody takes the value. */
function onlyProbes({statements}: ts.Block): boolean {
	const [only] = statements;
	if (statements.length !== 1 || !only || !ts.isExpressionStatement(only)) return false;
	const value = bare(only.expression);
	return isCall(ts.isAwaitExpression(value) ? bare(value.expression) : value);
}

/** A variable that had a value before, and that the call was given. */
function isProbed(index: FileIndex, target: ts.Expression, {tryBlock, pos}: ts.TryStatement): boolean {
	const declaration = ts.isIdentifier(target) ? declarationOf(index, target) : undefined;
	if (declaration?.kind !== 'variable' && declaration?.kind !== 'parameter') return false;
	const {node} = declaration;
	if (node.end > pos || (declaration.kind === 'variable' && (!node.initializer || isEmpty(bare(node.initializer)))))
		return false;
	return collectShallow([tryBlock], isCall).some(call =>
		(call.arguments ?? []).some(
			argument => ts.isIdentifier(bare(argument)) && bare(argument).getText() === target.getText(),
		),
	);
}

/** Nothing, or a flag: it tells that it failed. */
const isEmpty = (value: ts.Expression): boolean =>
	isUndefined(value) ||
	[ts.SyntaxKind.NullKeyword, ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword].includes(value.kind);
