import {ts} from '@ts-morph/common';
import {declarationOf, type FileIndex} from '../walk.ts';
import {type CodeFunction, isSelf, localFunction} from './local-functions.ts';
import {bodyOf, calleeName, isCall, visitDeep} from './traverse.ts';

/** A call (or a function handed over to be called) that a piece of code leads to within this file. */
export interface Reached {
	/** The call, or the argument that hands the function over. */
	node: ts.Node;
	target: CodeFunction;
	/** Functions passed on the way from the starting code to `node`; empty where `node` stands in that code itself. */
	via: CodeFunction[];
	/** True where a function on the way is called from elsewhere too. */
	shared: boolean;
}

const MOST_HOPS = 3;

/**
 * What `body` leads to through functions of this file, nested functions, timers and `.then` included, at most three
 * hops deep. The chain is kept: a retry's place is often a function on it.
 */
export function reachFrom(index: FileIndex, body: readonly ts.Node[]): Reached[] {
	const reached: Reached[] = [];
	const seen = new Set<ts.Node>();
	let front: Array<{nodes: readonly ts.Node[]; via: CodeFunction[]; shared: boolean}> = [
		{nodes: body, via: [], shared: false},
	];
	for (let hop = 0; hop <= MOST_HOPS && front.length > 0; hop++) {
		const next: typeof front = [];
		for (const {nodes, via, shared} of front) {
			for (const {node, target, shared: called} of handedOver(index, nodes)) {
				reached.push({node, target, via, shared});
				if (seen.has(target)) continue;
				seen.add(target);
				next.push({nodes: bodyOf(target), via: [...via, target], shared: shared || called});
			}
		}
		front = next;
	}
	return reached;
}

interface HandedOver {
	node: ts.Node;
	target: CodeFunction;
	shared: boolean;
}

const cache = new WeakMap<FileIndex, Map<ts.Node, HandedOver[]>>();

/** Functions of this file that a call calls or passes on, in the code below `nodes`. */
function handedOver(index: FileIndex, nodes: readonly ts.Node[]): HandedOver[] {
	const found: HandedOver[] = [];
	for (const root of nodes) {
		visitDeep(root, node => {
			if (isCall(node)) found.push(...ofCall(index, node));
			return true;
		});
	}
	return found;
}

function ofCall(index: FileIndex, call: ts.CallExpression | ts.NewExpression): HandedOver[] {
	let known = cache.get(index);
	if (!known) cache.set(index, (known = new Map()));
	const before = known.get(call);
	if (before) return before;
	const found: HandedOver[] = [];
	const add = (node: ts.Node, expression: ts.Expression) => {
		const target = localFunction(index, expression);
		if (target) found.push({node, target: target.node, shared: target.shared});
	};
	if (!isFunctionLiteral(call.expression)) add(call, call.expression);
	// Taken off an emitter, a listener is not handed over.
	const given = /^(off|remove\w*|unsubscribe|clear\w*)$/.test(calleeName(call)) ? [] : (call.arguments ?? []);
	for (const argument of given) {
		if (isNamedFunction(index, argument)) add(argument, argument);
	}
	known.set(call, found);
	return found;
}

const isFunctionLiteral = (node: ts.Node): boolean => ts.isArrowFunction(node) || ts.isFunctionExpression(node);

/** A function given by name: `run`, `this.run`, `run.bind(…)`. Its own literal is walked where it stands. */
function isNamedFunction(index: FileIndex, node: ts.Expression): boolean {
	if (ts.isIdentifier(node)) {
		const declaration = declarationOf(index, node);
		return (
			declaration?.kind === 'function' ||
			(declaration?.kind === 'variable' && isFunctionLiteral(declaration.node.initializer ?? node))
		);
	}
	if (ts.isPropertyAccessExpression(node)) return isSelf(node.expression);
	return (
		ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'bind'
	);
}
