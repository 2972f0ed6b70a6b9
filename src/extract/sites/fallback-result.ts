import {ts} from '@ts-morph/common';
import {hit} from '../../model/condition.ts';
import type {Place} from '../../model/place.ts';
import type {ArcDraft, SiteDraft} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import {errorNames, isErrorName, makesError, mentions, parameterNames} from '../flow/error-names.ts';
import type {Handler} from '../flow/handlers.ts';
import {bodyOf, calleeName, collectShallow, isCall, isInside} from '../flow/traverse.ts';
import {functionName} from '../functions.ts';
import {placeOfExecution, placeOfFunction} from '../places.ts';
import {enclosingFunction, type FileIndex} from '../walk.ts';
import {derived, draftOf} from './draft.ts';
import {failedRun, yieldedRun} from './fallback-runs.ts';
import {isReifiedFailure} from './substitute-values.ts';

/**
 * Fallbacks on failures that are values: `if (!res.ok) return DEFAULTS`, `if ('success' in r) return r.success; return
 * other()`, and functions that receive an error and hand it to something named a fallback.
 * @param results the `if`s on a call's answer that no retry serves
 */
export function extractResultFallbacks(
	index: FileIndex,
	handlers: readonly Handler[],
	results: readonly Handler[],
): SiteDraft[] {
	return [...results.flatMap(result => onResult(index, result)), ...named(index, handlers)];
}

function onResult(index: FileIndex, {node, body, errors, operations}: Handler): SiteDraft[] {
	const statement = node as ts.IfStatement;
	const call = operations[0]!;
	const failed = lastReturn(body as readonly ts.Statement[]);
	const value = failed?.expression && bare(failed.expression);
	if (!failed || !value || NO_FAILURE.test(statement.expression.getText())) return [];
	if (!isSubstitute(value, errors) || !succeedsWithResult(statement, failed, errors, isCall(value))) return [];
	const needs = hit(placeOfExecution(index, call));
	const place = placeOfExecution(index, failed);
	const arcs: ArcDraft[] = [{arc: 'engage', needs, fires: hit(place), reading: 'block', witnesses: [place]}];
	if (isCall(value)) arcs.push(derived('fail', needs, hit(place), [], failedRun(index, [failed])));
	return [
		draftOf(index, {
			kind: 'fallback',
			node: statement,
			certainty: 'likely',
			operations: [call],
			arcs,
			form: 'fallback result',
		}),
	];
}

/** What is not there or did not change is an answer, not a failure. */
const NO_FAILURE = /\b(404|410|304|204)\b|not_?found/i;

/**
 * Success yields something of the result, or the two ways say different things. A call under the failure must say by its
 * name that it yields what was kept: many calls there only tell somebody.
 */
function succeedsWithResult(
	statement: ts.IfStatement,
	failed: ts.ReturnStatement,
	names: ReadonlySet<string>,
	isOperation: boolean,
): boolean {
	const isBranch = isInside(failed, statement.thenStatement);
	if (isOperation && isBranch && !KEPT.test(failed.expression!.getText())) return false;
	const beside = isBranch ? elseOf(statement) : lastReturn([statement.thenStatement]);
	if (beside?.expression) return mentions(beside.expression, names);
	const fn = enclosingFunction(statement);
	if (ts.isSourceFile(fn) || ts.isClassStaticBlockDeclaration(fn) || !isBranch) return false;
	const later = bodyOf(fn).filter(node => node.pos >= statement.end || isInside(statement, node));
	const known = errorNames([...names], later);
	return collectShallow(later, ts.isReturnStatement).some(
		({pos, expression}) => pos >= statement.end && expression !== undefined && mentions(expression, known),
	);
}

const KEPT = /cache|stale|fallback|default|backup|secondary|replica|previous|last|memo|legacy|stored|local/i;

function lastReturn(nodes: readonly ts.Statement[]): ts.ReturnStatement | undefined {
	if (completionOf(nodes).normal) return undefined;
	const flat = nodes.flatMap(node => (ts.isBlock(node) ? [...node.statements] : [node]));
	const last = flat.at(-1);
	return last && ts.isReturnStatement(last) ? last : undefined;
}

/** The other way: the else branch, or what follows an `if` that returns. */
function elseOf(statement: ts.IfStatement): ts.ReturnStatement | undefined {
	if (statement.elseStatement) return lastReturn([statement.elseStatement]);
	if (completionOf([statement.thenStatement]).normal || !ts.isBlock(statement.parent)) return undefined;
	const {statements} = statement.parent;
	const next = statements[statements.indexOf(statement) + 1];
	return next && ts.isReturnStatement(next) ? next : undefined;
}

function isSubstitute(value: ts.Expression, names: ReadonlySet<string>): boolean {
	if (mentions(value, names) || makesError(value) || isReifiedFailure(value)) return false;
	if (isCall(value)) return !/^(reject|fail|throw|handle)/i.test(calleeName(value));
	return (
		value.kind === ts.SyntaxKind.NullKeyword ||
		ts.isLiteralExpression(value) ||
		ts.isArrayLiteralExpression(value) ||
		ts.isObjectLiteralExpression(value) ||
		(ts.isIdentifier(value) && /^[A-Z][A-Z\d_]+$/.test(value.text))
	);
}

/** `return fallback(this, error) || Promise.reject(error)` in a function that holds an error. */
function named(index: FileIndex, handlers: readonly Handler[]): SiteDraft[] {
	return index.calls.flatMap(call => {
		if (!ts.isCallExpression(call) || !/fallback/i.test(calleeName(call))) return [];
		const fn = enclosingFunction(call);
		if (ts.isSourceFile(fn) || ts.isClassStaticBlockDeclaration(fn)) return [];
		// Inside the fallback itself, or in a handler that is one already, it is the same site.
		if (/fallback/i.test(functionName(index, fn)) || handlers.some(({body}) => body.some(node => isInside(call, node))))
			return [];
		const known = errorNames([...parameterNames(fn).filter(isErrorName), ...errorVariables(fn)], bodyOf(fn));
		if (!call.arguments.some(argument => mentions(argument, known))) return [];
		const needs = hit(placeOfFunction(index, fn));
		const place = placeOfExecution(index, call);
		const used = usedWhere(index, call);
		const engage: ArcDraft = used
			? {arc: 'engage', needs, fires: hit(used), reading: 'block', witnesses: [used]}
			: derived('engage', needs, hit(place), [place], yieldedRun(index, call));
		const arcs = [engage, derived('fail', needs, engage.fires, [], failedRun(index, [call]))];
		return [
			draftOf(index, {kind: 'fallback', node: call, certainty: 'likely', operations: [], arcs, form: 'fallback named'}),
		];
	});
}

/** `const kept = fallback(err); if (kept) return resolve(kept)`: where what it yielded is handed on. */
function usedWhere(index: FileIndex, call: ts.CallExpression): Place | undefined {
	const {parent} = call;
	if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return undefined;
	const statement = parent.parent.parent;
	if (!ts.isVariableStatement(statement) || !ts.isBlock(statement.parent)) return undefined;
	const {statements} = statement.parent;
	const next = statements[statements.indexOf(statement) + 1];
	const {text} = parent.name;
	if (!next || !ts.isIfStatement(next) || bare(next.expression).getText() !== text) return undefined;
	const handed = lastReturn([next.thenStatement]);
	return handed?.expression && mentions(handed.expression, new Set([text]))
		? placeOfExecution(index, handed)
		: undefined;
}

const errorVariables = (fn: ts.FunctionLikeDeclaration): string[] =>
	collectShallow(bodyOf(fn), ts.isVariableDeclaration).flatMap(({name, initializer}) =>
		ts.isIdentifier(name) && initializer && makesError(initializer) ? [name.text] : [],
	);
