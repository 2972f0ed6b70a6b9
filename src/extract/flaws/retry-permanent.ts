import {ts} from '@ts-morph/common';
import {guardsOf} from '../flow/exits.ts';
import {calleeName, collectShallow, isCall} from '../flow/traverse.ts';
import {isFunctionNode} from '../walk.ts';

const PERMANENT =
	/^(TypeError|RangeError|SyntaxError|\w*(Validation|InvalidArgument|BadRequest|NotFound|Unauthorized|Unauthenticated|Forbidden|PermissionDenied|AccessDenied|NotImplemented|Unsupported|Unrecoverable|NonRetr(y|i)able|Fatal|Abort)\w*(Error|Exception))$/;

/** Statuses that the same request will get again: not 408, 409, 423, 425, 429, and not 401 or 404, which may pass. */
const PERMANENT_STATUS = /^(400|402|403|405|406|410|413|414|415|422|501|505)$/;

/** A throw within the tried block, caught by it, that says by its class or its condition that another try is useless. */
export function permanentThrow(block: ts.Block): ts.ThrowStatement | undefined {
	return collectShallow([block], ts.isThrowStatement).find(node => {
		if (isCaughtWithin(node, block)) return false;
		const {expression} = node;
		if (expression && isCall(expression) && PERMANENT.test(calleeName(expression))) return true;
		return guardsOf(node, block).some(({condition, negated}) => !negated && testsPermanentStatus(condition));
	});
}

function isCaughtWithin(node: ts.Node, block: ts.Block): boolean {
	for (let at = node; at !== block && !isFunctionNode(at); at = at.parent) {
		if (ts.isTryStatement(at.parent) && at.parent.tryBlock === at) return true;
	}
	return false;
}

/** `res.status === 400` and nothing else. */
function testsPermanentStatus(condition: ts.Expression): boolean {
	if (!ts.isBinaryExpression(condition)) return false;
	if (condition.operatorToken.kind === ts.SyntaxKind.BarBarToken)
		return testsPermanentStatus(condition.left) && testsPermanentStatus(condition.right);
	return (
		condition.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken &&
		/status(Code)?$/.test(condition.left.getText()) &&
		PERMANENT_STATUS.test(condition.right.getText())
	);
}
