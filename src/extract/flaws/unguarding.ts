import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {completionOf} from '../flow/completion.ts';
import {type CodeFunction, localFunction} from '../flow/local-functions.ts';
import {bodyOf, calleeName, collectShallow, isCall, visitShallow} from '../flow/traverse.ts';
import {shortText} from '../places.ts';
import {declarationOf, type FileIndex, isFunctionNode, nodesOf} from '../walk.ts';
import type {FlawFound} from './found.ts';
import {fallibleCalls, isDecidedAbove, isExplained} from './quiet.ts';
import {isAwaitedKind, isMeant} from './unguarding-meant.ts';

/**
 * A catch that cannot receive the failure it stands around, because that failure is a rejection nobody waits for
 * inside the `try`: a promise returned or started without `await`, a callback handed to a timer or to `forEach`.
 *
 * Not reported: a promise whose own `.catch` takes the failure; a callee that may as well throw at once (only functions
 * written `async`, `new Promise`, chains and `fetch` are known not to); a catch that does nothing but throw the same
 * error again; callbacks handed to anything else, which may run them at once.
 */
export function findUnguarding(index: FileIndex): FlawFound[] {
	return nodesOf<ts.TryStatement>(index, ts.SyntaxKind.TryStatement).flatMap(tried => {
		const clause = tried.catchClause;
		if (!clause || onlyRethrows(clause)) return [];
		return [...returned(index, tried, clause), ...started(index, tried, clause)];
	});
}

function onlyRethrows({block, variableDeclaration}: ts.CatchClause): boolean {
	const [only] = block.statements;
	return (
		block.statements.length === 1 &&
		ts.isThrowStatement(only!) &&
		only.expression.getText() === variableDeclaration?.name.getText()
	);
}

/** One flaw a catch, however many promises surely pass it by; of the others `link` decides one by one. */
function returned(index: FileIndex, tried: ts.TryStatement, clause: ts.CatchClause): FlawFound[] {
	const promises = collectShallow([tried.tryBlock], ts.isReturnStatement)
		.filter(node => guardOf(node) === tried)
		.flatMap(({expression}) => {
			const call = expression && bare(expression);
			const promise = call && isCall(call) ? promiseOf(index, tried, call) : undefined;
			if (!call || !promise || throwsInside(call)) return [];
			// What the block does before may be what the catch is for, even where it is awaited.
			if (before(call, tried).length > 0 && !isMeant(index, tried, clause, call)) return [];
			return [{call, open: promise.open}];
		});
	const sure = promises.filter(({open}) => !open);
	const told = sure.length > 0 ? sure.slice(0, 1) : promises;
	const others = sure.length > 1 ? ` The same holds for ${sure.length - 1} more in this block.` : '';
	return told.map(({call, open}) => {
		const why = `The promise of \`${shortText(index, headOf(call), 60)}\` is returned without \`await\`, so its rejection passes this catch by.${others}`;
		return {flaw: 'unguarding', on: clause, at: call, why, open};
	});
}

/** Calls that may fail and run before `node` does, on the way from the start of the try block. */
function before(node: ts.Node, tried: ts.TryStatement): ts.Node[] {
	const found: ts.Node[] = [];
	for (let at = node; at !== tried.tryBlock; at = at.parent) {
		const {parent} = at;
		if (ts.isIfStatement(parent) && at !== parent.expression) found.push(...fallibleCalls([parent.expression]));
		else if (ts.isBlock(parent) || ts.isCaseOrDefaultClause(parent)) {
			found.push(...fallibleCalls(parent.statements.filter(({end}) => end <= at.pos).map(passed)));
		} else if (ts.isIterationStatement(parent, false) || ts.isSwitchStatement(parent)) found.push(parent);
	}
	return found;
}

/** Of `if (done) return …;` only the condition runs on the way to what stands behind it. */
const passed = (statement: ts.Statement): ts.Node =>
	ts.isIfStatement(statement) && !statement.elseStatement && !completionOf([statement.thenStatement]).normal
		? statement.expression
		: statement;

/** Calls in the arguments, or in what it is called on, may throw at once. */
function throwsInside(call: ts.Expression): boolean {
	const head = headOf(call);
	return isCall(head) && fallibleCalls([head]).some(node => node !== head && !isFetchOrPromise(node));
}

const isFetchOrPromise = (node: ts.Node): boolean =>
	isCall(node) && /^(fetch$|Promise\b)/.test(node.expression.getText());

/** The try statement whose catch would receive what is thrown at `node`. */
function guardOf(node: ts.Node): ts.TryStatement | undefined {
	for (let at = node; at.parent && !isFunctionNode(at); at = at.parent) {
		if (ts.isTryStatement(at.parent) && at.parent.catchClause && at.parent.tryBlock === at) return at.parent;
	}
	return undefined;
}

/** Whether the value is a promise by the syntax, or by what the project says of the callee. */
function promiseOf(
	index: FileIndex,
	tried: ts.TryStatement,
	call: ts.CallExpression | ts.NewExpression,
): Pick<FlawFound, 'open'> | undefined {
	if (ts.isNewExpression(call)) return call.expression.getText() === 'Promise' && rejects(call) ? {} : undefined;
	const callee = bare(call.expression);
	if (ts.isPropertyAccessExpression(callee)) {
		const name = callee.name.text;
		if (name === 'then') return call.arguments.length === 1 && !isCaught(callee.expression) ? {} : undefined;
		if (name === 'catch' || name === 'finally') return undefined;
		if (callee.expression.getText() === 'Promise') return /^(all|race|any)$/.test(name) ? {} : undefined;
	}
	if (ts.isIdentifier(callee) && callee.text === 'fetch' && !declarationOf(index, callee)) return {};
	const own = localFunction(index, callee);
	if (own) return isAsync(own.node) && canFail(own.node) ? {} : undefined;
	if (ts.isPropertyAccessExpression(callee) && isAwaitedKind(tried, callee)) return {};
	return {open: {kind: 'rejects', call: index.idOf.get(call)!}};
}

function rejects(call: ts.NewExpression): boolean {
	const executor = call.arguments?.[0];
	if (!executor || !(ts.isArrowFunction(executor) || ts.isFunctionExpression(executor))) return false;
	const reject = executor.parameters[1]?.name;
	return reject !== undefined && ts.isIdentifier(reject);
}

/** A `.catch` earlier in the chain. */
function isCaught(node: ts.Expression): boolean {
	const at = bare(node);
	if (!ts.isCallExpression(at) || !ts.isPropertyAccessExpression(at.expression)) return false;
	const {name, expression} = at.expression;
	return name.text === 'catch' || (name.text === 'then' && at.arguments.length > 1) || isCaught(expression);
}

function headOf(call: ts.Expression): ts.Expression {
	const at = bare(call);
	if (!ts.isCallExpression(at) || !ts.isPropertyAccessExpression(at.expression)) return at;
	return at.expression.name.text === 'then' ? headOf(at.expression.expression) : at;
}

const isAsync = (fn: CodeFunction): boolean =>
	(ts.getCombinedModifierFlags(fn as ts.Declaration) & ts.ModifierFlags.Async) !== 0 &&
	!('asteriskToken' in fn && fn.asteriskToken);

/** Some call in it stands outside every `try` with a catch of its own, or is given away by that catch. */
function canFail(fn: CodeFunction): boolean {
	const calls = fallibleCalls(bodyOf(fn));
	const throwing = collectShallow(bodyOf(fn), ts.isThrowStatement);
	return [...calls, ...throwing].some(node => guardOf(node) === undefined);
}

function started(index: FileIndex, tried: ts.TryStatement, clause: ts.CatchClause): FlawFound[] {
	// An explained or empty handler around something started on purpose is a decision.
	if (isExplained(clause.block) || isDecidedAbove(tried)) return [];
	const timers = collectShallow([tried.tryBlock], ts.isCallExpression).filter(call => TIMER.test(calleeName(call)));
	const statements = collectShallow([tried.tryBlock], ts.isExpressionStatement).flatMap(statement => {
		const call = bare(
			ts.isVoidExpression(statement.expression) ? statement.expression.expression : statement.expression,
		);
		return ts.isCallExpression(call) && !timers.includes(call) ? [call] : [];
	});
	return [
		...timers.filter(call => guardOf(call) === tried).flatMap(call => timer(index, tried, clause, call)),
		...statements
			.filter(call => guardOf(call) === tried)
			.flatMap(call => (isForEach(call) ? loop(index, clause, call) : floating(index, tried, clause, call))),
	];
}

/** Nothing else in the block can fail. */
const isAlone = (tried: ts.TryStatement, call: ts.Expression): boolean =>
	fallibleCalls([tried.tryBlock], call).length === 0 && !throwsInside(call);

/** `items.forEach(async item => { await save(item) })`: `forEach` drops the promises. */
function loop(index: FileIndex, clause: ts.CatchClause, call: ts.CallExpression): FlawFound[] {
	const fn = call.arguments[0] && localFunction(index, call.arguments[0])?.node;
	if (!fn || !isAsync(fn) || !awaitsOpenly(fn)) return [];
	const why = `\`forEach\` drops the promises of its async callback: the failures of what \`${shortText(index, call.expression, 60)}\` runs never reach this catch.`;
	return [{flaw: 'unguarding', on: clause, at: call, why}];
}

const isForEach = (call: ts.CallExpression): boolean => calleeName(call) === 'forEach';

function awaitsOpenly(fn: CodeFunction): boolean {
	return collectShallow(bodyOf(fn), ts.isAwaitExpression).some(node => guardOf(node) === undefined);
}

const TIMER = /^(setTimeout|setInterval|setImmediate|queueMicrotask|nextTick)$/;

/** The only thing in its block that may fail, or the later run of what is awaited beside it. */
function timer(index: FileIndex, tried: ts.TryStatement, clause: ts.CatchClause, call: ts.CallExpression): FlawFound[] {
	const fn = call.arguments[0] && localFunction(index, call.arguments[0])?.node;
	if (!fn || !runsFallible(index, fn)) return [];
	if (!isAlone(tried, call) && !isAwaitedBeside(tried, fn)) return [];
	const why = `What \`${calleeName(call)}\` is given runs after this \`try\` has ended: no failure of it reaches this catch.`;
	return [{flaw: 'unguarding', on: clause, at: call, why}];
}

/** `if (delay) setTimeout(() => run(), delay); else await run();`: the same call, once guarded and once not. */
function isAwaitedBeside(tried: ts.TryStatement, fn: CodeFunction): boolean {
	const [only, ...more] = fallibleCalls(bodyOf(fn));
	if (!only || more.length > 0) return false;
	return collectShallow([tried.tryBlock], ts.isAwaitExpression).some(
		({expression}) => bare(expression).getText() === only.getText(),
	);
}

/** A callback that calls something which may fail and takes no failure itself. */
function runsFallible(index: FileIndex, fn: CodeFunction): boolean {
	return fallibleCalls(bodyOf(fn)).some(call => {
		if (guardOf(call) !== undefined || !isCall(call) || isHandled(call)) return false;
		const own = localFunction(index, call.expression);
		return own === undefined ? ts.isAwaitExpression(call.parent) : canFail(own.node);
	});
}

/** Part of a chain that ends in a `.catch`. */
function isHandled(call: ts.Node): boolean {
	for (let at = call; ts.isPropertyAccessExpression(at.parent) && ts.isCallExpression(at.parent.parent); ) {
		if (at.parent.name.text === 'catch') return true;
		at = at.parent.parent;
	}
	return false;
}

/** `void run();` or `run();` of an async function, alone in its `try`. */
function floating(
	index: FileIndex,
	tried: ts.TryStatement,
	clause: ts.CatchClause,
	call: ts.CallExpression,
): FlawFound[] {
	if (!isAlone(tried, call)) return [];
	const own = localFunction(index, call.expression);
	if (own && !(isAsync(own.node) && canFail(own.node))) return [];
	let isChain = false;
	visitShallow(call, node => {
		isChain ||= ts.isPropertyAccessExpression(node) && /^(then|catch|finally)$/.test(node.name.text);
	});
	if (isChain) return [];
	const open = own ? {} : {open: {kind: 'rejects' as const, call: index.idOf.get(call)!}};
	const why = `\`${shortText(index, call, 60)}\` is started without \`await\`, so its rejection never reaches this catch, and nothing else in the block can fail.`;
	return [{flaw: 'unguarding', on: clause, at: call, why, ...open}];
}
