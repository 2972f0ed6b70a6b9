import {ts} from '@ts-morph/common';
import {type Condition, more} from '../../model/condition.ts';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import {isInside} from '../flow/traverse.ts';
import {placeOfArm, placeOfStatement} from '../places.ts';
import {some} from './attempts.ts';
import {type Reasoning, reasonOfGuards} from './reasons.ts';
import type {RetryFound} from './retry-found.ts';

/** The `if` whose operands decide on an exit, and nothing else does. */
interface Decision {
	statement: ts.IfStatement;
	operands: readonly ts.Expression[];
	/** True where the exit is taken if the condition does not hold. */
	negated: boolean;
}

/**
 * One exit that is taken for several reasons, told apart by how often each operand was asked. In `if (attempt >= max ||
 * !isRetryable(err)) throw err` the second operand is asked where the first was false: entries less its count were ended
 * by the first, and what is left of the exits by the second. So with `&&` where the exit lies on the other way.
 */
export function exitsFor(
	reason: 'bound' | 'predicate',
	reasoning: Reasoning,
	exit: ts.Statement,
	found: RetryFound,
): Condition | undefined {
	const decision = decisionOn(exit, found);
	// Attempts that are used up have been made: by the very call that the decision leads to.
	if (!decision || (reason === 'bound' && decision.negated && !leadsAgain(decision, found))) return undefined;
	const {operands, negated, statement} = decision;
	const reasons = operands.map(condition => reasonOfGuards(reasoning, [{condition, negated}]));
	const from = reasons.indexOf(reason);
	const until = reasons.lastIndexOf(reason) + 1;
	// In one piece, or the counts would mix.
	if (from < 0 || reasons.includes('mixed') || reasons.slice(from, until).some(one => one !== reason)) return undefined;
	const {index} = reasoning;
	const entries = placeOfStatement(index, statement);
	const taken = placeOfStatement(index, exit);
	const asked = from === 0 ? entries : placeOfArm(index, operands[from]!);
	if (!entries || !taken || !asked) return undefined;
	if (until === operands.length) return more([taken, asked], [entries], ['arms']);
	// One that throws within would pass for having ended it.
	const throws = operands.slice(from, until).some(operand => some([operand], ts.isCallExpression));
	return throws ? undefined : more([asked], [placeOfArm(index, operands[until]!)], ['arms']);
}

const leadsAgain = ({statement}: Decision, {again}: RetryFound): boolean =>
	again !== undefined && isInside(again, statement.thenStatement);

function decisionOn(exit: ts.Statement, {path}: RetryFound): Decision | undefined {
	const around = ts.isBlock(exit.parent) ? exit.parent.parent : exit.parent;
	const isBranch = around !== undefined && ts.isIfStatement(around) && path.some(node => isInside(around, node));
	if (isBranch && around.elseStatement !== exit && around.elseStatement !== exit.parent)
		return decided(around, [exit], false);
	if (!ts.isBlock(exit.parent)) return undefined;
	const {statements} = exit.parent;
	const at = statements.findLastIndex(
		one => one.pos < exit.pos && ts.isIfStatement(one) && !completionOf([one.thenStatement]).normal,
	);
	const before = statements[at];
	if (!before || !ts.isIfStatement(before) || before.elseStatement) return undefined;
	return decided(before, statements.slice(at + 1, statements.indexOf(exit) + 1), true);
}

/** Only if each time that the decision falls so, the way leads to the exit, its last statement. */
function decided(statement: ts.IfStatement, way: readonly ts.Statement[], negated: boolean): Decision | undefined {
	const steps = (negated ? way : before(statement.thenStatement, way[0]!)).slice(0, -1);
	const {normal, returns, throws, breaks, continues} = completionOf(steps);
	if (!normal || returns || throws || breaks || continues) return undefined;
	const operator = negated ? ts.SyntaxKind.AmpersandAmpersandToken : ts.SyntaxKind.BarBarToken;
	const operands = flatten(statement.expression, operator);
	return operands.length > 1 ? {statement, operands, negated} : undefined;
}

function before(branch: ts.Statement, exit: ts.Statement): readonly ts.Statement[] {
	if (!ts.isBlock(branch)) return [exit];
	return branch.statements.slice(0, branch.statements.indexOf(exit) + 1);
}

function flatten(expression: ts.Expression, operator: ts.SyntaxKind): ts.Expression[] {
	const node = bare(expression);
	if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== operator) return [expression];
	return [...flatten(node.left, operator), node.right];
}
