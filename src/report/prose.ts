import type {ARCS, SiteKind} from '../model/site.ts';

/** What a reader is told of one arc. */
export interface ArcProse {
	/** Short name of the rule, as a noun phrase. */
	title: string;
	/** Reads on from "The retry in X": what never happened. */
	never: string;
	/** Why it matters that it never did. */
	matters: string;
	/** What makes it happen in a test. */
	fire: string;
}

/** A sentence for each kind: what such a site is. */
export const KINDS = {
	'circuit-breaker': 'A circuit breaker stops calling a dependency for a while after failures.',
	retry: 'A retry may run the same operation again after it failed.',
	fallback: 'A fallback uses another value or operation because the first one failed.',
	pool: 'A pool lends a bounded number of reusable resources, such as connections.',
	timeout: 'A timeout bounds how long an operation may take and fails or aborts it.',
	limiter: 'A limiter bounds how many operations run at once or in a span of time.',
	queue: 'A queue consumer decides what becomes of a message that could not be processed.',
	handler: 'A handler receives an error: a catch clause, a rejection callback, an error branch or listener.',
} as const satisfies Record<SiteKind, string>;

export const ARC_PROSE = {
	'circuit-breaker': {
		trip: {
			title: 'Circuit breaker that never opened',
			never: 'never opened',
			matters: 'The threshold, the error filter and the state change are guesses until a test has made it open.',
			fire: 'Make the guarded operation fail until the breaker opens, and check its state.',
		},
		reject: {
			title: 'Open circuit breaker that never refused a call',
			never: 'never refused a call while open',
			matters: 'Callers get an error they have never met before, just when the dependency is down.',
			fire: 'Open the breaker, call again, and check what the caller receives and that the operation did not run.',
		},
		'probe-recover': {
			title: 'Circuit breaker that never closed again',
			never: 'never closed again after a successful probe',
			matters: 'A breaker that cannot recover turns a short outage into a long one.',
			fire: 'Open the breaker, let the reset time pass with a controlled clock, and let the next call succeed.',
		},
		'probe-fail': {
			title: 'Circuit breaker whose probe never failed',
			never: 'never opened again after a failed probe',
			matters: 'If a failed probe does not open it again, the full load returns to a dependency that is still down.',
			fire: 'Open the breaker, let the reset time pass with a controlled clock, and let the next call fail.',
		},
	},
	retry: {
		retry: {
			title: 'Retry that never repeated an attempt',
			never: 'never made a second attempt',
			matters: 'Delay, state carried between attempts and repeated side effects are untried.',
			fire: 'Make the operation fail once and then succeed, and check that it ran twice.',
		},
		recover: {
			title: 'Retry that never recovered',
			never: 'never succeeded after a failed attempt',
			matters: 'Recovering is what the retry is for: the result of a later attempt has never reached a caller.',
			fire: 'Make the operation fail once and then succeed, and check the result that the caller receives.',
		},
		exhaust: {
			title: 'Retry that never gave up',
			never: 'never gave up after its last attempt',
			matters: 'What callers receive when all attempts fail, and whether the limit holds at all, is unknown.',
			fire: 'Make the operation fail always, and check the number of attempts and the error.',
		},
		refuse: {
			title: 'Retry that never refused to repeat',
			never: 'never met an error that it must not retry',
			matters: 'A wrong filter repeats what cannot succeed, or what must not happen twice.',
			fire: 'Make the operation fail with an error that must not be retried, and check that it ran once.',
		},
	},
	fallback: {
		engage: {
			title: 'Fallback that was never used',
			never: 'never used its substitute',
			matters: 'Callers have never seen the substitute: its shape, its age and its side effects are untried.',
			fire: 'Make the first operation fail, and check that the caller receives the substitute.',
		},
		fail: {
			title: 'Fallback whose substitute never failed',
			never: 'never had its substitute fail too',
			matters: 'Both often share a cause. Which of the two errors then reaches the caller is unknown.',
			fire: 'Make the first operation and the substitute fail, and check which error the caller receives.',
		},
	},
	pool: {
		exhaust: {
			title: 'Pool that was never exhausted',
			never: 'never made a caller wait or refused one because all resources were in use',
			matters: 'Waiting callers, their order and deadlocks between them show only when the pool is empty.',
			fire: 'Set a small maximum, hold every resource, and ask for one more.',
		},
		'acquire-timeout': {
			title: 'Pool whose waiting callers never timed out',
			never: 'never let a waiting caller time out',
			matters: 'Without a working limit callers wait for ever, and a slow dependency stops everything.',
			fire: 'Hold every resource, ask for one more with a short limit, and check the error.',
		},
		'resource-error': {
			title: 'Pool whose resources never broke',
			never: 'never threw out or replaced a broken resource',
			matters: 'A broken connection that goes back into the pool fails every later caller.',
			fire: 'Break a resource, for example by closing the connection from the other side, and ask for one again.',
		},
		'release-on-error': {
			title: 'Pool that never got a resource back from failed work',
			never: 'never got a resource back from work that failed',
			matters: 'Each failure that keeps its resource makes the pool smaller, until it is empty.',
			fire: 'Set a maximum of one, make the work fail, and check that the next caller gets the resource.',
		},
	},
	timeout: {
		fire: {
			title: 'Timeout that never fired',
			never: 'never passed its deadline',
			matters: 'Whether the operation is aborted, the timer cleared and the caller told is unknown.',
			fire: 'Let the operation never answer, move the clock past the deadline, and check the error and the abort.',
		},
	},
	limiter: {
		saturate: {
			title: 'Limiter that never made a caller wait',
			never: 'never made a caller wait',
			matters: 'A limit that was never reached might as well not be there; waiting and its order are untried.',
			fire: 'Start more operations at once than the limit allows, and check how many run together.',
		},
		reject: {
			title: 'Limiter that never refused a caller',
			never: 'never refused a caller',
			matters: 'Callers have never met the refusal that they get under load.',
			fire: 'Fill the limiter and its queue, call once more, and check the error.',
		},
	},
	queue: {
		nack: {
			title: 'Consumer that never gave a message back',
			never: 'never gave a failed message back',
			matters: 'A message that is neither acknowledged nor given back is lost or blocks the queue.',
			fire: 'Make the processing fail, and check that the message is not acknowledged.',
		},
		redeliver: {
			title: 'Consumer that never processed a message again',
			never: 'never processed a redelivered message',
			matters: 'Processing twice shows whether the consumer is idempotent.',
			fire: 'Make the processing fail once, deliver the message again, and check the effects of both runs.',
		},
		'dead-letter': {
			title: 'Consumer that never gave a message up',
			never: 'never gave a message up',
			matters: 'A message that always fails is delivered for ever, or disappears without a trace.',
			fire: 'Make the processing fail for every delivery, and check where the message ends.',
		},
	},
	handler: {
		enter: {
			title: 'Error handler that was never entered',
			never: 'never received an error',
			matters: 'Whether it reports, wraps or swallows the error is unknown, and its own mistakes are too.',
			fire: 'Make the guarded operation fail, and check what the caller sees.',
		},
	},
} as const satisfies {[Kind in SiteKind]: Record<(typeof ARCS)[Kind][number], ArcProse>};
