import type {CallFact} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import {type EntryPoint, nodeKey} from '../model/graph.ts';
import {handlersOf, textOf} from './entry-routes.ts';
import type {LinkedCalls} from './linked-calls.ts';

/** How a library is told what to run when a message or a time comes. */
interface Registration {
	module: RegExp;
	/** Last name of the callee. */
	callee: string;
	/** Word before the queue's name. */
	word: string;
	kind: 'consumer' | 'job';
	/** Members of an options object that hold the handlers; without, every function among the arguments is one. */
	members?: string[];
	/** First argument, where only some events count. */
	event?: string;
}

const REGISTRATIONS: readonly Registration[] = [
	{module: /^(bullmq|@taskforcesh\/bullmq-pro)$/, callee: 'Worker', word: 'queue', kind: 'consumer'},
	{module: /^(bull|bee-queue|kue)$/, callee: 'process', word: 'queue', kind: 'consumer'},
	{module: /^amqplib(\/.*)?$/, callee: 'consume', word: 'queue', kind: 'consumer'},
	{module: /^amqp-connection-manager$/, callee: 'consume', word: 'queue', kind: 'consumer'},
	{module: /^kafkajs$/, callee: 'run', word: 'topic', kind: 'consumer', members: ['eachMessage', 'eachBatch']},
	{
		module: /^sqs-consumer$/,
		callee: 'create',
		word: 'queue',
		kind: 'consumer',
		members: ['handleMessage', 'handleMessageBatch'],
	},
	{module: /^pg-boss$/, callee: 'work', word: 'queue', kind: 'consumer'},
	{module: /^graphile-worker$/, callee: 'run', word: 'task', kind: 'consumer', members: ['taskList']},
	{module: /^@google-cloud\/pubsub$/, callee: 'on', word: 'subscription', kind: 'consumer', event: 'message'},
	{module: /^mqtt$/, callee: 'on', word: 'topic', kind: 'consumer', event: 'message'},
	{module: /^(ws|socket\.io)$/, callee: 'on', word: 'socket', kind: 'consumer', event: 'connection'},
	{module: /^(node:)?(http|https|http2)$/, callee: 'createServer', word: 'server', kind: 'consumer'},
	{module: /^(node:)?net$/, callee: 'createServer', word: 'server', kind: 'consumer'},
	{module: /^(agenda|@hokify\/agenda)$/, callee: 'define', word: 'job', kind: 'job'},
	{module: /^node-cron$/, callee: 'schedule', word: 'cron', kind: 'job'},
	{module: /^node-schedule$/, callee: 'scheduleJob', word: 'cron', kind: 'job'},
	{module: /^croner?$/, callee: 'Cron', word: 'cron', kind: 'job'},
	{module: /^cron$/, callee: 'CronJob', word: 'cron', kind: 'job'},
];

const CALLEES = new Set(REGISTRATIONS.map(({callee}) => callee));

/** Consumers of queues and scheduled jobs of a file, one entry point a handler. */
export function linkConsumers(fact: FileFacts, linked: LinkedCalls): EntryPoint[] {
	const found: EntryPoint[] = [];
	for (const [id, call] of fact.code.calls.entries()) {
		if (!CALLEES.has(call.name)) continue;
		const target = linked.targetOf(fact.file, id);
		if (target.kind !== 'external') continue;
		const registration = REGISTRATIONS.find(
			({module, callee, event}) =>
				callee === call.name && module.test(target.module) && (!event || textOf(fact, call.args[0]) === event),
		);
		if (registration) found.push(...entriesOf(fact, linked, call, registration));
	}
	return found;
}

function entriesOf(fact: FileFacts, linked: LinkedCalls, call: CallFact, registration: Registration): EntryPoint[] {
	const {word, kind, members} = registration;
	const name = `${word} ${textOf(fact, call.args[0]) ?? call.text}`;
	const handlers = members
		? call.args.flatMap(argument => memberHandlers(fact, linked, argument, members))
		: call.args.flatMap(argument => handlersOf(fact, linked, argument));
	return handlers.map(({file, fn}) => ({node: nodeKey(file, fn), file: fact.file, line: call.line, name, kind}));
}

function memberHandlers(
	fact: FileFacts,
	linked: LinkedCalls,
	argument: number,
	members: string[],
): Array<{file: string; fn: number}> {
	const term = fact.code.terms[argument];
	const shape = term?.kind === 'shape' ? fact.code.shapes[term.shape] : undefined;
	return (shape?.members ?? [])
		.filter(({name}) => members.includes(name))
		.flatMap(({fn, value}) => (fn === undefined ? handlersOf(fact, linked, value) : [{file: fact.file, fn}]));
}
