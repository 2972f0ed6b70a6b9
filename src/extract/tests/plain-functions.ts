import {ts} from '@ts-morph/common';
import type {Seam, StandIn} from '../../model/tests.ts';
import type {FunctionNode} from '../walk.ts';
import type {Context} from './context.ts';
import {readFakeRoot} from './fake-roots.ts';
import {type FunctionBody, outcomesOfFunction} from './outcomes.ts';
import {placeOfArgument, seamOfProperty, seamsOfAssignment} from './seams.ts';
import {SERVER} from './servers.ts';
import {settingOf} from './setting.ts';
import {isFunctionExpression, wrapped} from './syntax.ts';

/** Functions of the test's own that are put somewhere: under an option, over a member, into a call of the code. */
export function extractPlainFunctions(context: Context): StandIn[] {
	const found: StandIn[] = [];
	for (const fn of context.index.functions) {
		for (const node of placesOf(context, fn)) {
			const put = putAt(context, node);
			if (put && !isForwarding(context, fn)) found.push(readPut(context, fn as FunctionBody, node, put));
		}
	}
	return found;
}

interface Put {
	form: string;
	seam: Seam;
}

/** Where a function is written or, if it has a name, used as a value. */
function placesOf(context: Context, fn: FunctionNode): ts.Node[] {
	if (ts.isMethodDeclaration(fn)) return ts.isObjectLiteralExpression(fn.parent) ? [fn] : [];
	if (ts.isFunctionDeclaration(fn)) return fn.name ? usesOfName(context, fn.name) : [];
	if (!isFunctionExpression(fn)) return [];
	const {parent} = wrapped(fn);
	const isNamed = ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name);
	return isNamed ? usesOfName(context, parent.name as ts.Identifier) : [fn];
}

function usesOfName(context: Context, name: ts.Identifier): ts.Node[] {
	const declaration = context.declared(name);
	return declaration ? context.usesOf(declaration) : [];
}

function putAt(context: Context, node: ts.Node): Put | undefined {
	if (ts.isMethodDeclaration(node)) return underKey(context, node);
	const at = wrapped(node);
	const {parent} = at;
	if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) return underKey(context, parent);
	if (ts.isBinaryExpression(parent) && parent.right === at && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
		return overMember(context, parent.left);
	}
	if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== at) {
		return intoCall(context, parent, at as ts.Expression);
	}
	return undefined;
}

/** Listeners and the hooks of a runner or a lifecycle are called by the code, but nothing real is behind them. */
const NO_SEAM =
	/^(?:on[A-Z]|on$|then$|catch$|toString$|toJSON$|valueOf$|constructor$|setup$|teardown$|before|after|test$|title$)/;

function underKey(context: Context, property: ts.ObjectLiteralElementLike): Put | undefined {
	const seam = seamOfProperty(context, property);
	const name = seam.kind === 'option' ? seam.name : seam.kind === 'member' ? seam.member : undefined;
	if (name === undefined || NO_SEAM.test(name)) return undefined;
	if (seam.kind === 'option' && seam.to !== undefined && (LOOKS.test(seam.to) || RUNNER.test(seam.to)))
		return undefined;
	return {form: seam.kind === 'option' ? 'option' : 'object', seam};
}

const EXPORTS = /^(?:module\.)?exports\b|^module$|\.prototype$|^this$/;

/** `exports.f = f` and `this.f = f` define, they replace nothing. */
function overMember(context: Context, left: ts.Expression): Put | undefined {
	if (!ts.isPropertyAccessExpression(left) && !ts.isElementAccessExpression(left)) return undefined;
	const [seam] = seamsOfAssignment(context, left);
	if (!seam || (seam.kind === 'member' && (EXPORTS.test(seam.object) || /^on[a-z]/i.test(seam.member))))
		return undefined;
	return {form: 'assignment', seam};
}

const LOOKS =
	/^(?:expect|assert|equals?|deepEquals?|is|like|same|has|to[A-Z]\w*|\w*Equals?|rejects|throws\w*|doesNot\w+|each|for|macro)$/;
const RUNNER = /^(?:it|test|describe|context|suite|specify|before\w*|after\w*|setup|teardown|add)$/;

/** Callees whose functions are no operation: they are called back, timed, listened to or compared. */
const NO_OPERATION =
	/^(?:map|flatMap|filter|forEach|reduce|reduceRight|find\w*|some|every|sort|toSorted|push|unshift|then|catch|finally|on[A-Z]?\w*|once|off|(?:add|remove|prepend)\w*Listener|subscribe|set(?:Timeout|Interval|Immediate)|nextTick|queueMicrotask|Promise|Proxy|all|race|from|assign|defineProperty|replace|replaceAll|promisify|act|waitFor\w*|eventually|fn|stub|spy|fake|mock\w*|callsFake|callFake|reply|replyWithError|createServer|use|get|post|put|patch|delete|head|all|mocked|doMock|step|plan|timeout|teardown|end|close|listen|bind|call|apply|Number|String|Boolean|log|info|warn|error|debug)$/;

function intoCall(context: Context, call: ts.CallExpression | ts.NewExpression, node: ts.Expression): Put | undefined {
	const {callee, index} = placeOfArgument(call, node);
	if (callee === '') return undefined;
	const isStub = callee === 'stubGlobal' || callee === 'defineProperty';
	if (
		isStub ||
		SERVER.test(callee) ||
		isErrorFirst(node) ||
		NO_OPERATION.test(callee) ||
		LOOKS.test(callee) ||
		context.blocks.byCall.has(call)
	)
		return undefined;
	if (RUNNER.test(callee) || index < 0 || !isOfTheCode(context, call.expression)) return undefined;
	return {form: 'argument', seam: {kind: 'argument', callee, index}};
}

/** `(error, result) => …` takes the answer, it does not give it. */
const isErrorFirst = (node: ts.Expression) =>
	isFunctionExpression(node) && /^_?(?:e|err|error)$/.test(node.parameters[0]?.name.getText() ?? '');

/** Not a global of the platform, and not the `t` that a runner passes to its tests. */
function isOfTheCode(context: Context, callee: ts.Expression): boolean {
	let at: ts.Expression = callee;
	while (ts.isPropertyAccessExpression(at) || ts.isCallExpression(at) || ts.isNewExpression(at)) at = at.expression;
	const declaration = context.declared(at);
	if (!declaration) return at.kind === ts.SyntaxKind.ThisKeyword;
	return declaration.kind !== 'parameter' || !/^(?:t|assert|st|tt)$/.test(declaration.name.text);
}

/** `() => query()` hands on a fake, which is read on its own. */
function isForwarding(context: Context, fn: FunctionNode): boolean {
	if (!ts.isArrowFunction(fn) || ts.isBlock(fn.body)) return false;
	const call = ts.isAwaitExpression(fn.body) ? fn.body.expression : fn.body;
	const declaration = ts.isCallExpression(call) ? context.declared(call.expression) : undefined;
	let at = declaration?.kind === 'variable' ? declaration.node.initializer : undefined;
	while (at && ts.isCallExpression(at)) {
		if (readFakeRoot(context, at)) return true;
		at = ts.isPropertyAccessExpression(at.expression) ? at.expression.expression : undefined;
	}
	return false;
}

function readPut(context: Context, fn: FunctionBody, node: ts.Node, put: Put): StandIn {
	return {
		form: put.form,
		seam: put.seam,
		behaviours: outcomesOfFunction(context, fn),
		...settingOf(context, node, ts.isMethodDeclaration(node) ? node.name : node),
		certainty: 'body',
	};
}
