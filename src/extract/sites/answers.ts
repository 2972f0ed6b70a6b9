import {ts} from '@ts-morph/common';
import {bare} from '../flow/bare.ts';
import {boundNames} from '../flow/error-names.ts';
import {localFunction} from '../flow/local-functions.ts';
import {bodyOf, calleeName, collectShallow, isCall} from '../flow/traverse.ts';
import {declarationOf, type FileIndex, isFunctionNode} from '../walk.ts';
import {some} from './attempts.ts';

const RESPONSE = /^(res|response|reply|resp|ctx|context|c)$/;
const ANSWER = /^(status|send|json|end|code|sendStatus|render|writeHead|redirect|type)$/;

/** A handler that answers an HTTP request reports the failure to the client: no substitute. */
export function answersRequest(index: FileIndex, step: ts.Node): boolean {
	return some([step], node => ts.isCallExpression(node) && (isAnswer(node) || handsOn(index, node)));
}

function isAnswer({expression}: ts.CallExpression): boolean {
	if (!ts.isPropertyAccessExpression(expression)) return false;
	let root: ts.Expression = expression.expression;
	while (ts.isCallExpression(root) || ts.isPropertyAccessExpression(root)) root = root.expression;
	return ts.isIdentifier(root) && RESPONSE.test(root.text) && ANSWER.test(expression.name.text);
}

/**
 * `next()` of a middleware leaves the request to others. `notFound(req, res)` answers where that function does, or where
 * it is told a failing status; where nobody knows the function, it is taken to.
 */
function handsOn(index: FileIndex, call: ts.CallExpression): boolean {
	const callee = bare(call.expression);
	if (ts.isIdentifier(callee) && callee.text === 'next' && isOfRequest(index, callee)) return isLast(call);
	const given = call.arguments.filter(argument => ts.isIdentifier(argument) && isResponse(index, argument));
	if (given.length === 0) return false;
	if (call.arguments.some(argument => isFailingStatus(argument))) return true;
	const functions = functionsOf(index, call);
	return functions.every(fn => answersOnly(bodyOf(fn)));
}

const functionsOf = (index: FileIndex, call: ts.CallExpression): ts.FunctionLikeDeclaration[] => {
	const local = localFunction(index, call.expression)?.node;
	const functions = local ? [local] : (index.others?.functionsOf(call) ?? []);
	return functions.flatMap(fn => (ts.isSourceFile(fn) || ts.isClassStaticBlockDeclaration(fn) ? [] : [fn]));
};

/** It answers, and leaves the request to nobody else. */
const answersOnly = (body: readonly ts.Node[]): boolean =>
	some(body, node => ts.isCallExpression(node) && isAnswer(node)) &&
	!some(body, node => ts.isCallExpression(node) && node.expression.getText() === 'next');

/** A parameter of a function that takes the request beside it. */
const isResponse = (index: FileIndex, node: ts.Identifier): boolean =>
	/^(res|response|reply|resp)$/.test(node.text) && isOfRequest(index, node);

function isOfRequest(index: FileIndex, node: ts.Identifier): boolean {
	const declaration = declarationOf(index, node);
	if (declaration?.kind !== 'parameter' || !isFunctionNode(declaration.node.parent)) return false;
	return declaration.node.parent.parameters.some(({name}) => boundNames(name).some(one => REQUEST.test(one)));
}

const REQUEST = /^_*(req|request)$/;

/** Nothing is done with what it gives. */
const isLast = ({parent}: ts.Node): boolean =>
	ts.isReturnStatement(parent) || ts.isExpressionStatement(parent) || ts.isAwaitExpression(parent);

const isFailingStatus = (node: ts.Expression): boolean => ts.isNumericLiteral(node) && /^[45]\d\d$/.test(node.text);

/**
 * `{status: 404, text: …}`, `new Response(…, {status: 500})`, `this.notFound()` that gives such an answer: the failure is
 * told to the client.
 */
export function isFailedAnswer(index: FileIndex, value: ts.Expression, depth = 0): boolean {
	const node = bare(value);
	if (ts.isIdentifier(node)) return isMadeBefore(index, node, depth);
	if (ts.isObjectLiteralExpression(node)) return hasFailedStatus(node) || holdsFailedAnswer(index, node, depth);
	if (ts.isNewExpression(node) || isStaticAnswer(node))
		return (node.arguments ?? []).some(argument => ts.isObjectLiteralExpression(argument) && hasFailedStatus(argument));
	if (!ts.isCallExpression(node) || depth > 2) return false;
	if (SAYS_FAILED.test(calleeName(node))) return true;
	if (node.expression.getText() === 'Promise.resolve')
		return node.arguments.length === 1 && isFailedAnswer(index, node.arguments[0]!, depth + 1);
	const functions = functionsOf(index, node);
	return functions.length > 0 && functions.every(fn => makesFailedAnswer(index, bodyOf(fn), depth + 1));
}

/** What frameworks and projects call the answers of HTTP for a failure. */
const SAYS_FAILED =
	/^(badRequest|unauthorized|unauthenticated|forbidden|notFound|methodNotAllowed|conflict|payloadTooLarge|tooManyRequests|unprocessable\w*|internal\w*Error|serverError|serviceUnavailable|problem[A-Z]\w*)(Response|Error)?$|(Error|Fail(ed|ure)?|Invalid|Denied|Problem)\w*Response$/;

/** `const denied = forbidden(…)` before the operation. */
function isMadeBefore(index: FileIndex, node: ts.Identifier, depth: number): boolean {
	const declaration = declarationOf(index, node);
	const init = declaration?.kind === 'variable' ? declaration.node.initializer : undefined;
	return init !== undefined && depth < 2 && isFailedAnswer(index, init, depth + 1);
}

/** `{response: badRequest(…)}`. */
const holdsFailedAnswer = (index: FileIndex, {properties}: ts.ObjectLiteralExpression, depth: number): boolean =>
	depth < 2 &&
	properties.some(
		property =>
			ts.isPropertyAssignment(property) &&
			isCall(bare(property.initializer)) &&
			isFailedAnswer(index, property.initializer, depth + 1),
	);

/** `NextResponse.json(…)`, `Response.json(…)`. */
const isStaticAnswer = (node: ts.Expression): node is ts.CallExpression =>
	ts.isCallExpression(node) && /(^|\.)\w*Response\.\w+$/.test(node.expression.getText());

const hasFailedStatus = ({properties}: ts.ObjectLiteralExpression): boolean =>
	properties.some(
		property =>
			ts.isPropertyAssignment(property) &&
			/^(status|statusCode)$/.test(property.name.getText()) &&
			/^[345]\d\d$/.test(property.initializer.getText()),
	);

function makesFailedAnswer(index: FileIndex, body: readonly ts.Node[], depth: number): boolean {
	const [only] = body;
	if (body.length === 1 && only && !ts.isStatement(only)) return isFailedAnswer(index, only as ts.Expression, depth);
	const returns = collectShallow(body, ts.isReturnStatement);
	return (
		returns.length > 0 &&
		returns.every(({expression}) => expression !== undefined && isFailedAnswer(index, expression, depth))
	);
}
