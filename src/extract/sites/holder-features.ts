import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {localFunction} from '../flow/local-functions.ts';
import {visitDeep} from '../flow/traverse.ts';
import type {FileIndex} from '../walk.ts';
import {lastName} from './holder-names.ts';
import {isWaiter} from './holder-waiters.ts';

/** Things added to a collection and taken from it, by the collection's last name. */
export interface Features {
	/** Calls that add a resolver, a callback or a task to a collection that is taken from: somebody waits. */
	waits: ts.Node[];
	/** Collections that hold resources: both added to and taken from, without waiters. */
	recycled: string[];
	/** Comparisons of a size or counter with a limit. */
	capacity: ts.BinaryExpression[];
	/** A promise chained onto itself: `this.tail = this.tail.then(run)`. */
	chained: ts.Node[];
	/** A counter that is stepped both up and down. */
	balanced: string[];
}

export function featuresOf(index: FileIndex, node: ts.Node): Features {
	const added = new Map<string, ts.Node[]>();
	const waiting = new Map<string, ts.Node[]>();
	const taken = new Set<string>();
	const steps = new Map<string, Set<string>>();
	const capacity: ts.BinaryExpression[] = [];
	const chained: ts.Node[] = [];
	visitDeep(node, inner => {
		if (ts.isCallExpression(inner)) noteCall(index, inner, added, waiting, taken);
		else if (ts.isPostfixUnaryExpression(inner) || ts.isPrefixUnaryExpression(inner)) noteStep(inner, steps);
		else if (ts.isBinaryExpression(inner)) noteBinary(inner, capacity, chained, steps);
		return true;
	});
	return {
		waits: [...waiting].filter(([name]) => taken.has(name)).flatMap(([, nodes]) => nodes),
		recycled: [...added.keys()].filter(name => taken.has(name) && !waiting.has(name)),
		capacity,
		chained,
		balanced: [...steps].filter(([, ways]) => ways.size === 2).map(([name]) => name),
	};
}

function noteCall(
	index: FileIndex,
	call: ts.CallExpression,
	added: Map<string, ts.Node[]>,
	waiting: Map<string, ts.Node[]>,
	taken: Set<string>,
): void {
	if (!ts.isPropertyAccessExpression(call.expression)) return;
	const collection = lastName(call.expression.expression) || reachedBy(index, call.expression.expression);
	const method = call.expression.name.text;
	if (!collection) return;
	if (/^(push|unshift|add|enqueue|append)$/.test(method) && call.arguments.length > 0) {
		const map = call.arguments.some(argument => isWaiter(index, argument)) ? waiting : added;
		map.set(collection, [...(map.get(collection) ?? []), call]);
	} else if (/^(shift|pop|dequeue|splice|removeHead|poll|take|delete)$/.test(method)) {
		taken.add(collection);
	}
}

/** `free` of `this.freeOf(key)`, which returns `this.free[key]` or makes it. */
function reachedBy(index: FileIndex, receiver: ts.Expression): string {
	const value = bare(receiver);
	const own = ts.isCallExpression(value) && /^this\./.test(value.expression.getText());
	const body = own ? localFunction(index, value.expression)?.node.body : undefined;
	const last = body && ts.isBlock(body) ? body.statements.at(-1) : undefined;
	const returned = last && ts.isReturnStatement(last) && last.expression ? bare(last.expression) : undefined;
	if (!returned) return '';
	const kept = ts.isBinaryExpression(returned) ? bare(returned.left) : returned;
	return ts.isElementAccessExpression(kept) ? lastName(kept) : '';
}

function noteStep(node: ts.PostfixUnaryExpression | ts.PrefixUnaryExpression, steps: Map<string, Set<string>>): void {
	const way =
		node.operator === ts.SyntaxKind.PlusPlusToken
			? 'up'
			: node.operator === ts.SyntaxKind.MinusMinusToken
				? 'down'
				: undefined;
	if (way) step(steps, node.operand, way);
}

function step(steps: Map<string, Set<string>>, operand: ts.Expression, way: 'up' | 'down'): void {
	const name = lastName(operand);
	if (!name) return;
	const ways = steps.get(name) ?? new Set();
	steps.set(name, ways.add(way));
}

function noteBinary(
	node: ts.BinaryExpression,
	capacity: ts.BinaryExpression[],
	chained: ts.Node[],
	steps: Map<string, Set<string>>,
): void {
	switch (node.operatorToken.kind) {
		case ts.SyntaxKind.PlusEqualsToken:
			return step(steps, node.left, 'up');
		case ts.SyntaxKind.MinusEqualsToken:
			return step(steps, node.left, 'down');
		case ts.SyntaxKind.EqualsToken:
			if (isSelfChained(node)) chained.push(node);
			return;
		case ts.SyntaxKind.LessThanToken:
		case ts.SyntaxKind.GreaterThanToken:
		case ts.SyntaxKind.LessThanEqualsToken:
		case ts.SyntaxKind.GreaterThanEqualsToken:
			if (isCapacity(node)) capacity.push(node);
	}
}

/** `this.tail = this.tail.then(run)`. */
function isSelfChained(node: ts.BinaryExpression): boolean {
	const value = bare(node.right);
	if (!ts.isCallExpression(value) || !ts.isPropertyAccessExpression(value.expression)) return false;
	let head: ts.Expression = value;
	while (
		ts.isCallExpression(head) &&
		ts.isPropertyAccessExpression(head.expression) &&
		/^(then|catch|finally)$/.test(head.expression.name.text)
	)
		head = bare(head.expression.expression);
	return head !== value && head.getText() === node.left.getText();
}

const SIZE =
	/(length|size|count|active|running|pending|used|inUse|inFlight|executing|borrowed|numUsed|numPending|current|outstanding|tokens|permits|available|counter|slots|connections|total)$|(active|open|busy|used|running)[A-Z]\w*$/i;
const LIMIT =
	/(max\w*|limit\w*|capacity|concurrency|size|total|permits|poolSize|threshold|connectionLimit|available|burst)$/i;

export function isCapacity(node: ts.BinaryExpression): boolean {
	const [left, right] = [node.left.getText(), node.right.getText()];
	if (LIMIT.test(right) || LIMIT.test(left)) return SIZE.test(left) || SIZE.test(right) || /[+-]/.test(left);
	// A semaphore counts its free slots down to zero.
	return /^(0|1)$/.test(right) && /(counter|tokens|permits|available|slots|free|remaining)$/i.test(left);
}
