import {ts} from '@ts-morph/common';
import type {Step, Succession} from '../../model/sequence.ts';
import {bare} from '../flow/bare.ts';
import {calleeName, collectDeep} from '../flow/traverse.ts';
import {placeOfExecution} from '../places.ts';
import {enclosingFunction, type FileIndex} from '../walk.ts';
import type {RetryFound} from './retry-found.ts';

/**
 * Attempts counted on an object (`++this.retryAttempts`) that success counts from zero again: an object that was counted
 * up and then reset has recovered. A reset at the start of an attempt, or when it is given up, is none by success.
 */
export function recoveredObject(index: FileIndex, found: RetryFound): Succession | undefined {
	const around: ts.Node[] = [
		found.target,
		ts.isFunctionLike(found.node) ? found.node : enclosingFunction(found.node),
		found.again && enclosingFunction(found.again),
	].filter(fn => fn !== undefined && !ts.isSourceFile(fn)) as ts.Node[];
	const counted = [...new Set(collectDeep(around, isCountedUp))].map(node => countedBy(node));
	const [counter] = counted;
	if (!counter || counted.some(other => other!.name.text !== counter.name.text)) return undefined;
	const resets = collectDeep([index.source], isReset).filter(
		({left}) => (left as ts.PropertyAccessExpression).name.text === counter.name.text,
	);
	const bySuccess = resets.filter(node => !around.includes(enclosingFunction(node)) && isOnSuccess(node));
	const others = resets.filter(
		node => !bySuccess.includes(node) && !ts.isConstructorDeclaration(enclosingFunction(node)),
	);
	const first = stepsOf(
		index,
		counted.map(target => [target!, target!]),
	);
	const after = stepsOf(
		index,
		bySuccess.map(node => [node, node.left as ts.PropertyAccessExpression]),
	);
	const until = stepsOf(
		index,
		others.map(node => [node, node.left as ts.PropertyAccessExpression]),
	);
	return first && after && until && after.length > 0 ? {file: index.file, first, after, until} : undefined;
}

const COUNTER = /attempt|retr(y|ies)|(?<!en)tries|failures?$/i;

const isCountedUp = (node: ts.Node): node is ts.PrefixUnaryExpression | ts.PostfixUnaryExpression =>
	(ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
	node.operator === ts.SyntaxKind.PlusPlusToken &&
	ts.isPropertyAccessExpression(node.operand) &&
	COUNTER.test(node.operand.name.text);

const countedBy = (node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression) =>
	node.operand as ts.PropertyAccessExpression;

const isReset = (node: ts.Node): node is ts.BinaryExpression =>
	ts.isBinaryExpression(node) &&
	node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
	ts.isPropertyAccessExpression(node.left) &&
	ts.isNumericLiteral(bare(node.right)) &&
	Number(bare(node.right).getText()) === 0;

const SUCCESS = /ready|connected|^(on)?connect$|^(on)?open$|success|established|online|recovered|then$/i;

/** In a listener or function that is named for success, or made by one. */
function isOnSuccess(node: ts.Node): boolean {
	for (let at: ts.Node = node; at.parent; at = at.parent) {
		if (!ts.isFunctionLike(at)) continue;
		const {parent} = at;
		const name = at.name?.getText() ?? (ts.isVariableDeclaration(parent) ? parent.name.getText() : '');
		const event = ts.isCallExpression(parent) ? `${parent.arguments[0]?.getText() ?? ''}`.replaceAll(/['"`]/g, '') : '';
		if (SUCCESS.test(name) || SUCCESS.test(event)) return true;
		if (ts.isCallExpression(parent) && calleeName(parent) === 'then' && parent.arguments[0] === at) return true;
		if (name !== '') return false;
	}
	return false;
}

function stepsOf(
	index: FileIndex,
	nodes: ReadonlyArray<readonly [ts.Node, ts.PropertyAccessExpression]>,
): Step[] | undefined {
	const steps = nodes.map(([node, {expression}]) =>
		ts.isIdentifier(expression) || expression.kind === ts.SyntaxKind.ThisKeyword
			? {at: placeOfExecution(index, node), of: expression.getText()}
			: undefined,
	);
	return steps.every(step => step !== undefined) ? (steps as Step[]) : undefined;
}
