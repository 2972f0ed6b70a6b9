import {ts} from '@ts-morph/common';
import {completionOf} from '../flow/completion.ts';
import {type Outcome, tellsFailure} from '../flow/outcomes.ts';
import {visitShallow} from '../flow/traverse.ts';

/**
 * How a loop without try treats a result that failed: `again` where only such a result leads to another round, `ends`
 * where it leaves the loop, which then pages or polls, `unclear` where other results go round as well.
 */
export function failedResultGoes(statements: readonly ts.Statement[], outcome: Outcome): 'again' | 'ends' | 'unclear' {
	for (const [at, statement] of statements.entries()) {
		const tells = ts.isIfStatement(statement) ? tellsFailure(statement.expression, outcome) : undefined;
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
