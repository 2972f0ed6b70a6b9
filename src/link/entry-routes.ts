import type {CallFact, ShapeFact} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import {type EntryPoint, nodeKey} from '../model/graph.ts';
import type {LinkedCalls} from './linked-calls.ts';

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'all']);

/** Servers whose routes are written `app.get('/path', handler)`. */
const SERVERS =
	/^(express|express-promise-router|fastify|@fastify\/.*|koa-router|@koa\/router|hono|@hono\/.*|restify|polka|itty-router|find-my-way|h3|router|@tinyhttp\/app|uWebSockets\.js|0http|light-my-request)$/;
/** Receivers of unknown type that bear such a name register routes, if the call looks the part. */
const SERVER_NAME = /(app|router|server|fastify|api|routes?)$/i;

/** HTTP routes of a file: method and path as written, one entry point a handler. */
export function linkRoutes(fact: FileFacts, linked: LinkedCalls): EntryPoint[] {
	const found: EntryPoint[] = [];
	for (const [id, call] of fact.code.calls.entries()) {
		const handlers = METHODS.has(call.name) ? ofMethod(fact, linked, id, call) : ofOptions(fact, linked, call);
		if (handlers) found.push(...handlers);
	}
	return found;
}

interface Route {
	method: string;
	path: string;
	handlers: Array<{file: string; fn: number}>;
}

function entriesOf(fact: FileFacts, call: CallFact, {method, path, handlers}: Route): EntryPoint[] {
	return handlers.map(({file, fn}) => ({
		node: nodeKey(file, fn),
		file: fact.file,
		line: call.line,
		name: `${method.toUpperCase()} ${path}`,
		kind: 'route',
	}));
}

export function textOf({code}: FileFacts, term: number | undefined): string | undefined {
	const found = code.terms[term ?? -1];
	return found?.kind === 'primitive' && found.name === 'string' ? found.text : undefined;
}

/** `app.get('/path', …, handler)` and `router.route('/path').get(handler)`. */
function ofMethod(fact: FileFacts, linked: LinkedCalls, id: number, call: CallFact): EntryPoint[] | undefined {
	const written = textOf(fact, call.args[0]);
	const path = written ?? routedPath(fact, call);
	if (path === undefined || !(path.startsWith('/') || path === '*') || !isServer(fact, linked, id, call))
		return undefined;
	const given = written === undefined ? call.args : call.args.slice(1);
	const handlers = given.flatMap(argument => handlersOf(fact, linked, argument));
	return entriesOf(fact, call, {method: call.name === 'del' ? 'delete' : call.name, path, handlers});
}

function routedPath(fact: FileFacts, call: CallFact): string | undefined {
	const callee = fact.code.terms[call.callee];
	const of = callee?.kind === 'member' ? fact.code.terms[callee.of] : undefined;
	const before = of?.kind === 'result' ? fact.code.calls[of.call] : undefined;
	if (!before) return undefined;
	if (before.name === 'route') return textOf(fact, before.args[0]);
	return METHODS.has(before.name) ? routedPath(fact, before) : undefined;
}

function isServer(fact: FileFacts, linked: LinkedCalls, id: number, call: CallFact): boolean {
	const target = linked.targetOf(fact.file, id);
	if (target.kind === 'external' && target.module !== '') return SERVERS.test(target.module);
	if (target.kind === 'project') return false;
	const receiver = call.text.replace(/[.?]+\w+$/, '').replace(/\(.*$/s, '');
	return SERVER_NAME.test(receiver) || /\broute$/.test(receiver);
}

/**
 * The functions that an argument means; of `wrap(async (req, res) => …)` the wrapped one, for it is what the route
 * comes to.
 */
export function handlersOf(fact: FileFacts, linked: LinkedCalls, argument: number, depth = 0): Route['handlers'] {
	const term = fact.code.terms[argument];
	if (term?.kind === 'list') return term.of.flatMap(of => handlersOf(fact, linked, of, depth));
	const direct = linked.functionsOf(fact.file, argument);
	if (term?.kind !== 'result' || depth > 2) return direct;
	const inner = fact.code.calls[term.call]!.args.flatMap(arg => handlersOf(fact, linked, arg, depth + 1));
	return [...direct, ...inner];
}

/** `fastify.route({method, url, handler})` and everything written alike. */
function ofOptions(fact: FileFacts, linked: LinkedCalls, call: CallFact): EntryPoint[] | undefined {
	const term = fact.code.terms[call.args[0] ?? -1];
	const shape = term?.kind === 'shape' ? fact.code.shapes[term.shape] : undefined;
	if (shape?.kind !== 'object') return undefined;
	const method = textMember(fact, shape, 'method');
	const path = textMember(fact, shape, 'url') ?? textMember(fact, shape, 'path');
	const handler = shape.members.find(({name}) => name === 'handler');
	if (method === undefined || path === undefined || !handler) return undefined;
	const handlers =
		handler.fn === undefined ? handlersOf(fact, linked, handler.value) : [{file: fact.file, fn: handler.fn}];
	return entriesOf(fact, call, {method, path: path === '' ? '/' : path, handlers});
}

function textMember(fact: FileFacts, shape: ShapeFact, name: string): string | undefined {
	const value = shape.members.find(member => member.name === name)?.value;
	if (value === undefined) return undefined;
	const term = fact.code.terms[value];
	const first = term?.kind === 'list' ? term.of[0] : value;
	return textOf(fact, first);
}
