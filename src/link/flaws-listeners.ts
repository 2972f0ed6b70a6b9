import type {CodeFacts, Target, TermId} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import type {FlawEnd} from '../model/flaw.ts';
import type {LinkedCalls} from './linked-calls.ts';

/** A place of the project that listens to an event. */
export interface Listener {
	/** Empty where it is computed, so that it may be any. */
	event: string;
	/** Last name of what it listens to: `pool` of `this.db.pool.on(…)`. */
	receiver: string;
}

const LISTEN = /^(on|once|addListener|prependListener|addEventListener|prependOnceListener)$/;

/** Elements of a page are no clients. */
const ELEMENT = /^(\$|jQuery)\(|^(window|document)\./;

/** Of other things that listen nothing is said: `archive.on('error', …)` of a package is no client of a database. */
export function indexListeners(facts: readonly FileFacts[], {targetOf}: Pick<LinkedCalls, 'targetOf'>): Listener[] {
	return facts
		.filter(({role}) => role === 'source')
		.flatMap(({file, code}) =>
			code.calls.flatMap(({name, text, args}, call) => {
				if (!LISTEN.test(name) || ELEMENT.test(text) || isOfAnother(targetOf(file, call))) return [];
				const term = code.terms[args[0] ?? -1];
				return [{event: (term?.kind === 'primitive' && term.text) || '', receiver: receiverOf(text)}];
			}),
		);
}

const CLIENTS = /^(pg|pg-pool|pg-promise|redis|@redis\/.*|ioredis|mysql2?|knex|generic-pool)$/;

const isOfAnother = (target: Target): boolean =>
	target.kind === 'external' && target.module !== '' && target.module !== 'global' && !CLIENTS.test(target.module);

/** Of what a call returns nothing is known. */
const receiverOf = (text: string): string => /([\w$#]+)[!?]*\s*\.\s*\w+$/.exec(text)?.[1] ?? '';

/** What a client may be called where the file that made it is out of sight. */
const CLIENT =
	/pool|client|db|database|conn|redis|pg|postgres|publish|subscri|cache|store|^(pub|sub|it|instance|c|p)$/i;

/**
 * Whether some place may listen to what was made: by its name, by a name that clients have, or to an error of something
 * that cannot be read. Names decide here because a wrong silence costs less than a wrong flaw.
 */
export function isHeard(listeners: readonly Listener[], {events, names}: Extract<FlawEnd, {kind: 'unheard'}>): boolean {
	return listeners.some(({event, receiver}) => {
		if (event !== '' && !events.includes(event)) return false;
		return receiver === '' ? event !== '' : names.includes(receiver) || CLIENT.test(receiver);
	});
}

/**
 * Names under which something is handed to a call of what cannot be read: whoever takes a pool may listen to it, as
 * adapters of query builders do. Functions of the project are at hand: what they listen to is known by the names they
 * give it, and what they hand on counts here by those names.
 */
export function indexHanded(facts: readonly FileFacts[], {targetOf}: Pick<LinkedCalls, 'targetOf'>): Set<string> {
	const names = new Set<string>();
	const passed: Array<{from: string; to: string}> = [];
	const files = new Map(facts.map(fact => [fact.file, fact]));
	for (const {file, role, code} of facts) {
		if (role !== 'source') continue;
		for (const [call, {args}] of code.calls.entries()) {
			const given = args.map(term => namesOf(code, term));
			if (given.every(list => list.length === 0)) continue;
			const known = parametersOf(files, targetOf(file, call));
			for (const [at, list] of given.entries())
				for (const from of list) {
					const to = known?.(at);
					if (to === undefined) names.add(from);
					else for (const name of to) passed.push({from, to: name});
				}
		}
	}
	return closeOver(names, passed);
}

/** What a function calls its parameters; undefined of functions that nobody knows. */
function parametersOf(
	files: ReadonlyMap<string, FileFacts>,
	target: Target,
): ((index: number) => string[] | undefined) | undefined {
	if (target.kind !== 'project' || target.to.length === 0) return undefined;
	return index => {
		const found = target.to.map(
			({file, fn}) =>
				files.get(file)?.code.variables.find(({parameter}) => parameter?.fn === fn && parameter.index === index)?.name,
		);
		// Taken apart, or by `arguments`: it may go anywhere.
		return found.every(name => name !== undefined) ? found : undefined;
	};
}

/** A name that stands for one that is handed on is handed on too. */
function closeOver(names: Set<string>, passed: ReadonlyArray<{from: string; to: string}>): Set<string> {
	for (let before = -1; before !== names.size; ) {
		before = names.size;
		for (const {from, to} of passed) if (names.has(to)) names.add(from);
	}
	return names;
}

function namesOf(code: CodeFacts, id: TermId): string[] {
	const term = code.terms[id];
	switch (term?.kind) {
		case 'variable':
			return [code.variables[term.variable]!.name];
		case 'import':
			return [term.member];
		case 'member':
			return [term.name];
		case 'shape':
			return code.shapes[term.shape]!.members.flatMap(({value}) => namesOf(code, value));
		default:
			return [];
	}
}
