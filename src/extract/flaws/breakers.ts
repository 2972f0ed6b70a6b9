import {ts} from '@ts-morph/common';
import type {SiteDraft} from '../../model/site.ts';
import {bare} from '../flow/bare.ts';
import {calleeName} from '../flow/traverse.ts';
import {functionName} from '../functions.ts';
import {originOf} from '../origins.ts';
import {positionOf} from '../places.ts';
import {
	type CallNode,
	declarationOf,
	enclosingFunction,
	type FileIndex,
	type FunctionNode,
	referencesTo,
} from '../walk.ts';
import type {FlawFound} from './found.ts';

/**
 * Breakers that cannot do their work: made anew for each call, so that no failure is ever remembered; or with the retry
 * inside, where the library documents it outside.
 *
 * Not reported: a breaker that is returned, stored, handed on or used in a nested function, for it may live longer than
 * the call; one made in a constructor, at top level, in a program's `main`.
 */
export function findBreakerFlaws(index: FileIndex, drafts: readonly SiteDraft[]): FlawFound[] {
	const starts = new Set(
		drafts.filter(({kind, mechanism}) => kind === 'circuit-breaker' && mechanism !== 'platform').map(startOf),
	);
	if (starts.size === 0) return [];
	const classes = new Set(
		drafts
			.filter(({kind, mechanism}) => kind === 'circuit-breaker' && mechanism === 'hand-rolled')
			.map(({name}) => name),
	);
	return index.calls.flatMap(call => {
		const [line, column] = positionOf(index, call.getStart(index.source));
		const isLibrary = starts.has(`${line}:${column}`);
		const isOwn = ts.isNewExpression(call) && classes.has(call.expression.getText());
		if (!isLibrary && !isOwn) return [];
		return [...stateless(index, call), ...inverted(index, call)].map(flaw => ({
			...flaw,
			on: isOwn ? classOf(index, call) : call,
		}));
	});
}

const startOf = ({line, column}: SiteDraft): string => `${line}:${column}`;

function classOf(index: FileIndex, call: CallNode): ts.Node {
	const declaration = ts.isIdentifier(call.expression) ? declarationOf(index, call.expression) : undefined;
	return declaration?.kind === 'class' ? declaration.node : call;
}

const ONCE = /^(main|bootstrap|start|run|setup|init|demo|example|default)$/i;

function stateless(index: FileIndex, call: CallNode): FlawFound[] {
	const owner = enclosingFunction(call);
	if (!runsPerCall(owner) || ONCE.test(functionName(index, owner).split('.').at(-1)!)) return [];
	if (!isUsedUpHere(index, call, owner, 0)) return [];
	const why = `The breaker is made anew in each call of \`${functionName(index, owner)}\` and forgotten at its end: it never counts more than one call's failures, so it never opens.`;
	return [{flaw: 'stateless-breaker', on: call, at: call, why}];
}

const runsPerCall = (fn: FunctionNode): boolean =>
	ts.isFunctionDeclaration(fn) || ts.isMethodDeclaration(fn) || ts.isArrowFunction(fn) || ts.isFunctionExpression(fn);

const FIRES = /^(fire|call|execute|run|exec)$/;

/** All that happens to the value happens in this function, outside loops: it is fired, listened to, or put in a wrapper of which the same is true. */
function isUsedUpHere(index: FileIndex, call: CallNode, owner: FunctionNode, depth: number): boolean {
	let at: ts.Node = call;
	while (bareParent(at)) at = at.parent;
	if (isFired(at)) return true;
	if (depth < 2 && isWrapped(at)) return isUsedUpHere(index, at.parent as CallNode, owner, depth + 1);
	if (!ts.isVariableDeclaration(at.parent) || !ts.isIdentifier(at.parent.name)) return false;
	const declaration = declarationOf(index, at.parent.name);
	if (!declaration) return false;
	const uses = referencesTo(index, declaration).filter(use => !isListened(use));
	return uses.length > 0 && uses.every(use => isUse(index, use, owner, depth));
}

function isUse(index: FileIndex, use: ts.Identifier, owner: FunctionNode, depth: number): boolean {
	if (enclosingFunction(use) !== owner || isInLoop(use)) return false;
	if (isFired(use)) return true;
	return depth < 2 && isWrapped(use) && isUsedUpHere(index, use.parent as CallNode, owner, depth + 1);
}

const bareParent = (node: ts.Node): boolean =>
	ts.isParenthesizedExpression(node.parent) || ts.isAsExpression(node.parent);

const isFired = (node: ts.Node): boolean => isMethodCall(node, FIRES);
const isListened = (node: ts.Node): boolean =>
	isMethodCall(node, /^(on\w*|once|addListener|fallback|healthCheck|shutdown)$/);

const isMethodCall = (node: ts.Node, names: RegExp): boolean =>
	ts.isPropertyAccessExpression(node.parent) &&
	node.parent.expression === node &&
	names.test(node.parent.name.text) &&
	ts.isCallExpression(node.parent.parent) &&
	node.parent.parent.expression === node.parent;

const isWrapped = (node: ts.Node): boolean =>
	ts.isCallExpression(node.parent) &&
	node.parent.arguments.includes(node as ts.Expression) &&
	calleeName(node.parent) === 'wrap';

function isInLoop(node: ts.Node): boolean {
	for (let at = node; at && !ts.isFunctionLike(at); at = at.parent) if (ts.isIterationStatement(at, false)) return true;
	return false;
}

/** `wrap(breaker, retry)`: cockatiel documents `wrap(retry, breaker)`, the first being the outermost. */
function inverted(index: FileIndex, call: CallNode): FlawFound[] {
	const wrap = index.calls.find(
		outer => calleeName(outer) === 'wrap' && (outer.arguments ?? []).some(argument => madeBy(index, argument) === call),
	);
	if (!wrap || originOf(index, wrap.expression)?.package !== 'cockatiel') return [];
	const inner = (wrap.arguments ?? []).slice(
		(wrap.arguments ?? []).findIndex(argument => madeBy(index, argument) === call) + 1,
	);
	if (!inner.some(argument => calleeName(madeBy(index, argument) ?? argument) === 'retry')) return [];
	const why =
		'The retry runs inside the breaker: the breaker counts a whole series of attempts as one failure, and a series that has begun goes on against a dependency that is down. cockatiel documents `wrap(retry, breaker)`.';
	return [{flaw: 'inverted', on: call, at: wrap, why}];
}

function madeBy(index: FileIndex, argument: ts.Expression): CallNode | undefined {
	const node = bare(argument);
	if (ts.isCallExpression(node) || ts.isNewExpression(node)) return node;
	return originOf(index, node)?.made;
}
