import type {CodeFacts, TermId} from '../model/code.ts';
import type {FileFacts} from '../model/facts.ts';
import type {FlawEnd} from '../model/flaw.ts';

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

export function indexListeners(facts: readonly FileFacts[]): Listener[] {
	return facts
		.filter(({role}) => role === 'source')
		.flatMap(({code}) =>
			code.calls
				.filter(({name, text}) => LISTEN.test(name) && !ELEMENT.test(text))
				.map(({text, args}) => {
					const term = code.terms[args[0] ?? -1];
					return {event: (term?.kind === 'primitive' && term.text) || '', receiver: receiverOf(text)};
				}),
		);
}

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
 * Names under which something is handed to a call: whoever takes a pool may listen to it, as adapters of query builders
 * do. Of objects in arguments the values of their members count.
 */
export function indexHanded(facts: readonly FileFacts[]): Set<string> {
	const names = new Set<string>();
	for (const {role, code} of facts) {
		if (role !== 'source') continue;
		for (const {args} of code.calls) for (const term of args) for (const name of namesOf(code, term)) names.add(name);
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
			return code.shapes[term.shape]!.members.flatMap(({name, value}) => [name, ...namesOf(code, value)]);
		default:
			return [];
	}
}
