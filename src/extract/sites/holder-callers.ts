import {ts} from '@ts-morph/common';
import {isSelf} from '../flow/local-functions.ts';
import {visitDeep} from '../flow/traverse.ts';
import {isFunctionNode} from '../walk.ts';
import {nameOf} from './named-functions.ts';

/** Calls, within a holder, of the member or inner function around `node`: `this.m()`, `m()`. */
export function callersOf(node: ts.Node, holder: ts.Node): ts.CallExpression[] {
	const name = memberAround(node, holder);
	const calls: ts.CallExpression[] = [];
	if (!name) return calls;
	visitDeep(holder, inner => {
		if (!ts.isCallExpression(inner)) return true;
		const callee = inner.expression;
		const called =
			ts.isPropertyAccessExpression(callee) && isSelf(callee.expression)
				? callee.name.text
				: ts.isIdentifier(callee)
					? callee.text
					: '';
		if (called === name) calls.push(inner);
		return true;
	});
	return calls;
}

function memberAround(node: ts.Node, holder: ts.Node): string {
	for (let at = node.parent; at && at !== holder; at = at.parent) {
		if (!isFunctionNode(at) || ts.isSourceFile(at) || ts.isClassStaticBlockDeclaration(at)) continue;
		const name = nameOf(at as Parameters<typeof nameOf>[0]);
		if (name) return name;
	}
	return '';
}
