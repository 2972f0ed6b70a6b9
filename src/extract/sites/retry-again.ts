import {ts} from '@ts-morph/common';
import {all, any, type Condition, hit, more, signal} from '../../model/condition.ts';
import type {Place} from '../../model/place.ts';
import {completionOf} from '../flow/completion.ts';
import {guardsOf} from '../flow/exits.ts';
import {type CodeFunction, localFunction} from '../flow/local-functions.ts';
import {bodyOf, calleeName, collectShallow, isInside} from '../flow/traverse.ts';
import {placeOfExecution, placeOfFunction, placeOfStatement} from '../places.ts';
import {declarationOf, type FileIndex, referencesTo} from '../walk.ts';
import type {RetryFound} from './retry-found.ts';
import type {SecondAttempt} from './retry-rounds.ts';

/**
 * The call of the next attempt was made. That alone does not tell that the attempt began: the function called may
 * leave before its operation, and a timer that would call it may be cancelled.
 * @param bounds where the function called gives up because the attempts are used up, before its operation
 */
export function calledAgain(index: FileIndex, found: RetryFound, bounds: readonly ts.Statement[]): SecondAttempt {
	const again = found.again!;
	if (again === found.handlers[0]?.node && found.target) return selfHandled(index, found.target, again);
	const call = found.runs ?? again;
	const place = placeOfExecution(index, call);
	const only = (fires: Condition): SecondAttempt => ({fires, witnesses: [place], relation: false});
	if (found.shared || isOnlyScheduled(call)) return only(all(hit(place), signal('retry')));
	const ends = endsBefore(index, found, call);
	if (ends === undefined) return only(all(hit(place), signal('retry')));
	const below = placesOf(index, ends);
	// Each early end costs one call. Those for used up attempts come from calls of a next attempt alone.
	if (
		found.form === 'recursion' &&
		bounds.length > 0 &&
		ends.every(end => bounds.some(({parent}) => parent === end.parent))
	)
		return {fires: more([place], below), witnesses: [place], relation: true};
	return only(below.length > 0 ? all(hit(place), any(more([place], below), signal('retry'))) : hit(place));
}

const placesOf = (index: FileIndex, statements: readonly ts.Statement[]): Place[] =>
	statements.flatMap(statement => placeOfStatement(index, statement) ?? []);

/** `setTimeout(connect, ms)`: that it was set does not tell that it ran. */
const isOnlyScheduled = (node: ts.Node): boolean => {
	const timer =
		ts.isCallExpression(node.parent) && node.parent.arguments.includes(node as ts.Expression) ? node.parent : node;
	return ts.isCallExpression(timer) && /^set(Timeout|Interval)$/.test(calleeName(timer));
};

/** Where the function called may leave before its operation; undefined where the operation itself is conditional. */
function endsBefore(index: FileIndex, found: RetryFound, call: ts.Node): ts.Statement[] | undefined {
	const target = found.form === 'recursion' ? found.target : calledFunction(index, call);
	if (!target) return [];
	const operation = found.operations.find(one => isInside(one, target));
	if (!operation) return leadingEnds(target);
	if (isConditional(operation, target)) return undefined;
	return collectShallow(bodyOf(target), isEnd).filter(end => end.end <= operation.pos);
}

const isEnd = (node: ts.Node): node is ts.Statement => ts.isReturnStatement(node) || ts.isThrowStatement(node);

function calledFunction(index: FileIndex, call: ts.Node): CodeFunction | undefined {
	return ts.isCallExpression(call) ? localFunction(index, call.expression)?.node : undefined;
}

/** `if (this.closed) return` at the start of a function. */
function leadingEnds(target: CodeFunction): ts.Statement[] {
	const ends: ts.Statement[] = [];
	for (const statement of bodyOf(target)) {
		if (ts.isIfStatement(statement) && !completionOf([statement.thenStatement]).normal)
			ends.push(...collectShallow([statement], isEnd));
		else if (!ts.isStatement(statement) || !ts.isVariableStatement(statement)) break;
	}
	return ends;
}

const isConditional = (operation: ts.Node, target: CodeFunction): boolean =>
	guardsOf(operation, target).some(({condition}) => !isInside(operation, condition));

/** The function is its own rejection handler: more runs than direct calls of it, if all references are known. */
function selfHandled(index: FileIndex, target: CodeFunction, handler: ts.Node): SecondAttempt {
	const name = target.name;
	const declaration = name && ts.isIdentifier(name) ? declarationOf(index, name) : undefined;
	const references = declaration ? referencesTo(index, declaration) : [];
	const direct = references.filter(
		({parent}) => ts.isCallExpression(parent) && references.some(reference => parent.expression === reference),
	);
	const known =
		direct.length > 0 && references.every(reference => direct.includes(reference) || isInside(reference, handler));
	const runs = placeOfFunction(index, target);
	if (!known) return {fires: signal('retry'), witnesses: [], relation: true};
	return {
		fires: more(
			[runs],
			direct.map(reference => placeOfExecution(index, reference)),
		),
		witnesses: [runs],
		relation: true,
	};
}
