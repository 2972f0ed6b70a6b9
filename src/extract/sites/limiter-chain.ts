import {ts} from '@ts-morph/common';
import {hit} from '../../model/condition.ts';
import type {SiteDraft} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {chainHead} from '../flow/chains.ts';
import {type CodeFunction, isSelf} from '../flow/local-functions.ts';
import {bodyOf, calleeName, collectDeep, collectShallow, isCall} from '../flow/traverse.ts';
import {placeOfFunction} from '../places.ts';
import {enclosingFunction, type FileIndex, isFunctionNode} from '../walk.ts';
import {some} from './attempts.ts';
import {draftOf, unseen} from './draft.ts';
import {functionAround, holderOf, namedOutside} from './named-functions.ts';

/**
 * One after the other without a list of those who wait: each operation is chained onto the promise of the one before, of
 * all or of the same key. That somebody had to wait no line shows: the chain is the same when it is free.
 */
export function extractChainLimiters(index: FileIndex): SiteDraft[] {
	return index.functions.flatMap(fn => {
		if (ts.isSourceFile(fn) || ts.isClassStaticBlockDeclaration(fn) || ts.isConstructorDeclaration(fn)) return [];
		const tails = collectShallow(bodyOf(fn), ts.isCallExpression).filter(call => isChainedOn(call, fn));
		if (!tails.some(call => runsLater(call, fn))) return [];
		return [
			draftOf(index, {
				kind: 'limiter',
				node: holderOf(namedOutside(fn)),
				owner: fn,
				certainty: tails.some(call => isHandedBack(call, fn)) ? 'likely' : 'possible',
				operations: [],
				operation: 'external',
				arcs: [unseen('saturate', hit(placeOfFunction(index, fn)))],
				form: 'limiter chain',
			}),
		];
	});
}

/** `tail.then(…)` whose result becomes the tail: of a field, of a variable outside, of an entry under a key. */
function isChainedOn(call: ts.CallExpression, fn: CodeFunction): boolean {
	if (!ts.isPropertyAccessExpression(call.expression) || calleeName(call) !== 'then') return false;
	const tail = tailOf(chainHead(call.expression.expression), fn);
	return tail !== '' && becomesTail(call, tail, fn);
}

/** The place where the promise is kept: `this.tail`, `tail`, `locks` of `locks.get(key) ?? Promise.resolve()`. */
function tailOf(head: ts.Expression, fn: CodeFunction): string {
	const node = bare(head);
	if (ts.isPropertyAccessExpression(node)) return isSelf(node.expression) ? node.getText() : '';
	if (ts.isBinaryExpression(node)) return keptPromise(node.left);
	if (ts.isCallExpression(node)) return keptPromise(node);
	if (!ts.isIdentifier(node)) return '';
	const own = collectShallow(bodyOf(fn), ts.isVariableDeclaration).find(({name}) => name.getText() === node.text);
	// A variable of the call itself holds nobody else's promise, unless it reads one that is kept.
	if (own) return own.initializer ? tailOf(own.initializer, fn) : '';
	return isParameter(node.text, fn) ? '' : node.text;
}

const isParameter = (name: string, fn: CodeFunction): boolean =>
	fn.parameters.some(({name: own}) => own.getText() === name);

/** The collection of `locks.get(key)` or `locks[key]`. */
function keptPromise(node: ts.Expression): string {
	const value = bare(node);
	if (ts.isElementAccessExpression(value)) return value.expression.getText();
	const isGet =
		ts.isCallExpression(value) && calleeName(value) === 'get' && ts.isPropertyAccessExpression(value.expression);
	return isGet ? (value.expression as ts.PropertyAccessExpression).expression.getText() : '';
}

/** `tail = tail.then(…)`, `const run = tail.then(…); tail = run.catch(…)`, `locks.set(key, run)`. */
function becomesTail(call: ts.CallExpression, tail: string, fn: CodeFunction): boolean {
	const name = resultName(call);
	const isResult = (node: ts.Expression): boolean => {
		const head = chainHead(node);
		return some([node], inner => inner === call) || (name !== '' && head.getText() === name);
	};
	return some(bodyOf(fn), node => {
		if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
			const target = ts.isElementAccessExpression(node.left) ? node.left.expression : node.left;
			return target.getText() === tail && isResult(node.right);
		}
		if (!isCall(node) || calleeName(node) !== 'set' || !ts.isPropertyAccessExpression(node.expression)) return false;
		const value = node.arguments?.[1];
		return node.expression.expression.getText() === tail && value !== undefined && isResult(value);
	});
}

function resultName(call: ts.CallExpression): string {
	let at: ts.Node = call;
	while (
		ts.isPropertyAccessExpression(at.parent) ||
		ts.isCallExpression(at.parent) ||
		ts.isParenthesizedExpression(at.parent)
	)
		at = at.parent;
	return ts.isVariableDeclaration(at.parent) && ts.isIdentifier(at.parent.name) ? at.parent.name.text : '';
}

/** An operation waits for the one before: a task that is handed in, or a call that may take its time. */
function runsLater(call: ts.CallExpression, fn: CodeFunction): boolean {
	const [given] = call.arguments;
	if (!given) return false;
	const value = bare(given);
	if (ts.isIdentifier(value)) return isParameter(value.text, fn);
	if (!isFunctionNode(value)) return false;
	return collectDeep([value], isCall).length > 0;
}

/** The caller gets what the chained operation yields, or awaits it here. */
function isHandedBack(call: ts.CallExpression, fn: CodeFunction): boolean {
	const name = resultName(call);
	return some(bodyOf(fn), node => {
		const isOut = ts.isReturnStatement(node) || (ts.isAwaitExpression(node) && enclosingFunction(node) === fn);
		if (!isOut || !node.expression) return false;
		const head = chainHead(node.expression as ts.Expression);
		return some([node], inner => inner === call) || (name !== '' && head.getText() === name) || isTail(head, call);
	});
}

/** `this.tail = this.tail.then(…); return this.tail`. */
const isTail = (head: ts.Expression, call: ts.CallExpression): boolean =>
	ts.isPropertyAccessExpression(call.expression) &&
	functionAround(head) === functionAround(call) &&
	head.getText() === chainHead(call.expression.expression).getText();
