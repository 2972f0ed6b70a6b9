import {ts} from '@ts-morph/common';
import {any, type Condition, hit, more, signal} from '../../model/condition.ts';
import type {ArcDraft, SiteDraft} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {type CodeFunction, localFunction} from '../flow/local-functions.ts';
import {bodyOf, calleeName, collectDeep, visitDeep} from '../flow/traverse.ts';
import {placeOfFunction, placeOfStatement} from '../places.ts';
import {type FileIndex, isFunctionNode} from '../walk.ts';
import {some} from './attempts.ts';
import {draftOf, unseen} from './draft.ts';
import {lastName} from './holder-names.ts';
import {functionAround, holderOf, namedOutside} from './named-functions.ts';

/**
 * `Promise.all(Array.from({length: n}, worker))` where each worker takes one item after the other of what they share: no
 * more than n operations run at once. Whether items ever had to wait no line shows: the last worker ends at an empty list.
 */
export function extractWorkerLoops(index: FileIndex): SiteDraft[] {
	return index.calls.flatMap(call => {
		if (!ts.isCallExpression(call) || !isAll(call)) return [];
		const inner = functionAround(call);
		const started = inner && startedIn(index, call, inner);
		const worker = started?.find(one => sharingLoop(one));
		if (!inner || !worker) return [];
		const fn = namedOutside(inner);
		return [
			draftOf(index, {
				kind: 'limiter',
				node: holderOf(fn),
				owner: inner,
				certainty: 'likely',
				operations: [],
				operation: 'external',
				arcs: [saturateArc(index, hit(placeOfFunction(index, inner)), worker)],
				form: 'limiter workers',
			}),
		];
	});
}

/**
 * More items were taken than workers started: one of them took a second item, which had to wait until then. That each
 * took at most one is not told by equal counts: one may have taken two and another none.
 */
function saturateArc(index: FileIndex, needs: Condition, worker: CodeFunction): ArcDraft {
	const loop = sharingLoop(worker)!;
	const [first] = ts.isBlock(loop.statement) ? loop.statement.statements : [loop.statement];
	// A loop that looks whether anything is left within its body has one round more than items.
	const round = ts.isForOfStatement(loop) && first ? placeOfStatement(index, first) : undefined;
	if (!round) return unseen('saturate', needs);
	const fires = any(more([round], [placeOfFunction(index, worker)]), signal('saturate'));
	return {arc: 'saturate', needs, fires, reading: 'repeat', witnesses: [round]};
}

/** `Promise.all`, or a function around it that says so: `allSettledOrThrow(workers)`. */
const isAll = (call: ts.CallExpression): boolean =>
	ts.isPropertyAccessExpression(call.expression)
		? /^(all|allSettled)$/.test(calleeName(call)) && lastName(call.expression.expression) === 'Promise'
		: /allSettled|promiseAll/i.test(calleeName(call));

/** The functions of which several are started at once, and what they return waited for. */
function startedIn(index: FileIndex, all: ts.CallExpression, fn: CodeFunction): CodeFunction[] {
	const [list] = all.arguments;
	if (!list) return [];
	const value = bare(list);
	if (!ts.isIdentifier(value)) return copiesIn(index, value);
	const found: CodeFunction[] = [];
	for (const root of bodyOf(fn)) {
		visitDeep(root, node => {
			if (ts.isVariableDeclaration(node) && node.name.getText() === value.text && node.initializer)
				found.push(...copiesIn(index, node.initializer));
			// `for (let i = 0; i < n; i++) workers[i] = worker()`.
			if (ts.isBinaryExpression(node) && fillsBySlot(node, value.text) && isInLoop(node, fn))
				found.push(...functionOf(index, (node.right as ts.CallExpression).expression));
			// `for (let i = 0; i < n; i++) workers.push(worker())`.
			if (ts.isCallExpression(node) && calleeName(node) === 'push' && isInLoop(node, fn)) {
				const [given] = node.arguments;
				const started = given && isAlike(given) && ts.isPropertyAccessExpression(node.expression) ? given : undefined;
				if (started && lastName((node.expression as ts.PropertyAccessExpression).expression) === value.text)
					found.push(...functionOf(index, started.expression));
			}
			return true;
		});
	}
	return found;
}

const fillsBySlot = ({left, operatorToken, right}: ts.BinaryExpression, list: string): boolean =>
	operatorToken.kind === ts.SyntaxKind.EqualsToken &&
	ts.isElementAccessExpression(left) &&
	lastName(left.expression) === list &&
	isAlike(right);

/** `Array.from({length: n}, worker)`, `Array(n).fill(0).map(() => worker())`, `[...Array(n)].map(worker)`. */
function copiesIn(index: FileIndex, expression: ts.Expression): CodeFunction[] {
	const value = bare(expression);
	if (!ts.isCallExpression(value)) return [];
	const isFrom = calleeName(value) === 'from' && /^\{\s*length\b/.test(value.arguments[0]?.getText() ?? '');
	const isMap =
		calleeName(value) === 'map' &&
		ts.isPropertyAccessExpression(value.expression) &&
		/\bArray\b|\brange\(|\btimes\(/.test(value.expression.expression.getText());
	const given = isFrom ? value.arguments[1] : isMap ? value.arguments[0] : undefined;
	return given ? functionOf(index, given) : [];
}

/** The function itself, or the one that it calls. */
function functionOf(index: FileIndex, expression: ts.Expression): CodeFunction[] {
	const found = localFunction(index, expression);
	if (!found) return [];
	const {body} = found.node;
	const called =
		body && !ts.isBlock(body) && ts.isCallExpression(body) ? localFunction(index, body.expression) : undefined;
	return called ? [found.node, called.node] : [found.node];
}

function isInLoop(node: ts.Node, fn: ts.Node): boolean {
	for (let at = node.parent; at && at !== fn; at = at.parent) {
		if (isFunctionNode(at)) return false;
		if (ts.isForStatement(at) || ts.isWhileStatement(at)) return true;
	}
	return false;
}

/** The same call each time, but for its number: not one for each item. */
const isAlike = (node: ts.Expression): node is ts.CallExpression =>
	ts.isCallExpression(node) && node.arguments.every(ts.isIdentifier);

/** A loop that waits and whose items come from what the worker does not own: `queue.shift()`, `items[next++]`, `it.next()`. */
const sharingLoop = (worker: CodeFunction): ts.IterationStatement | undefined =>
	collectDeep(bodyOf(worker), isLoop).find(loop => {
		if (!some([loop], ts.isAwaitExpression)) return false;
		return ts.isForOfStatement(loop) ? ts.isIdentifier(bare(loop.expression)) : some([loop], isTaking);
	});

const isLoop = (node: ts.Node): node is ts.IterationStatement => ts.isIterationStatement(node, false);

function isTaking(node: ts.Node): boolean {
	if (ts.isCallExpression(node)) return /^(shift|pop|next|dequeue|take)$/.test(calleeName(node));
	return (
		(ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) &&
		node.operator === ts.SyntaxKind.PlusPlusToken &&
		!ts.isForStatement(node.parent)
	);
}
