import {ts} from '@ts-morph/common';
import type {Behaviour, Seam, StandIn} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import type {Context} from './context.ts';
import {functionOf} from './outcomes.ts';
import {statusOutcome} from './responses.ts';
import {settingOf} from './setting.ts';
import {isFunctionExpression, keyOf, lastName, numberOf, propertyOf, textOf} from './syntax.ts';

/** One call of a chain, from the inside out. */
interface Step {
	name: string;
	call: ts.CallExpression;
}

const REPLIES: ReadonlySet<string> = new Set(['reply', 'replyWithError', 'replyWithFile']);

/** `nock(host).get(path).reply(500)`, `agent.get(host).intercept({path}).reply(500)`. */
export function readReply(context: Context, call: ts.CallExpression): StandIn | undefined {
	const name = lastName(call.expression);
	const isNock = context.modules.has('nock');
	if (!REPLIES.has(name) || (!isNock && !context.modules.has('undici'))) return undefined;
	const {steps, root} = descend(context, call);
	const interceptor = steps.slice(steps.findLastIndex(step => REPLIES.has(step.name)) + 1);
	const isIntercept = interceptor.some(step => step.name === 'intercept');
	const host = isNock ? hostOfScope(context, root) : hostOfAgent(context, steps, root);
	if (isNock ? root === undefined : !isIntercept) return undefined;
	const after = isNock ? [] : ascend(call);
	const behaviours = outcomesOfReply(context, name, call);
	const isLasting = [...steps, ...after].some(step => step.name === 'persist');
	const times = [...interceptor, ...after].find(step => step.name === 'times');
	return {
		form: isNock ? 'nock' : 'MockAgent',
		seam: seamOf(host, interceptor),
		behaviours: [...delays([...interceptor, ...after]), ...behaviours].map(one =>
			isLasting || times ? one : {...one, once: true},
		),
		...settingOf(context, call, (call.expression as ts.PropertyAccessExpression).name),
		certainty: behaviours.some(one => one.kind === 'unknown') ? 'named' : 'literal',
	};
}

/** The calls before this one, and what the chain starts at, through one variable or function. */
function descend(context: Context, call: ts.CallExpression): {steps: Step[]; root: ts.Node | undefined} {
	const steps: Step[] = [];
	let at: ts.Expression = bare((call.expression as ts.PropertyAccessExpression).expression);
	for (let hops = 0; hops < 100; hops++) {
		if (ts.isCallExpression(at)) {
			if (ts.isPropertyAccessExpression(at.expression)) {
				steps.unshift({name: at.expression.name.text, call: at});
				at = bare(at.expression.expression);
				continue;
			}
			if (lastName(at.expression) === 'nock') return {steps, root: at};
			const made = madeBy(context, at.expression);
			if (!made) return {steps, root: undefined};
			at = made;
		} else {
			const declaration = context.declared(at);
			const init = declaration?.kind === 'variable' ? declaration.node.initializer : undefined;
			if (!init) return {steps, root: undefined};
			at = bare(init);
		}
		if (ts.isAwaitExpression(at)) at = bare(at.expression);
		if (ts.isNewExpression(at)) return {steps, root: at};
	}
	return {steps, root: undefined};
}

/** `const api = () => nock(host)`. */
function madeBy(context: Context, callee: ts.Expression): ts.Expression | undefined {
	const fn = functionOf(context, callee);
	if (!fn?.body) return undefined;
	if (!ts.isBlock(fn.body)) return bare(fn.body as ts.Expression);
	const {returns} = context.exitsOf(fn);
	return returns.length === 1 && returns[0]!.expression ? bare(returns[0]!.expression) : undefined;
}

/** The calls after this one. */
function ascend(call: ts.CallExpression): Step[] {
	const steps: Step[] = [];
	let at: ts.Node = call;
	while (ts.isPropertyAccessExpression(at.parent) && ts.isCallExpression(at.parent.parent)) {
		steps.push({name: at.parent.name.text, call: at.parent.parent});
		at = at.parent.parent;
	}
	return steps;
}

function hostOfScope(context: Context, root: ts.Node | undefined): string | undefined {
	return root && ts.isCallExpression(root) ? hostOf(writtenText(context, root.arguments[0])) : undefined;
}

function hostOfAgent(context: Context, steps: Step[], root: ts.Node | undefined): string | undefined {
	const isAgent = root && ts.isNewExpression(root) && /MockAgent|MockPool|MockClient/.test(lastName(root.expression));
	const get = steps.find(step => step.name === 'get');
	return isAgent || get ? hostOf(writtenText(context, get?.call.arguments[0])) : undefined;
}

/** A string as written, through one constant; of a template the start. */
export function writtenText(context: Context, node: ts.Expression | undefined, depth = 0): string | undefined {
	if (!node || depth > 2) return undefined;
	const at = bare(node);
	if (ts.isTemplateExpression(at)) {
		const [span] = at.templateSpans;
		return at.head.text || (span && writtenText(context, span.expression, depth + 1));
	}
	if (ts.isNewExpression(at) && lastName(at.expression) === 'URL')
		return writtenText(context, at.arguments?.[0], depth + 1);
	const declaration = context.declared(at);
	if (declaration?.kind === 'variable') return writtenText(context, declaration.node.initializer, depth + 1);
	return textOf(at);
}

export function hostOf(text: string | undefined): string | undefined {
	return text === undefined ? undefined : /^(?:\w+:)?\/\/([^/?#]+)/.exec(text)?.[1];
}

function seamOf(host: string | undefined, interceptor: Step[]): Seam {
	const verb = interceptor.findLast(step => VERBS.test(step.name));
	const first = verb?.call.arguments[0];
	const path = textOf(first) ?? textOf(propertyOf(first, 'path'));
	// A computed host is still one: empty.
	return {kind: 'host', host: host ?? '', ...(path !== undefined && {path})};
}

const VERBS = /^(?:get|post|put|patch|delete|head|options|merge|intercept)$/;

function outcomesOfReply(context: Context, name: string, call: ts.CallExpression): Behaviour[] {
	if (name === 'replyWithError') return [{kind: 'failure', how: 'network'}];
	const [first] = call.arguments;
	if (!first) return [{kind: 'success'}];
	const status = numberOf(bare(first));
	if (status !== undefined) return [statusOutcome(status)];
	const fn = isFunctionExpression(bare(first)) ? functionOf(context, first) : undefined;
	const body = fn?.body && !ts.isBlock(fn.body) ? bare(fn.body as ts.Expression) : undefined;
	const written = body && ts.isArrayLiteralExpression(body) ? numberOf(body.elements[0]) : undefined;
	return [written === undefined ? {kind: 'unknown'} : statusOutcome(written)];
}

const DELAYS: ReadonlySet<string> = new Set(['delay', 'delayConnection', 'delayBody', 'socketDelay']);

function delays(steps: Step[]): Behaviour[] {
	return steps
		.filter(step => DELAYS.has(step.name))
		.map(({call}) => {
			const [first] = call.arguments;
			const parts = first && ts.isObjectLiteralExpression(first) ? first.properties : [];
			const written = parts.map(part =>
				ts.isPropertyAssignment(part) && keyOf(part.name) ? (numberOf(part.initializer) ?? 0) : 0,
			);
			const ms = numberOf(first) ?? (written.length > 0 ? Math.max(...written) : null);
			return {kind: 'latency', ms};
		});
}
