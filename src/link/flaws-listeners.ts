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
