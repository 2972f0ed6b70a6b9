import {ts} from '@ts-morph/common';
import {hit} from '../../model/condition.ts';
import type {SiteDraft} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {bodyOf, calleeName, collectDeep, collectShallow, isCall} from '../flow/traverse.ts';
import {placeOfExecution} from '../places.ts';
import {declarationOf, enclosingFunction, type FileIndex} from '../walk.ts';
import {some} from './attempts.ts';
import {draftOf, unseen} from './draft.ts';

/**
 * `Promise.any([…])`: the first that does not fail stands in for the others. `Promise.allSettled` of which only the
 * fulfilled are kept: the rest is left out. Neither has a line that runs only then.
 */
export function extractPartialFallbacks(index: FileIndex): SiteDraft[] {
	return index.calls.flatMap(call => {
		if (!ts.isCallExpression(call) || !isOfPromise(index, call)) return [];
		const name = calleeName(call);
		const isAny = name === 'any';
		if (!isAny && !(name === 'allSettled' && keepsFulfilled(call))) return [];
		const needs = hit(placeOfExecution(index, call));
		return [
			draftOf(index, {
				kind: 'fallback',
				node: call,
				certainty: 'likely',
				operations: startedBy(call.arguments[0]),
				arcs: [unseen('engage', needs), ...(isAny ? [unseen('fail', needs)] : [])],
				form: `fallback ${name}`,
			}),
		];
	});
}

function isOfPromise(index: FileIndex, {expression}: ts.CallExpression): boolean {
	if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.expression)) return false;
	return expression.expression.text === 'Promise' && !declarationOf(index, expression.expression);
}

/** The calls of `[a(), b()]` and of `xs.map(x => load(x))`. */
function startedBy(argument: ts.Expression | undefined): ts.Node[] {
	const value = argument && bare(argument);
	if (!value) return [];
	if (ts.isArrayLiteralExpression(value)) return value.elements.map(element => bare(element)).filter(isCall);
	const callback = ts.isCallExpression(value) ? value.arguments[0] : undefined;
	return callback && (ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))
		? collectShallow(bodyOf(callback), isCall).slice(0, 2)
		: [];
}

/** The fulfilled are picked by their status, and nobody looks at why the others were rejected. */
function keepsFulfilled(call: ts.CallExpression): boolean {
	const fn = enclosingFunction(call);
	const names = settledNames(call);
	const picks = collectDeep([fn], ts.isCallExpression).some(
		one =>
			/^(filter|flatMap|reduce|map)$/.test(calleeName(one)) &&
			ts.isPropertyAccessExpression(one.expression) &&
			(isInsideReceiver(one.expression.expression, call) || names.has(bare(one.expression.expression).getText())) &&
			one.arguments.some(argument => some([argument], isText('fulfilled'))),
	);
	return (
		picks &&
		!some([fn], isText('rejected')) &&
		!some([fn], node => ts.isPropertyAccessExpression(node) && node.name.text === 'reason')
	);
}

const isText =
	(text: string) =>
	(node: ts.Node): boolean =>
		ts.isStringLiteralLike(node) && node.text === text;

function isInsideReceiver(receiver: ts.Expression, call: ts.Node): boolean {
	const at = bare(receiver);
	return at === call || (ts.isAwaitExpression(at) && bare(at.expression) === call);
}

/** `const results = await Promise.allSettled(…)`. */
function settledNames(call: ts.Node): Set<string> {
	let at = call;
	while (ts.isAwaitExpression(at.parent) || ts.isParenthesizedExpression(at.parent)) at = at.parent;
	return new Set(ts.isVariableDeclaration(at.parent) && ts.isIdentifier(at.parent.name) ? [at.parent.name.text] : []);
}
