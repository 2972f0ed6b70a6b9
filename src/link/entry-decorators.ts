import type {CallFact, MemberFact} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import {type EntryPoint, nodeKey} from '../model/graph.ts';
import {textOf} from './entry-routes.ts';
import type {LinkedCalls} from './linked-calls.ts';

const ROUTES = new Map(
	['Get', 'Post', 'Put', 'Patch', 'Delete', 'Options', 'Head', 'All', 'Sse'].map(name => [name, name.toUpperCase()]),
);

/** Decorators by which Nest is told what to run when a message or a time comes. */
const OTHERS = new Map<string, {word: string; kind: 'consumer' | 'job'}>([
	['MessagePattern', {word: 'message', kind: 'consumer'}],
	['EventPattern', {word: 'event', kind: 'consumer'}],
	['GrpcMethod', {word: 'grpc', kind: 'consumer'}],
	['SubscribeMessage', {word: 'message', kind: 'consumer'}],
	['OnEvent', {word: 'event', kind: 'consumer'}],
	['Process', {word: 'queue', kind: 'consumer'}],
	['Cron', {word: 'cron', kind: 'job'}],
	['Interval', {word: 'interval', kind: 'job'}],
]);

/** Of GraphQL's fields, which are named by their method. */
const FIELDS = new Set(['Query', 'Mutation', 'Subscription']);

const FRAMEWORKS = /^@nestjs\/|^routing-controllers$|^type-graphql$/;

/** Routes, consumers and jobs that decorators declare on the methods of controllers. */
export function linkDecorated(fact: FileFacts, linked: LinkedCalls): EntryPoint[] {
	return fact.code.shapes.flatMap(shape => {
		if (shape.kind !== 'class') return [];
		const prefix = prefixOf(fact, linked, shape.decorators ?? []);
		return shape.members.flatMap(member => entriesOf(fact, linked, member, prefix));
	});
}

function prefixOf(fact: FileFacts, linked: LinkedCalls, decorators: number[]): string {
	const id = decorators.find(
		call => isFramework(fact, linked, call) && /Controller$/.test(fact.code.calls[call]!.name),
	);
	return id === undefined ? '' : (textOf(fact, fact.code.calls[id]!.args[0]) ?? '');
}

function isFramework({file}: FileFacts, linked: LinkedCalls, call: number): boolean {
	const target = linked.targetOf(file, call);
	return target.kind === 'external' && FRAMEWORKS.test(target.module);
}

function entriesOf(fact: FileFacts, linked: LinkedCalls, member: MemberFact, prefix: string): EntryPoint[] {
	const {fn, decorators = []} = member;
	if (fn === undefined) return [];
	return decorators.flatMap(id => {
		const call = fact.code.calls[id]!;
		const as = isFramework(fact, linked, id) ? describe(fact, call, prefix, member.name) : undefined;
		return as ? {node: nodeKey(fact.file, fn), file: fact.file, line: member.line, ...as} : [];
	});
}

function describe(
	fact: FileFacts,
	call: CallFact,
	prefix: string,
	method: string,
): Pick<EntryPoint, 'name' | 'kind'> | undefined {
	if (FIELDS.has(call.name)) return {name: `${call.name.toLowerCase()} ${method}`, kind: 'route'};
	const written = textOf(fact, call.args[0]) ?? '';
	const verb = ROUTES.get(call.name);
	if (verb) return {name: `${verb} ${joinPaths(prefix, written)}`, kind: 'route'};
	const other = OTHERS.get(call.name);
	return other && {name: `${other.word} ${written}`.trim(), kind: other.kind};
}

const joinPaths = (...parts: string[]): string =>
	`/${parts
		.flatMap(part => part.split('/'))
		.filter(part => part !== '')
		.join('/')}`;
