import {ts} from '@ts-morph/common';
import type {Sequence} from '../../model/sequence.ts';
import type {Handler} from '../flow/handlers.ts';
import {placeOfBlock, placeOfFunction, spanOf} from '../places.ts';
import {enclosingFunction, type FileIndex} from '../walk.ts';
import type {Substitute} from './substitutes.ts';

/** In one run of the function around a handler, the substitute was begun and failed. */
export function failedRun(
	index: FileIndex,
	handler: Handler,
	substitutes: readonly Substitute[],
): Sequence | undefined {
	const scope = handler.tried ? enclosingFunction(handler.tried) : handler.form === 'promise' ? handler.fn : undefined;
	if (!scope || ts.isSourceFile(scope) || ts.isClassStaticBlockDeclaration(scope)) return undefined;
	const {body} = scope;
	if (!body || !ts.isBlock(body) || handler.shared) return undefined;
	const tried = substitutes.map(({node}) => expressionOf(node));
	if (tried.some(node => !node || enclosingFunction(node) !== scope)) return undefined;
	const entered = handler.tried?.catchClause?.block ?? body;
	return {
		scope: placeOfFunction(index, scope),
		first: [placeOfBlock(index, entered)],
		again: [],
		after: tried.map(node => ({fails: spanOf(index, node!)})),
	};
}

/** What computes the substitute, with the `await` around it. */
function expressionOf(node: ts.Node): ts.Expression | undefined {
	if (ts.isReturnStatement(node) || ts.isExpressionStatement(node)) return node.expression;
	if (ts.isVariableStatement(node)) return node.declarationList.declarations[0]?.initializer;
	if (!ts.isExpression(node)) return undefined;
	return ts.isAwaitExpression(node.parent) ? node.parent : node;
}
