import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {localFunction} from '../flow/local-functions.ts';
import {calleeName, isCall, visitDeep} from '../flow/traverse.ts';
import {declarationOf, type FileIndex, isFunctionNode, nodesOf} from '../walk.ts';

/** A class, or a function with at least two functions inside, that keeps state for those who call it. */
export interface Holder {
	node: ts.Node;
	/** Name of the class or function, in lower case; empty where it has none. */
	name: string;
	/** Names of methods and inner functions, as written. */
	members: string[];
	features: Features;
}

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

export function collectHolders(index: FileIndex): Holder[] {
	const classes = [
		...nodesOf<ts.ClassLikeDeclaration>(index, ts.SyntaxKind.ClassDeclaration),
		...nodesOf<ts.ClassLikeDeclaration>(index, ts.SyntaxKind.ClassExpression),
	];
	const holders: Holder[] = classes.map(node => ({
		node,
		name: lower(node.name?.text),
		members: memberNames(node),
		features: featuresOf(index, node),
	}));
	// The innermost that holds the state comes first: around it may stand another of its kind.
	for (const fn of [...index.functions].sort((a, b) => a.end - a.pos - (b.end - b.pos))) {
		if (ts.isSourceFile(fn) || ts.isClassStaticBlockDeclaration(fn) || ts.isClassElement(fn)) continue;
		const members = innerFunctions(fn);
		// A rate limit is often one middleware in one function; nothing else is believed of a single inner function.
		const least = /limit|throttl/i.test(nameOfFunction(fn) ?? '') ? 1 : 2;
		if (members.length < least) continue;
		holders.push({node: fn, name: lower(nameOfFunction(fn)), members, features: featuresOf(index, fn)});
	}
	return holders;
}

const lower = (name: string | undefined): string => (name ?? '').toLowerCase();

function memberNames(node: ts.ClassLikeDeclaration): string[] {
	return node.members.flatMap(({name}) => (name && 'text' in name ? [String(name.text)] : []));
}

function nameOfFunction(fn: ts.FunctionLikeDeclaration): string | undefined {
	if (fn.name && 'text' in fn.name) return fn.name.text;
	return ts.isVariableDeclaration(fn.parent) && ts.isIdentifier(fn.parent.name) ? fn.parent.name.text : undefined;
}

/** Functions that stand directly in the body, named or held by name. */
function innerFunctions(fn: ts.FunctionLikeDeclaration): string[] {
	const names: string[] = [];
	if (!fn.body || !ts.isBlock(fn.body)) return names;
	for (const statement of fn.body.statements) {
		visitDeep(statement, node => {
			if (!isFunctionNode(node)) return true;
			const name =
				nameOfMember(node as ts.FunctionLikeDeclaration) ??
				(ts.isReturnStatement(node.parent) ? 'returned' : undefined);
			if (name) names.push(name);
			return false;
		});
	}
	return names;
}

function nameOfMember(fn: ts.FunctionLikeDeclaration): string | undefined {
	const own = nameOfFunction(fn);
	if (own) return own;
	return ts.isPropertyAssignment(fn.parent) && 'text' in fn.parent.name ? String(fn.parent.name.text) : undefined;
}

function featuresOf(index: FileIndex, node: ts.Node): Features {
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
	const collection = lastName(call.expression.expression);
	const method = call.expression.name.text;
	if (!collection) return;
	if (/^(push|unshift|add|enqueue|append)$/.test(method) && call.arguments.length > 0) {
		const map = call.arguments.some(argument => isWaiter(index, argument)) ? waiting : added;
		map.set(collection, [...(map.get(collection) ?? []), call]);
	} else if (/^(shift|pop|dequeue|splice|removeHead|poll|take|delete)$/.test(method)) {
		taken.add(collection);
	}
}

export function lastName(node: ts.Expression): string {
	const at = bare(node);
	if (ts.isIdentifier(at)) return at.text;
	if (ts.isPropertyAccessExpression(at)) return at.name.text;
	if (!ts.isElementAccessExpression(at)) return '';
	// `this[WAITING]` and `this[PRIVATE.WAITING]` are members under another spelling.
	const key = bare(at.argumentExpression);
	const isSymbol = ts.isPropertyAccessExpression(key) || (ts.isIdentifier(key) && /^[A-Z_]+$/.test(key.text));
	return isSymbol ? lastName(key) : lastName(at.expression);
}

const RESOLVER = /^(resolve|reject|callback|cb|done|next|resolver|waiter|pending\w*|deferred|task|fn|run|job)$/i;

/** A resolver, a callback, a task, or an object that carries one. */
function isWaiter(index: FileIndex, argument: ts.Expression): boolean {
	const value = bare(argument);
	if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return true;
	if (ts.isIdentifier(value))
		return RESOLVER.test(value.text) || localFunction(index, value) !== undefined || isWaiterVariable(index, value);
	if (ts.isObjectLiteralExpression(value)) {
		return value.properties.some(
			property =>
				property.name &&
				'text' in property.name &&
				/^(resolve|reject|callback|cb|deferred|fn|task|run)$/.test(String(property.name.text)),
		);
	}
	if (ts.isNewExpression(value))
		return (
			/Pending|Deferred|Waiter|Request|Task/.test(value.expression.getText()) ||
			(value.arguments ?? []).some(inner => isWaiter(index, inner))
		);
	return isCall(value) && /^(defer|pDefer|createDeferred|withResolvers)$/i.test(calleeName(value));
}

/** `const waiter = {resolve}`. */
function isWaiterVariable(index: FileIndex, value: ts.Identifier): boolean {
	const declaration = declarationOf(index, value);
	const init = declaration?.kind === 'variable' ? declaration.node.initializer : undefined;
	return init !== undefined && ts.isObjectLiteralExpression(init) && isWaiter(index, init);
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
	/(length|size|count|active|running|pending|used|inUse|inFlight|executing|borrowed|numUsed|numPending|current|outstanding|tokens|permits|available|counter|slots|connections)$/i;
const LIMIT =
	/(max\w*|limit\w*|capacity|concurrency|size|total|permits|poolSize|threshold|connectionLimit|available|burst)$/i;

function isCapacity(node: ts.BinaryExpression): boolean {
	const [left, right] = [node.left.getText(), node.right.getText()];
	if (LIMIT.test(right) || LIMIT.test(left)) return SIZE.test(left) || SIZE.test(right) || /[+-]/.test(left);
	// A semaphore counts its free slots down to zero.
	return /^(0|1)$/.test(right) && /(counter|tokens|permits|available|slots|free|remaining)$/i.test(left);
}
