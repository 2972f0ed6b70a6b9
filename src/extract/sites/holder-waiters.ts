import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {localFunction} from '../flow/local-functions.ts';
import {roleName} from '../flow/settlers.ts';
import {calleeName, isCall} from '../flow/traverse.ts';
import {declarationOf, type FileIndex} from '../walk.ts';

const RESOLVER = /^(resolve|reject|callback|cb|done|next|resolver|waiter|pending\w*|deferred|task|fn|run|job)$/i;

/** A resolver, a callback, a task, or an object that carries one. */
export function isWaiter(index: FileIndex, argument: ts.Expression): boolean {
	const value = bare(argument);
	if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return true;
	if (ts.isIdentifier(value))
		return (
			RESOLVER.test(roleName(value)) || localFunction(index, value) !== undefined || isWaiterVariable(index, value)
		);
	if (ts.isObjectLiteralExpression(value)) {
		return value.properties.some(
			property =>
				property.name &&
				'text' in property.name &&
				/^(resolve|reject|callback|cb|deferred|fn|task|run)$/.test(String(property.name.text)),
		);
	}
	if (ts.isNewExpression(value))
		return (
			/Pending|Deferred|Waiter|Request|Task/.test(value.expression.getText()) ||
			(value.arguments ?? []).some(inner => isWaiter(index, inner))
		);
	return isCall(value) && /^(defer|pDefer|createDeferred|withResolvers)$/i.test(calleeName(value));
}

/** `const waiter = {resolve}`. */
function isWaiterVariable(index: FileIndex, value: ts.Identifier): boolean {
	const declaration = declarationOf(index, value);
	const init = declaration?.kind === 'variable' ? declaration.node.initializer : undefined;
	return init !== undefined && ts.isObjectLiteralExpression(init) && isWaiter(index, init);
}
