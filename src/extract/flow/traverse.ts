import {ts} from '@ts-morph/common';
import {isFunctionNode} from '../walk.ts';
import {bare} from './bare.ts';
import {roleName} from './settlers.ts';

/** Visits `node` and everything below it that runs when it runs: function literals are not entered. */
export function visitShallow(node: ts.Node, visit: (node: ts.Node) => void): void {
	visit(node);
	ts.forEachChild(node, child => {
		if (!isFunctionNode(child)) visitShallow(child, visit);
	});
}

/** Visits `node` and everything below it, function literals included; `visit` returning false stops the descent. */
export function visitDeep(node: ts.Node, visit: (node: ts.Node) => boolean | undefined): void {
	if (visit(node) === false) return;
	ts.forEachChild(node, child => {
		visitDeep(child, visit);
	});
}

export function findShallow<T extends ts.Node>(
	nodes: readonly ts.Node[],
	test: (node: ts.Node) => node is T,
): T | undefined {
	for (const node of nodes) {
		let found: T | undefined;
		visitShallow(node, inner => {
			if (!found && test(inner)) found = inner;
		});
		if (found) return found;
	}
	return undefined;
}

export function collectShallow<T extends ts.Node>(nodes: readonly ts.Node[], test: (node: ts.Node) => node is T): T[] {
	const found: T[] = [];
	for (const node of nodes) {
		visitShallow(node, inner => {
			if (test(inner)) found.push(inner);
		});
	}
	return found;
}

export function collectDeep<T extends ts.Node>(nodes: readonly ts.Node[], test: (node: ts.Node) => node is T): T[] {
	const found: T[] = [];
	for (const node of nodes) {
		visitDeep(node, inner => {
			if (test(inner)) found.push(inner);
			return true;
		});
	}
	return found;
}

export const isCall = (node: ts.Node): node is ts.CallExpression | ts.NewExpression =>
	ts.isCallExpression(node) || ts.isNewExpression(node);

/** Whether `node` lies inside `around` (or is it). */
export function isInside(node: ts.Node, around: ts.Node): boolean {
	for (let at: ts.Node | undefined = node; at; at = at.parent) {
		if (at === around) return true;
	}
	return false;
}

/** Last name of a callee: `fetch` of `fetch()`, `query` of `this.db.query()`; empty where it has none. */
export function calleeName(node: ts.Node): string {
	if (!isCall(node)) return '';
	const callee = bare(node.expression);
	if (ts.isIdentifier(callee)) return roleName(callee);
	if (ts.isPropertyAccessExpression(callee)) return callee.name.text;
	if (callee.kind === ts.SyntaxKind.SuperKeyword) return 'super';
	return '';
}

/** Statements of a function body, or its expression. */
export function bodyOf(fn: ts.FunctionLikeDeclaration): readonly ts.Node[] {
	if (!fn.body) return [];
	return ts.isBlock(fn.body) ? fn.body.statements : [fn.body];
}
