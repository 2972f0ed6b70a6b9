import type {CallFact, Target, TermId} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import type {Dependency, SiteDraft} from '../model/site.ts';
import {byText} from '../util/compare.ts';
import {textOf} from './entry-routes.ts';
import type {GuardSearch} from './guarded-functions.ts';
import {readOutside} from './outside.ts';

/** Functions looked through for one site, and how many calls away: what lies further is hardly what the site is about. */
const MOST_FUNCTIONS = 60;
const MOST_DEPTH = 4;
const MOST_LISTED = 8;

/** What of the world outside the process the guarded operations of a site talk to. */
export type Dependencies = (fact: FileFacts, draft: SiteDraft) => Dependency[];

/**
 * The packages and platform features that guarded calls end in, and the hosts, queues and tables that are written in
 * them. Nothing where no call that leaves the project was found: a guess would put a site under the wrong heading.
 */
export function linkDependencies(search: GuardSearch): Dependencies {
	return (fact, {guards}) => {
		const found = new Map<string, Dependency>();
		const add = (all: readonly Dependency[]) => {
			for (const one of all) found.set(`${one.kind} ${one.name}`, one);
		};
		for (const {call, file = fact.file} of guards) {
			const home = search.files.get(file) ?? fact;
			const made = call === undefined ? undefined : home.code.calls[call];
			if (!made || call === undefined) continue;
			const target = search.linked.targetOf(home.file, call);
			add(ofCall(home, target, made, true));
			for (const node of within(search, search.startOf(home, target, made))) {
				const {file: around} = search.linked.graph.getNodeAttributes(node);
				const inner = search.files.get(around)!;
				for (const id of search.callsOf(node))
					add(ofCall(inner, search.linked.targetOf(around, id), inner.code.calls[id]!, false));
			}
		}
		return [...found.values()].sort((a, b) => byText(a.kind, b.kind) || byText(a.name, b.name)).slice(0, MOST_LISTED);
	};
}

/** The functions that run when these do, by sure calls. */
function within({linked: {graph}}: GuardSearch, start: readonly string[]): string[] {
	const seen = new Set(start.filter(node => graph.hasNode(node)));
	let layer = [...seen];
	for (let depth = 1; depth < MOST_DEPTH && layer.length > 0; depth++) {
		const next: string[] = [];
		for (const node of layer) {
			graph.forEachOutEdge(node, (_, {how}, __, to) => {
				if (how === 'may' || seen.has(to) || seen.size >= MOST_FUNCTIONS) return;
				seen.add(to);
				next.push(to);
			});
		}
		layer = next;
	}
	return [...seen];
}

/** Packages that protect, write logs or serve requests: what is behind them is the dependency. */
const IN_BETWEEN =
	/^(p-|async-|@opentelemetry\/|@nestjs\/|winston|pino|bunyan|loglevel|log4js|consola|signale|cockatiel$|opossum$|promise-retry$|retry$|bottleneck$|generic-pool$|tarn$|express|fastify$|koa|hono$|tiny-async-pool$|rxjs|bluebird$|async$|react|vue|svelte|commander$|yargs|inquirer|ora$|prom-client$|bcrypt|argon2$|jsonwebtoken$|sharp$)/;

/** Features of the platform that wait for nobody else. */
const OWN = /^(time|another thread|a stream|waits for|the device|contention|loads code)/;

function ofCall(fact: FileFacts, target: Target, call: CallFact, guarded: boolean): Dependency[] {
	if (target.kind !== 'external' || target.module === '') return [];
	const outside = readOutside(target.module, target.path);
	if (!outside?.external || OWN.test(outside.reason)) return [];
	const [, pack] = /^package (.*)$/.exec(outside.reason) ?? [];
	if (pack === undefined) return [{kind: 'platform', name: outside.reason}, ...namesIn(fact, call)];
	// What nobody waits for mostly makes or changes something of the package's own.
	if (IN_BETWEEN.test(pack) || !(guarded || call.awaited || call.args.some(argument => isFunction(fact, argument))))
		return [];
	return [{kind: 'package', name: pack}, ...namesIn(fact, call)];
}

const isFunction = ({code}: FileFacts, term: TermId): boolean => code.terms[term]?.kind === 'function';

const QUEUE =
	/^(Queue|Worker|sendToQueue|publish|subscribe|consume|assertQueue|checkQueue|sendMessage|topic|subscription)$/;
const TABLE = /^(table|from|into|collection|knex|db|insertInto|selectFrom|updateTable|deleteFrom)$/;

function namesIn(fact: FileFacts, call: CallFact): Dependency[] {
	const hosts = call.args.flatMap(argument => hostIn(fact, argument) ?? []);
	const [name] = hosts;
	if (name !== undefined) return [{kind: 'host', name}];
	const text = textOf(fact, call.args[0]);
	if (!text || !/^[\w.:/-]{1,60}$/.test(text)) return [];
	if (QUEUE.test(call.name)) return [{kind: 'queue', name: text}];
	return TABLE.test(call.name) ? [{kind: 'table', name: text}] : [];
}

const HOST_MEMBERS = new Set([
	'url',
	'uri',
	'baseURL',
	'baseUrl',
	'prefixUrl',
	'endpoint',
	'host',
	'hostname',
	'origin',
]);

function hostIn(fact: FileFacts, argument: TermId): string | undefined {
	const term = fact.code.terms[argument];
	if (term?.kind === 'shape') {
		const values = fact.code.shapes[term.shape]!.members.filter(({name}) => HOST_MEMBERS.has(name));
		return values.map(({name, value}) => hostOf(textOf(fact, value), /^host/.test(name))).find(host => host);
	}
	return hostOf(textOf(fact, argument), false);
}

function hostOf(text: string | undefined, isBare: boolean): string | undefined {
	const [, host] =
		(isBare ? /^([\w.-]+\.[a-z]{2,}|localhost)$/i : /^[a-z][\w+.-]*:\/\/(?:[^/@\s]*@)?([\w.-]+)/i).exec(text ?? '') ??
		[];
	return host?.toLowerCase();
}
