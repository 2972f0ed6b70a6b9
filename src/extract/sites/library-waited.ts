import {ts} from '@ts-morph/common';
import {bare, isWrapper} from '../flow/bare.ts';
import {isErrorName, parameterNames} from '../flow/error-names.ts';
import {type CallNode, declarationOf, type FileIndex, isFunctionNode, referencesTo} from '../walk.ts';

/** Somebody waits for what the call does, or keeps what it made to work with: a message that goes away is neither. */
export function isWaitedFor(index: FileIndex, call: CallNode): boolean {
	let at: ts.Node = call;
	while (isWrapper(at.parent) || isChoice(at.parent)) at = at.parent;
	const {parent} = at;
	if (ts.isAwaitExpression(parent) || ts.isReturnStatement(parent)) return true;
	if (ts.isArrowFunction(parent) && parent.body === at) return true;
	return isChained(parent) || isCombined(parent) || isKept(index, call, parent) || tellsBack(call, parent);
}

const isChoice = (node: ts.Node): boolean =>
	ts.isConditionalExpression(node) ||
	(ts.isBinaryExpression(node) && /^(\?\?|\|\||&&)$/.test(node.operatorToken.getText()));

const isChained = (node: ts.Node): boolean =>
	ts.isPropertyAccessExpression(node) &&
	/^(then|catch|finally)$/.test(node.name.text) &&
	ts.isCallExpression(node.parent);

/** `Promise.all([a(), b()])`, `Promise.race([…])`. */
function isCombined(node: ts.Node): boolean {
	const call = ts.isArrayLiteralExpression(node) ? node.parent : node;
	return ts.isCallExpression(call) && /^Promise\.(all|allSettled|race|any|resolve)$/.test(call.expression.getText());
}

/** A client, or a promise: what is made is used later on. */
function isKept(index: FileIndex, call: CallNode, parent: ts.Node): boolean {
	if (ts.isPropertyDeclaration(parent)) return true;
	if (ts.isBinaryExpression(parent) && /^(\?\?|\|\|)?=$/.test(parent.operatorToken.getText()))
		return ts.isPropertyAccessExpression(parent.left) || isUsed(index, parent.left);
	if (ts.isPropertyAssignment(parent)) return ts.isNewExpression(call);
	return ts.isVariableDeclaration(parent) && (ts.isNewExpression(call) || isUsed(index, parent.name));
}

function isUsed(index: FileIndex, name: ts.Node): boolean {
	const declaration = ts.isIdentifier(name) ? declarationOf(index, name) : undefined;
	return (
		declaration !== undefined &&
		referencesTo(index, declaration).some(
			({parent}) =>
				ts.isPropertyAccessExpression(parent) || ts.isAwaitExpression(parent) || ts.isReturnStatement(parent),
		)
	);
}

/** It calls back with an error, or settles the promise in whose executor it stands. */
function tellsBack(call: CallNode, parent: ts.Node): boolean {
	if (!ts.isExpressionStatement(parent)) return false;
	const callbacks = (call.arguments ?? [])
		.map(argument => bare(argument))
		.filter(argument => ts.isArrowFunction(argument) || ts.isFunctionExpression(argument));
	return callbacks.some(fn => isErrorName(parameterNames(fn)[0] ?? '')) || (callbacks.length > 0 && isInPromise(call));
}

function isInPromise(node: ts.Node): boolean {
	let at = node.parent;
	while (!isFunctionNode(at)) at = at.parent;
	// The file itself has no parent.
	return !ts.isSourceFile(at) && ts.isNewExpression(at.parent) && at.parent.expression.getText() === 'Promise';
}
