import {ts} from '@ts-morph/common';
import type {Ending, Sequence} from '../../model/sequence.ts';
import {placeOfFunction, spanOf} from '../places.ts';
import {enclosingFunction, type FileIndex, type FunctionNode} from '../walk.ts';

/** The substitute was begun and failed: whoever begins it uses it. */
export const failedRun = (index: FileIndex, substitutes: readonly ts.Node[]): Sequence | undefined =>
	runOf(index, substitutes, node => ({fails: spanOf(index, node)}));

/** `fallback(error) || reject(error)`: asked for a substitute, and given one. */
export const yieldedRun = (index: FileIndex, call: ts.Node): Sequence | undefined =>
	runOf(index, [call], node => ({yields: spanOf(index, node)}));

function runOf(index: FileIndex, nodes: readonly ts.Node[], ending: (node: ts.Node) => Ending): Sequence | undefined {
	const values = nodes.map(expressionOf);
	const [first] = values;
	const scope = first && enclosingFunction(first);
	if (!scope || ts.isSourceFile(scope) || ts.isClassStaticBlockDeclaration(scope)) return undefined;
	if (!scope.body || !ts.isBlock(scope.body)) return undefined;
	if (values.some(node => !node || enclosingFunction(node) !== scope)) return undefined;
	return {
		scope: placeOfFunction(index, scope as FunctionNode),
		first: [],
		again: [],
		after: values.map(node => ending(node!)),
	};
}

/** What computes the substitute, with the `await` around it. */
function expressionOf(node: ts.Node): ts.Expression | undefined {
	if (ts.isReturnStatement(node) || ts.isExpressionStatement(node)) return node.expression;
	if (ts.isVariableStatement(node)) return node.declarationList.declarations[0]?.initializer;
	if (!ts.isExpression(node)) return undefined;
	return ts.isAwaitExpression(node.parent) ? node.parent : node;
}
