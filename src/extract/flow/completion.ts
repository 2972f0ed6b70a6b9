import {ts} from '@ts-morph/common';

/** The ways in which control can leave a piece of code. */
export interface Completion {
	normal: boolean;
	throws: boolean;
	returns: boolean;
	breaks: boolean;
	continues: boolean;
}

const NONE: Completion = Object.freeze({normal: false, throws: false, returns: false, breaks: false, continues: false});
const NORMAL: Completion = Object.freeze({...NONE, normal: true});

/**
 * How a list of statements can complete, by structural recursion. Only what the code says itself counts: that any
 * call may throw is not considered. `process.exit()` ends like a throw; an endless loop without break never completes.
 */
export function completionOf(statements: readonly ts.Statement[]): Completion {
	let result = NORMAL;
	for (const statement of statements) {
		result = join({...result, normal: false}, ofStatement(statement));
		if (!result.normal) break;
	}
	return result;
}

function join(a: Completion, b: Completion): Completion {
	return {
		normal: a.normal || b.normal,
		throws: a.throws || b.throws,
		returns: a.returns || b.returns,
		breaks: a.breaks || b.breaks,
		continues: a.continues || b.continues,
	};
}

export function ofStatement(statement: ts.Statement): Completion {
	switch (statement.kind) {
		case ts.SyntaxKind.Block:
			return completionOf((statement as ts.Block).statements);
		case ts.SyntaxKind.ThrowStatement:
			return {...NONE, throws: true};
		case ts.SyntaxKind.ReturnStatement:
			return {...NONE, returns: true};
		case ts.SyntaxKind.BreakStatement:
			return {...NONE, breaks: true};
		case ts.SyntaxKind.ContinueStatement:
			return {...NONE, continues: true};
		case ts.SyntaxKind.IfStatement:
			return ofIf(statement as ts.IfStatement);
		case ts.SyntaxKind.TryStatement:
			return ofTry(statement as ts.TryStatement);
		case ts.SyntaxKind.SwitchStatement:
			return ofSwitch(statement as ts.SwitchStatement);
		case ts.SyntaxKind.LabeledStatement:
			return {...ofStatement((statement as ts.LabeledStatement).statement), normal: true};
		case ts.SyntaxKind.ExpressionStatement:
			return endsProcess((statement as ts.ExpressionStatement).expression) ? {...NONE, throws: true} : NORMAL;
		default:
			return ts.isIterationStatement(statement, false) ? ofLoop(statement) : NORMAL;
	}
}

function ofIf(statement: ts.IfStatement): Completion {
	const otherwise = statement.elseStatement ? ofStatement(statement.elseStatement) : NORMAL;
	return join(ofStatement(statement.thenStatement), otherwise);
}

function ofTry(statement: ts.TryStatement): Completion {
	const tried = ofStatement(statement.tryBlock);
	const caught = statement.catchClause ? ofStatement(statement.catchClause.block) : {...NONE, throws: true};
	const last = statement.finallyBlock ? ofStatement(statement.finallyBlock) : NORMAL;
	const both = join(statement.catchClause ? {...tried, throws: false} : tried, caught);
	return last.normal ? join(both, {...last, normal: false}) : last;
}

function ofSwitch(statement: ts.SwitchStatement): Completion {
	let result: Completion = {...NONE};
	let last = NORMAL;
	let hasDefault = false;
	for (const clause of statement.caseBlock.clauses) {
		hasDefault ||= ts.isDefaultClause(clause);
		last = completionOf(clause.statements);
		result = join(result, {...last, normal: false});
	}
	return {...result, normal: result.breaks || last.normal || !hasDefault, breaks: false};
}

function ofLoop(statement: ts.IterationStatement): Completion {
	const body = ofStatement(statement.statement);
	return {...body, normal: body.breaks || !isEndless(statement), breaks: false, continues: false};
}

/** `while (true)`, `for (;;)`, `do … while (true)`. */
function isEndless(statement: ts.Node): boolean {
	if (ts.isForStatement(statement)) return !statement.condition || isTrue(statement.condition);
	if (ts.isWhileStatement(statement) || ts.isDoStatement(statement)) return isTrue(statement.expression);
	return false;
}

const isTrue = (node: ts.Expression): boolean =>
	node.kind === ts.SyntaxKind.TrueKeyword || (ts.isNumericLiteral(node) && node.text === '1');

function endsProcess(node: ts.Expression): boolean {
	return (
		ts.isCallExpression(node) &&
		ts.isPropertyAccessExpression(node.expression) &&
		ts.isIdentifier(node.expression.expression) &&
		node.expression.expression.text === 'process' &&
		(node.expression.name.text === 'exit' || node.expression.name.text === 'abort')
	);
}
