import {ts} from '@ts-morph/common';
import {hit} from '../../model/condition.ts';
import type {ArcDraft, SiteDraft} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import {errorNames, isErrorName, makesError, mentions, parameterNames} from '../flow/error-names.ts';
import type {Handler} from '../flow/handlers.ts';
import {bodyOf, calleeName, collectShallow, isCall, isInside} from '../flow/traverse.ts';
import {functionName} from '../functions.ts';
import {placeOfExecution, placeOfFunction} from '../places.ts';
import {enclosingFunction, type FileIndex, nodesOf} from '../walk.ts';
import {derived, draftOf} from './draft.ts';

/**
 * Fallbacks on failures that are values: `if ('success' in r) return r.success; return other()`, and functions that
 * receive an error and hand it to something named a fallback.
 */
export function extractResultFallbacks(index: FileIndex, handlers: readonly Handler[]): SiteDraft[] {
	return [...onResults(index), ...named(index, handlers)];
}

function onResults(index: FileIndex): SiteDraft[] {
	return nodesOf<ts.IfStatement>(index, ts.SyntaxKind.IfStatement).flatMap(statement => {
		const test = failureTest(statement.expression);
		const source = test && resultOf(statement, test.name);
		if (!test || !source) return [];
		const failed = test.failed ? lastReturn([statement.thenStatement]) : elseOf(statement);
		const value = failed?.expression && bare(failed.expression);
		if (!failed || !value || !isSubstitute(value, test.name)) return [];
		// Success must yield something of the result, or the two ways say different things.
		const succeeded = test.failed ? elseOf(statement) : lastReturn([statement.thenStatement]);
		if (!succeeded?.expression || !mentions(succeeded.expression, new Set([test.name]))) return [];
		const needs = hit(placeOfExecution(index, source));
		const place = placeOfExecution(index, failed);
		const arcs: ArcDraft[] = [{arc: 'engage', needs, fires: hit(place), reading: 'block', witnesses: [place]}];
		if (isCall(value)) arcs.push(derived('fail', needs, hit(place)));
		return [
			draftOf(index, {
				kind: 'fallback',
				node: statement,
				certainty: 'likely',
				operations: [source],
				arcs,
				form: 'fallback result',
			}),
		];
	});
}

/** `!r.ok`, `r.error`, `r.status >= 400`, `'error' in r` hold on failure; `r.ok`, `'success' in r` on success. */
function failureTest(condition: ts.Expression): {name: string; failed: boolean} | undefined {
	const node = bare(condition);
	if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
		const inner = failureTest(node.operand);
		return inner && {name: inner.name, failed: !inner.failed};
	}
	if (
		ts.isBinaryExpression(node) &&
		node.operatorToken.kind === ts.SyntaxKind.InKeyword &&
		ts.isStringLiteral(node.left) &&
		ts.isIdentifier(node.right)
	) {
		if (/^(success|value|ok|data)$/.test(node.left.text)) return {name: node.right.text, failed: false};
		return /^(error|err|failure)$/.test(node.left.text) ? {name: node.right.text, failed: true} : undefined;
	}
	if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
	if (/^(ok|success|isOk)$/.test(node.name.text)) return {name: node.expression.text, failed: false};
	return /^(error|err|isErr|failed)$/.test(node.name.text) ? {name: node.expression.text, failed: true} : undefined;
}

/** The awaited call that made the tested value, in the same function. */
function resultOf(statement: ts.IfStatement, name: string): ts.Node | undefined {
	const {parent} = statement;
	if (!ts.isBlock(parent)) return undefined;
	for (const before of parent.statements.slice(0, parent.statements.indexOf(statement)).reverse()) {
		for (const declaration of collectShallow([before], ts.isVariableDeclaration)) {
			if (!ts.isIdentifier(declaration.name) || declaration.name.text !== name || !declaration.initializer) continue;
			const value = bare(declaration.initializer);
			return ts.isAwaitExpression(value) && isCall(bare(value.expression)) ? bare(value.expression) : undefined;
		}
	}
	return undefined;
}

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

function isSubstitute(value: ts.Expression, result: string): boolean {
	if (mentions(value, new Set([result])) || makesError(value)) return false;
	if (isCall(value)) return !/^(reject|fail|throw|handle)/i.test(calleeName(value));
	return (
		value.kind === ts.SyntaxKind.NullKeyword ||
		ts.isLiteralExpression(value) ||
		ts.isArrayLiteralExpression(value) ||
		(ts.isObjectLiteralExpression(value) && !/\b(error|ok|success)\b/.test(value.getText()))
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
		const arcs: ArcDraft[] = [derived('engage', needs, hit(place), [place]), derived('fail', needs, hit(place))];
		return [
			draftOf(index, {kind: 'fallback', node: call, certainty: 'likely', operations: [], arcs, form: 'fallback named'}),
		];
	});
}

const errorVariables = (fn: ts.FunctionLikeDeclaration): string[] =>
	collectShallow(bodyOf(fn), ts.isVariableDeclaration).flatMap(({name, initializer}) =>
		ts.isIdentifier(name) && initializer && makesError(initializer) ? [name.text] : [],
	);
