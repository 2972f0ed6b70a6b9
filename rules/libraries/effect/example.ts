import {Effect, Pool, Schedule, Semaphore} from 'effect';
import * as Eff from 'effect/Effect';
import * as P from 'effect/Pool';
import * as Again from 'effect/Schedule';
import {CircuitBreaker} from 'effect/persistence';

const load = (url: string) =>
	Effect.tryPromise({
		try: () => fetch(url),
		// expect: handler arcs=enter
		catch: cause => new Error('load', {cause}),
	});

export const piped = load('/orders').pipe(
	// expect: timeout arcs=fire
	Effect.timeout('2 seconds'),
	// expect: retry arcs=retry,recover,exhaust,refuse
	Effect.retry({times: 3, schedule: Schedule.exponential('100 millis'), while: error => error.name !== 'Fatal'}),
	// expect: handler arcs=enter
	Effect.tapError(error => Effect.logError(error)),
	// expect: fallback arcs=engage
	Effect.catchAll(() => Effect.succeed([])),
);

const policy = Schedule.exponential('100 millis').pipe(Schedule.intersect(Schedule.recurs(5)));

export const program = Effect.gen(function* () {
	// expect: retry arcs=retry,recover,exhaust
	const first = yield* Effect.retry(load('/a'), policy);
	// expect: retry arcs=retry,recover
	const second = yield* load('/b').pipe(Effect.retry(Schedule.spaced('1 second')));
	// expect: limiter arcs=saturate
	const semaphore = yield* Effect.makeSemaphore(4);
	const all = yield* Effect.forEach(['/c', '/d'], url => semaphore.withPermits(1)(load(url)), {
		// expect: limiter arcs=saturate
		concurrency: 2,
	});
	// expect: pool arcs=exhaust,resource-error,release-on-error
	const pool = yield* Pool.make({acquire: load('/e'), size: 10});
	return {first, second, all, pool};
});

export const tagged = load('/f').pipe(
	// expect: fallback arcs=engage
	Effect.catchTag('NotFound', () => Effect.succeed(undefined)),
	// expect: handler arcs=enter
	Effect.catchAll(error => Effect.fail(new Error('f', {cause: error}))),
	// expect: retry arcs=retry,recover,exhaust
	// expect: fallback arcs=engage
	Effect.retryOrElse(Schedule.recurs(2), () => load('/copy')),
	// expect: timeout arcs=fire
	Effect.timeoutFail({duration: '1 second', onTimeout: () => new Error('late')}),
);

// expect: fallback arcs=engage
export const other = Eff.orElse(load('/g'), () => load('/h'));

// expect: fallback arcs=engage
export const four = load('/i').pipe(Eff.catch(() => Eff.succeed([])));

export const breaker = Effect.gen(function* () {
	// expect: limiter arcs=saturate
	const semaphore = yield* Semaphore.make(2);
	// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
	const circuit = yield* CircuitBreaker.make({tripPolicy: CircuitBreaker.consecutive(5), openDuration: '10 seconds'});
	return semaphore.withPermits(1)(circuit.execute(load('/j'), {key: 'j'}));
});

// expect: retry arcs=retry,recover,exhaust
export const five = Eff.retry(load('/n'), Again.recurs(5));

// ok: retry
export const once = Effect.retry(load('/k'), {times: 0});
// ok: limiter
export const wild = Effect.all([load('/l'), load('/m')], {concurrency: 'unbounded'});

// expect: pool arcs=exhaust,resource-error,release-on-error
export const own = P.make({acquire: load('/o'), size: 2});
