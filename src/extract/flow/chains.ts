import {ts} from '@ts-morph/common';
import {bare} from './bare.ts';
import {makesError} from './error-names.ts';
import {bodyOf, collectShallow, isCall} from './traverse.ts';

const CHAIN = /^(then|catch|finally)$/;

/** The operation at the start of a promise chain: `fetch(u)` of `fetch(u).then(…).catch(…)`. */
export function chainHead(node: ts.Expression): ts.Expression {
	const at = bare(node);
	if (!ts.isCallExpression(at) || !ts.isPropertyAccessExpression(at.expression)) return at;
	return CHAIN.test(at.expression.name.text) ? chainHead(at.expression.expression) : at;
}

/**
 * What a rejection handler at the end of a chain guards: the head, and the calls in the steps before it. A
 * `Promise.resolve()` only starts the chain; of `Promise.all([…])` it is the members.
 */
export function chainOperations(receiver: ts.Expression): ts.Node[] {
	const head = chainHead(receiver);
	const steps: ts.Node[] = [];
	let keeps = false;
	for (
		let at = bare(receiver);
		ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression) && at !== head && !keeps;
		at = bare(at.expression.expression)
	) {
		for (const argument of at.arguments)
			if (ts.isArrowFunction(argument) || ts.isFunctionExpression(argument))
				steps.unshift(...collectShallow(bodyOf(argument), isCall));
		keeps = keepsErrors(at);
	}
	const own = steps.filter(isOperation).slice(0, MOST_STEPS);
	return keeps && own.length > 0 ? own : [...membersOf(head), ...own];
}

/** `.catch(error => { log(error); })`: what fails before it never reaches the handlers behind it. */
function keepsErrors({expression, arguments: [handler]}: ts.CallExpression): boolean {
	if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'catch' || !handler) return false;
	if (!ts.isArrowFunction(handler) && !ts.isFunctionExpression(handler)) return false;
	const {body} = handler;
	if (!ts.isBlock(body)) return !isCall(bare(body)) && !ts.isAwaitExpression(bare(body));
	const leaves = collectShallow(body.statements, ts.isReturnStatement);
	return (
		collectShallow(body.statements, ts.isThrowStatement).length === 0 &&
		leaves.every(({expression: value}) => !value || !isCall(bare(value)))
	);
}

const MOST_STEPS = 4;

/** Making an error or a settled promise fails nothing. */
const isOperation = (node: ts.Node): boolean =>
	!makesError(node) && !/(^|\.)Promise\.\w+\(/.test(node.getText().slice(0, 40));

/** A call of `Promise.all([…])`, `Promise.resolve(x)` stands for what it is given. */
function membersOf(head: ts.Expression): ts.Node[] {
	if (
		!ts.isCallExpression(head) ||
		!ts.isPropertyAccessExpression(head.expression) ||
		!/(^|\.)Promise$/.test(head.expression.expression.getText())
	)
		return [head];
	const [argument] = head.arguments;
	if (!argument) return [];
	if (ts.isArrayLiteralExpression(argument)) return argument.elements.map(element => bare(element)).filter(isCall);
	return isCall(bare(argument)) ? [bare(argument)] : [];
}
