import type {MemberFact, ShapeFact} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import {type EntryPoint, nodeKey} from '../model/graph.ts';
import {handlersOf} from './entry-routes.ts';
import type {LinkedCalls} from './linked-calls.ts';

/** GraphQL's resolvers as objects, and tRPC's procedures. */
export function linkResolvers(fact: FileFacts, linked: LinkedCalls): EntryPoint[] {
	return fact.code.shapes.flatMap(shape =>
		shape.kind === 'object'
			? shape.members.flatMap(member => [...ofGraphql(fact, linked, member), ...ofTrpc(fact, linked, member)])
			: [],
	);
}

const ROOT_TYPES = /^(Query|Mutation|Subscription)$/;

/** `{Query: {orders: () => …}}`: the root types of every schema, https://spec.graphql.org/October2021/#sec-Root-Operation-Types. */
function ofGraphql(fact: FileFacts, linked: LinkedCalls, {name, value}: MemberFact): EntryPoint[] {
	if (!ROOT_TYPES.test(name)) return [];
	const fields = objectAt(fact, value)?.members ?? [];
	return fields.flatMap(field => entriesOf(fact, linked, field, `${name.toLowerCase()} ${field.name}`));
}

const PROCEDURES = /^(query|mutation|subscription)$/;

/** `router({orders: procedure.input(…).query(handler)})`. */
function ofTrpc(fact: FileFacts, linked: LinkedCalls, member: MemberFact): EntryPoint[] {
	const term = fact.code.terms[member.value];
	const call = term?.kind === 'result' ? fact.code.calls[term.call] : undefined;
	if (term?.kind !== 'result' || !call || !PROCEDURES.test(call.name)) return [];
	const target = linked.targetOf(fact.file, term.call);
	const isOwn = target.kind === 'external' && /^@trpc\/server(\/|$)/.test(target.module);
	// Of a procedure made in another file often only the name is known.
	if (!isOwn && !/procedure/i.test(call.text)) return [];
	const handlers = call.args.flatMap(argument => handlersOf(fact, linked, argument));
	return handlers.map(({file, fn}) => ({
		node: nodeKey(file, fn),
		file: fact.file,
		line: call.line,
		name: `${call.name} ${member.name}`,
		kind: 'route',
	}));
}

function objectAt({code}: FileFacts, value: number): ShapeFact | undefined {
	const term = code.terms[value];
	const named = term?.kind === 'variable' ? code.terms[code.variables[term.variable]!.init] : term;
	const shape = named?.kind === 'shape' ? code.shapes[named.shape] : undefined;
	return shape?.kind === 'object' ? shape : undefined;
}

function entriesOf(fact: FileFacts, linked: LinkedCalls, {fn, value, line}: MemberFact, name: string): EntryPoint[] {
	const handlers = fn === undefined ? handlersOf(fact, linked, value) : [{file: fact.file, fn}];
	return handlers.map(one => ({node: nodeKey(one.file, one.fn), file: fact.file, line, name, kind: 'route'}));
}
