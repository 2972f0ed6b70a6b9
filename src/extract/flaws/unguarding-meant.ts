import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {calleeName, collectShallow, isCall, isInside} from '../flow/traverse.ts';
import {functionName} from '../functions.ts';
import {enclosingFunction, type FileIndex} from '../walk.ts';
import {isDecidedAbove, isExplained} from './quiet.ts';

/**
 * Whether the catch is meant for the promise too that the block returns after other work: the block awaits what else it
 * starts, or ends with it. Not so: a catch that names what it is for, that repeats or replaces the call, and a function
 * that calls itself, whose own catch has had its turn.
 */
export function isMeant(
	index: FileIndex,
	tried: ts.TryStatement,
	clause: ts.CatchClause,
	call: ts.Expression,
): boolean {
	const owner = enclosingFunction(tried);
	if (!(ts.getCombinedModifierFlags(owner as ts.Declaration) & ts.ModifierFlags.Async)) return false;
	if (isExplained(clause.block) || isDecidedAbove(tried) || speaksForOne(clause)) return false;
	if (calleeName(call) === functionName(index, owner).split('.').at(-1) || isReplaced(clause, call)) return false;
	return isLast(tried, call) || awaitsOthers(tried, call);
}

/** `throw new BadPatchError('could not apply the patch')`: it names a cause, while `new Conflict(err)` takes any. */
const speaksForOne = ({block}: ts.CatchClause): boolean =>
	collectShallow([block], ts.isThrowStatement).some(({expression}) => {
		const message = expression && isCall(expression) ? expression.arguments?.[0] : undefined;
		return message !== undefined && !ts.isIdentifier(message);
	});

/** The catch runs the same, or what the call was given to run. */
function isReplaced({block}: ts.CatchClause, call: ts.Expression): boolean {
	const given = isCall(call) ? (call.arguments ?? []).map(argument => argument.getText()) : [];
	return collectShallow([block], isCall).some(
		other => calleeName(other) === calleeName(call) || given.includes(other.expression.getText()),
	);
}

const isLast = (tried: ts.TryStatement, call: ts.Expression): boolean =>
	isInside(call, tried.tryBlock.statements.at(-1)!) && ts.isReturnStatement(tried.tryBlock.statements.at(-1)!);

const awaitsOthers = (tried: ts.TryStatement, call: ts.Expression): boolean =>
	collectShallow([tried.tryBlock], ts.isAwaitExpression).some(node => !isInside(node, call));

const OPERATION = /^(create|insert|update|upsert|delete|remove|save|find|count|aggregate|query|execute)(?=$|[A-Z])/;

/** `const last = await tx.order.findFirst(); return tx.order.create(…);`: what is awaited there gives promises here. */
export function isAwaitedKind(tried: ts.TryStatement, callee: ts.PropertyAccessExpression): boolean {
	const receiver = bare(callee.expression);
	if (!OPERATION.test(callee.name.text) || !ts.isPropertyAccessExpression(receiver)) return false;
	return collectShallow([tried.tryBlock], ts.isAwaitExpression).some(({expression}) => {
		const other = bare(expression);
		const target = ts.isCallExpression(other) ? bare(other.expression) : undefined;
		if (!target || !ts.isPropertyAccessExpression(target) || !OPERATION.test(target.name.text)) return false;
		return target.expression.getText() === receiver.getText();
	});
}
