import type {FlawName} from '../model/flaw.ts';

/** What a reader is told of one kind of flaw. */
export interface FlawProse {
	/** Short name of the rule, as a noun phrase. */
	title: string;
	/** What such code does. */
	what: string;
	/** Why it hurts. */
	matters: string;
	/** What to write instead. */
	instead: string;
	/** How loud it is: a warning where production meets it without any further mistake. */
	level: 'warning' | 'note';
}

export const FLAW_PROSE = {
	unguarding: {
		title: 'Handler that cannot receive the failure',
		what: 'A `try` returns or starts a promise without `await`, or hands a callback to a timer or to `forEach`.',
		matters: 'The failure comes after the `try` has ended: its `catch` never runs, and the process may end instead.',
		instead: 'Await the promise inside the `try`, or put the handler into the callback.',
		level: 'warning',
	},
	unbounded: {
		title: 'Retry without a limit',
		what: 'A retry goes on until the operation succeeds: no limit, no deadline and no signal ends it.',
		matters: 'If the failure lasts, callers never get an answer, and each of them keeps up the load.',
		instead: 'Give it a number of attempts or a deadline, and let a signal abort it.',
		level: 'note',
	},
	eager: {
		title: 'Retry without a delay',
		what: 'The attempts of a retry follow each other without a pause.',
		matters: 'They are over before an outage is, and they multiply the load of a dependency that is struggling.',
		instead: 'Wait between attempts, longer each time, with some jitter.',
		level: 'note',
	},
	indiscriminate: {
		title: 'Retry of what cannot succeed',
		what: 'A retry repeats failures that the next attempt must meet again, such as a validation error.',
		matters: 'Callers wait for nothing, and the true error comes late; a write that is repeated may happen twice.',
		instead: 'Test the error and give up at once where another attempt cannot help.',
		level: 'note',
	},
	swallowed: {
		title: 'Error that disappears',
		what: 'A handler does nothing or only reports, and what follows needs the operation to have worked.',
		matters: 'Callers are told of a success that never was, or the next line fails with an error that hides the first.',
		instead: 'Rethrow the error, answer with a failure, or yield a substitute that what follows can use.',
		level: 'note',
	},
	overbroad: {
		title: 'Handler that takes every error for one thing',
		what: 'A handler answers every error alike without looking at it, or ends the process for one bad request.',
		matters: 'An outage or a bug looks like a missing record, or one request ends the work of all others.',
		instead: 'Test for the error that is meant, and hand on all others.',
		level: 'note',
	},
	'stateless-breaker': {
		title: 'Circuit breaker that is made anew for each call',
		what: 'A circuit breaker is made inside the function that uses it and forgotten at its end.',
		matters: 'It never sees two failures, so it never opens: it protects nothing.',
		instead: 'Make it once, outside the function, one for each dependency.',
		level: 'warning',
	},
	inverted: {
		title: 'Retry inside a circuit breaker',
		what: 'A retry is put inside a circuit breaker, where the library documents it outside.',
		matters:
			'The breaker counts a whole series of attempts as one failure, and a running series ignores that it opened.',
		instead: 'Put the breaker inside the retry, so that it sees each attempt.',
		level: 'note',
	},
	unlistened: {
		title: "Client whose 'error' event nobody listens to",
		what: "A pool or client emits `'error'` for failures that no call of yours is waiting for, and nothing listens.",
		matters: "In Node an `'error'` event without a listener ends the process: one lost idle connection is enough.",
		instead: "Listen to `'error'` where the client is made; a log line is enough to stay alive.",
		level: 'warning',
	},
	'endless-wait': {
		title: 'Wait without a deadline',
		what: 'A caller may wait for a resource for ever, because the library has no deadline unless told.',
		matters:
			'When the pool is empty or the server silent, requests pile up, and nothing ever fails that could be handled.',
		instead: 'Set the time after which a waiting caller gets an error.',
		level: 'note',
	},
	'disabled-in-tests': {
		title: 'Construct that the test setup takes away',
		what: 'The tests replace the library of a retry, timeout or breaker for all of them at once.',
		matters: 'None of its error paths can fire in any test, whatever the coverage says.',
		instead: 'Replace it only in the tests that need that, and shorten its delays in the others.',
		level: 'note',
	},
} as const satisfies Record<FlawName, FlawProse>;
