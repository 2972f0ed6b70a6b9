import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import {visitShallow} from '../flow/traverse.ts';

/**
 * How a loop without try treats a result that failed: `again` where only such a result leads to another round, `ends`
 * where it leaves the loop, which then pages or polls, `unclear` where other results go round as well.
 */
export function failedResultGoes(statements: readonly ts.Statement[], name: string): 'again' | 'ends' | 'unclear' {
	for (const [at, statement] of statements.entries()) {
		const tells = ts.isIfStatement(statement) ? tellsFailure(statement.expression, name) : undefined;
		if (!tells || !ts.isIfStatement(statement)) continue;
		const taken = completionOf([statement.thenStatement]);
		const rest = completionOf([
			...(statement.elseStatement ? [statement.elseStatement] : []),
			...statements.slice(at + 1),
		]);
		if (completionOf(statements.slice(0, at)).continues) return 'unclear';
		const [failed, fine] = tells === 'failed' ? [taken, rest] : [rest, taken];
		const goesRound = (way: typeof taken) => way.normal || way.continues;
		if (tells === 'failed' && !goesRound(taken) && goesRound(rest)) return 'ends';
		// A failure branch that ends normally goes on with what stands behind it.
		const fineStays = goesRound(fine) || (tells === 'failed' && taken.normal && goesRound(rest));
		return goesRound(failed) && !fineStays && onlyIn(statement, statements, tells) ? 'again' : 'unclear';
	}
	return 'unclear';
}

/** No `continue` elsewhere in the body. */
function onlyIn(test: ts.IfStatement, statements: readonly ts.Statement[], tells: 'failed' | 'fine'): boolean {
	const others = tells === 'failed' ? statements.filter(statement => statement !== test) : [test.thenStatement];
	let found = false;
	for (const statement of others) {
		visitShallow(statement, node => {
			found ||= ts.isContinueStatement(node);
		});
	}
	return !found;
}

/** `failed`: true of failed results alone. `fine`: false of failed results alone. */
function tellsFailure(condition: ts.Expression, name: string): 'failed' | 'fine' | undefined {
	const node = bare(condition);
	if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
		const inner = tellsFailure(node.operand, name);
		return inner && (inner === 'failed' ? 'fine' : 'failed');
	}
	if (ts.isBinaryExpression(node)) return ofOperator(node, name);
	if (!ts.isPropertyAccessExpression(node) || node.expression.getText() !== name) return undefined;
	if (/^(ok|success|isOk|succeeded)$/.test(node.name.text)) return 'fine';
	return /^(error|err|failed|isErr)$/.test(node.name.text) ? 'failed' : undefined;
}

function ofOperator(node: ts.BinaryExpression, name: string): 'failed' | 'fine' | undefined {
	const sides = () => [node.left, node.right].map(side => tellsFailure(side, name));
	switch (node.operatorToken.kind) {
		case ts.SyntaxKind.AmpersandAmpersandToken:
			return sides().includes('failed') ? 'failed' : sides().every(side => side === 'fine') ? 'fine' : undefined;
		case ts.SyntaxKind.BarBarToken:
			return sides().includes('fine') ? 'fine' : sides().every(side => side === 'failed') ? 'failed' : undefined;
		case ts.SyntaxKind.InKeyword:
			return node.right.getText() === name && ts.isStringLiteral(node.left) ? ofKey(node.left.text) : undefined;
		default:
			return ofStatus(node, name);
	}
}

const ofKey = (key: string): 'failed' | 'fine' | undefined =>
	/^(success|value|ok|data)$/.test(key) ? 'fine' : /^(error|err|failure)$/.test(key) ? 'failed' : undefined;

/** `res.status >= 500`, `res.statusCode === 429`, `res.status < 400`. */
function ofStatus({left, operatorToken, right}: ts.BinaryExpression, name: string): 'failed' | 'fine' | undefined {
	const asked = bare(left);
	if (!ts.isPropertyAccessExpression(asked) || asked.expression.getText() !== name) return undefined;
	if (!/^(status|statusCode|code)$/.test(asked.name.text) || !ts.isNumericLiteral(right)) return undefined;
	const isError = Number(right.text) >= 400;
	switch (operatorToken.kind) {
		case ts.SyntaxKind.GreaterThanEqualsToken:
		case ts.SyntaxKind.GreaterThanToken:
			return isError || Number(right.text) === 399 ? 'failed' : undefined;
		case ts.SyntaxKind.LessThanToken:
		case ts.SyntaxKind.LessThanEqualsToken:
			return isError || Number(right.text) === 399 ? 'fine' : undefined;
		case ts.SyntaxKind.EqualsEqualsEqualsToken:
		case ts.SyntaxKind.EqualsEqualsToken:
			return isError ? 'failed' : 'fine';
		case ts.SyntaxKind.ExclamationEqualsEqualsToken:
		case ts.SyntaxKind.ExclamationEqualsToken:
			return isError ? 'fine' : 'failed';
		default:
			return undefined;
	}
}
