import {bulkhead, circuitBreaker, ConsecutiveBreaker, ExponentialBackoff, fallback, handleAll, handleWhen, Policy, retry, timeout, wrap} from 'cockatiel';

// expect: retry arcs=retry,recover,exhaust
const retryPolicy = retry(handleAll, {maxAttempts: 3, backoff: new ExponentialBackoff()});
retryPolicy.onRetry(() => console.log('again'));

// expect: retry arcs=retry,recover,exhaust,refuse
const choosy = retry(handleWhen(error => error.name !== 'Fatal'), {maxAttempts: 3});

// expect: retry arcs=retry,recover
const unlimited = retry(handleAll.orWhenResult(result => !result), {backoff: new ExponentialBackoff()});

// expect: retry arcs=retry,recover
const forever = retry(handleAll, {maxAttempts: Infinity});

// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
const breaker = circuitBreaker(handleAll, {halfOpenAfter: 10_000, breaker: new ConsecutiveBreaker(5)});

// expect: timeout arcs=fire
const deadline = timeout(2000, 'aggressive');

// expect: limiter arcs=saturate,reject
const bulk = bulkhead(10, 20);

// expect: limiter arcs=reject
const strict = bulkhead(1);

// expect: fallback arcs=engage
const safe = fallback(handleAll, () => []);

// expect: fallback arcs=engage,fail
const stale = fallback(handleAll, () => readCopy());
declare function readCopy(): Promise<string[]>;

// expect: retry arcs=retry,recover,exhaust
const old = Policy.handleAll().orType(Error).retry().attempts(3);

// expect: retry arcs=retry,recover,exhaust,refuse
const oldChoosy = Policy.handleType(TypeError).retry().attempts(3);

// ok: retry
const never = retry(handleAll, {maxAttempts: 0});

export const all = wrap(choosy, unlimited, stale, oldChoosy, safe, retryPolicy, breaker, deadline, bulk, strict, forever, old, never);

// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
export const oldBreaker = Policy.handleAll().circuitBreaker(10_000, new ConsecutiveBreaker(3));
