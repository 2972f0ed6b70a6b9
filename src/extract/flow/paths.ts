import {ts} from '@ts-morph/common';
import {completionOf, ofStatement} from './completion.ts';

export type PathEnd = 'return' | 'throw' | 'break' | 'continue' | 'normal';

/** One way through a list of statements. */
export interface Path {
	/** The simple statements on the way, in order; loops stand for themselves. */
	steps: ts.Statement[];
	end: PathEnd;
	/** The statement that ends it; undefined where it falls off the end. */
	last?: ts.Statement;
	/** The condition of an `if` without else that was not taken, where the path ends by falling through it at once. */
	skipped?: ts.IfStatement;
}

const MOST_PATHS = 64;

/** Every way through the statements, at most 64. A nested try is gone through once as tried and once as caught. */
export function pathsOf(statements: readonly ts.Statement[]): Path[] {
	let open: Path[] = [{steps: [], end: 'normal'}];
	const done: Path[] = [];
	for (const statement of statements) {
		const next: Path[] = [];
		// Once a statement, not once a path: else the cost doubles with each level of nesting.
		const branches = through(statement);
		for (const path of open) {
			for (const branch of branches) {
				const joined = {...branch, steps: [...path.steps, ...branch.steps]};
				if (branch.end === 'normal') next.push(joined);
				else done.push(joined);
			}
		}
		open = next.slice(0, MOST_PATHS);
		if (open.length === 0 || done.length > MOST_PATHS) break;
	}
	return [...done, ...open].slice(0, MOST_PATHS);
}

function through(statement: ts.Statement): Path[] {
	if (ts.isBlock(statement)) return pathsOf(statement.statements);
	if (ts.isLabeledStatement(statement)) return through(statement.statement);
	if (ts.isIfStatement(statement)) return throughIf(statement);
	if (ts.isTryStatement(statement)) return throughTry(statement);
	if (ts.isSwitchStatement(statement)) return throughSwitch(statement);
	return [{steps: [statement], end: endOf(statement), last: statement}];
}

function throughIf(statement: ts.IfStatement): Path[] {
	const taken = through(statement.thenStatement);
	const otherwise: Path[] = statement.elseStatement
		? through(statement.elseStatement)
		: [{steps: [], end: 'normal', skipped: statement}];
	return [...taken, ...otherwise];
}

function throughTry(statement: ts.TryStatement): Path[] {
	const tried = pathsOf(statement.tryBlock.statements);
	const caught = statement.catchClause ? pathsOf(statement.catchClause.block.statements) : [];
	const last =
		statement.finallyBlock && completionOf(statement.finallyBlock.statements).normal
			? statement.finallyBlock.statements
			: [];
	return [...tried, ...caught].map(path => ({...path, steps: [...path.steps, ...last]}));
}

function throughSwitch(statement: ts.SwitchStatement): Path[] {
	const paths: Path[] = statement.caseBlock.clauses.flatMap(clause =>
		pathsOf(clause.statements).map(path => (path.end === 'break' ? {...path, end: 'normal' as const} : path)),
	);
	if (!statement.caseBlock.clauses.some(ts.isDefaultClause)) paths.push({steps: [], end: 'normal'});
	return paths;
}

function endOf(statement: ts.Statement): PathEnd {
	const completion = ofStatement(statement);
	if (completion.normal) return 'normal';
	if (completion.returns) return 'return';
	if (completion.breaks) return 'break';
	return completion.continues ? 'continue' : 'throw';
}
