import {ts} from '@ts-morph/common';
import {all, type Condition, more, signal} from '../../model/condition.ts';
import type {ArcDraft} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import {mentions} from '../flow/error-names.ts';
import {bodyOf, collectDeep, isCall, isInside} from '../flow/traverse.ts';
import {placeOfBlock, placeOfExecution, placeOfStatement} from '../places.ts';
import type {FileIndex} from '../walk.ts';
import {isStrategyResult} from './reasons.ts';
import type {RetryFound} from './retry-found.ts';

/**
 * A strategy function answers with a delay, or with none when it gives up. That the branch for "no delay" ran is not
 * enough: it also runs where no strategy was asked. More calls of the strategy than delays answered is.
 */
export function strategyExhaust(index: FileIndex, found: RetryFound, needs: Condition): ArcDraft | undefined {
	const {target} = found;
	if (!target) return undefined;
	const tests = collectDeep(bodyOf(target), ts.isIfStatement);
	for (const statement of tests) {
		const test = bare(statement.expression);
		if (!ts.isBinaryExpression(test) || !isStrategyResult(test)) continue;
		const call = strategyCall(target, (test.left as ts.TypeOfExpression).expression);
		const answered = answeredPlace(index, statement, test);
		if (!call || !answered) continue;
		const asked = placeOfExecution(index, call);
		const none = more([asked], [answered]);
		// Told of the error it may have refused it instead, and nothing tells the two apart.
		const fires = mentions(call, found.errors) ? all(none, signal('exhaust')) : none;
		return {arc: 'exhaust', needs, fires, reading: 'repeat', witnesses: [asked]};
	}
	return undefined;
}

/** The one call whose result is tested: `retryDelay = this.options.retryStrategy(++n)`. */
function strategyCall(target: ts.Node, tested: ts.Expression): ts.Node | undefined {
	const name = tested.getText();
	const calls = collectDeep(
		[target],
		(node): node is ts.Identifier => ts.isIdentifier(node) && node.text === name,
	).flatMap(({parent}) => {
		const value = ts.isVariableDeclaration(parent)
			? parent.initializer
			: ts.isBinaryExpression(parent) && parent.left.getText() === name
				? parent.right
				: undefined;
		return value ? [bare(value)] : [];
	});
	const [only] = calls;
	return calls.length === 1 && only && isCall(only) ? only : undefined;
}

/** What runs exactly if a delay was answered. */
function answeredPlace(index: FileIndex, statement: ts.IfStatement, test: ts.BinaryExpression) {
	const isNumber =
		test.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
		test.operatorToken.kind === ts.SyntaxKind.EqualsEqualsToken;
	const branch = isNumber ? statement.thenStatement : statement.elseStatement;
	if (branch) return ts.isBlock(branch) ? placeOfBlock(index, branch) : placeOfStatement(index, branch);
	if (isNumber || completionOf([statement.thenStatement]).normal || !ts.isBlock(statement.parent)) return undefined;
	const {statements} = statement.parent;
	const next = statements.slice(statements.indexOf(statement) + 1).find(one => !isInside(statement, one));
	return next && placeOfStatement(index, next);
}
