import {ts} from '@ts-morph/common';
import type {HttpRule} from '../../model/test-rule.ts';
import type {Behaviour, Seam, StandIn} from '../../model/tests.ts';
import {bare} from '../flow/bare.ts';
import type {Context} from './context.ts';
import {outcomesOfEffect} from './effects.ts';
import {isImported} from './mock-tables.ts';
import {functionOf} from './outcomes.ts';
import {settingOf} from './setting.ts';
import {keyOf, lastName, numberOf, propertyOf, textOf} from './syntax.ts';

/** One call of a chain, from the inside out. */
interface Step {
	name: string;
	call: ts.CallExpression;
}

/** `nock(host).get(path).reply(500)`, `agent.get(host).intercept({path}).reply(500)`. */
export function readReply(context: Context, call: ts.CallExpression): StandIn | undefined {
	const name = lastName(call.expression);
	const mock = context.mocks.rules.find(
		each => each.http?.form === 'chain' && Object.hasOwn(each.http.replies, name) && isImported(context, each),
	);
	if (mock?.http?.form !== 'chain') return undefined;
	const {http} = mock;
	const isNock = http.host === 'call';
	const {steps, root} = descend(context, call, mock.mock);
	const interceptor = steps.slice(steps.findLastIndex(step => Object.hasOwn(http.replies, step.name)) + 1);
	const isIntercept = interceptor.some(step => http.verbs.includes(step.name));
	const host = isNock ? hostOfScope(context, root) : hostOfAgent(context, steps, root);
	if (isNock ? root === undefined : !isIntercept) return undefined;
	const after = isNock ? [] : ascend(call);
	const behaviours = outcomesOfEffect(context, http.replies[name]!, call.arguments);
	const isLasting = [...steps, ...after].some(step => http.lasting?.includes(step.name));
	const times = [...interceptor, ...after].find(step => http.times?.includes(step.name));
	return {
		form: isNock ? mock.mock : 'MockAgent',
		seam: seamOf(http, host, interceptor),
		behaviours: [...delays(http, [...interceptor, ...after]), ...behaviours].map(one =>
			isLasting || times || !http.once ? one : {...one, once: true},
		),
		...settingOf(context, call, (call.expression as ts.PropertyAccessExpression).name),
		certainty: behaviours.some(one => one.kind === 'unknown') ? 'named' : 'literal',
	};
}

/** The calls before this one, and what the chain starts at, through one variable or function. */
function descend(
	context: Context,
	call: ts.CallExpression,
	library: string,
): {steps: Step[]; root: ts.Node | undefined} {
	const steps: Step[] = [];
	let at: ts.Expression = bare((call.expression as ts.PropertyAccessExpression).expression);
	for (let hops = 0; hops < 100; hops++) {
		if (ts.isCallExpression(at)) {
			if (ts.isPropertyAccessExpression(at.expression)) {
				steps.unshift({name: at.expression.name.text, call: at});
				at = bare(at.expression.expression);
				continue;
			}
			if (lastName(at.expression) === library) return {steps, root: at};
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

function seamOf({verbs}: HttpRule, host: string | undefined, interceptor: Step[]): Seam {
	const verb = interceptor.findLast(step => verbs.includes(step.name));
	const first = verb?.call.arguments[0];
	const path = textOf(first) ?? textOf(propertyOf(first, 'path'));
	// A computed host is still one: empty.
	return {kind: 'host', host: host ?? '', ...(path !== undefined && {path})};
}

function delays({delays = []}: HttpRule, steps: Step[]): Behaviour[] {
	return steps
		.filter(step => delays.includes(step.name))
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
