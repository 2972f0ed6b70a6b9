import {ts} from '@ts-morph/common';
import {all, hit} from '../../model/condition.ts';
import type {SiteDraft} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import {makesError, mentions} from '../flow/error-names.ts';
import {isCall} from '../flow/traverse.ts';
import {placeOfBlock, placeOfExecution} from '../places.ts';
import type {FileIndex} from '../walk.ts';
import {draftOf} from './draft.ts';
import type {RetryFound} from './retry-found.ts';

/**
 * What a loop of attempts or providers falls back on when none of them worked: `if (stale) return stale` behind a loop
 * that success always leaves. A plain `return null` there says that all failed and belongs to the loop's own end.
 */
export function extractAfterLoops(index: FileIndex, retries: readonly RetryFound[]): SiteDraft[] {
	return retries.flatMap(({loop, operations, after, errors, handlers, certainty}) => {
		const tried = handlers[0]?.tried;
		if (!loop || !tried || certainty === 'possible' || !leavesOnSuccess(tried)) return [];
		const kept = after.find(statement => ts.isIfStatement(statement)) as ts.IfStatement | undefined;
		const returned = kept && keptValue(kept, errors);
		if (!kept || !returned) return [];
		const place = placeOfExecution(index, returned);
		return [
			draftOf(index, {
				kind: 'fallback',
				node: kept,
				certainty: 'likely',
				operations,
				arcs: [
					{
						arc: 'engage',
						needs: hit(placeOfExecution(index, loop)),
						// An empty list leaves the loop as well, without a failure.
						fires: all(hit(place), hit(placeOfBlock(index, tried.catchClause!.block))),
						reading: 'block',
						witnesses: [place],
					},
				],
				form: 'fallback after',
			}),
		];
	});
}

function leavesOnSuccess(tried: ts.TryStatement): boolean {
	const {normal, returns, breaks} = completionOf(tried.tryBlock.statements);
	return !normal && returns && !breaks;
}

/** `if (x) return x…`: something kept from before, asked for by its presence. */
function keptValue({expression, thenStatement, elseStatement}: ts.IfStatement, errors: ReadonlySet<string>) {
	const asked = bare(expression);
	const only = ts.isBlock(thenStatement) ? thenStatement.statements.at(-1) : thenStatement;
	if (elseStatement || !ts.isIdentifier(asked) || !only || !ts.isReturnStatement(only) || !only.expression)
		return undefined;
	const value = bare(only.expression);
	const usesIt = mentions(value, new Set([asked.text])) || only.expression.getText().includes(asked.text);
	return usesIt && !mentions(value, errors) && !makesError(value) && !(isCall(value) && /reject/i.test(value.getText()))
		? only
		: undefined;
}
