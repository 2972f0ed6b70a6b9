import * as resilience from 'nestjs-resilience';
import {CircuitBreakerStrategy, FallbackStrategy, RetryStrategy, TimeoutStrategy, UseResilience} from 'nestjs-resilience';

export class Users {
	@UseResilience(
		// expect: retry arcs=retry,recover,exhaust
		new RetryStrategy({maxRetries: 3}),
		// expect: timeout arcs=fire
		new TimeoutStrategy(1000),
		// expect: fallback arcs=engage
		new FallbackStrategy(() => []),
	)
	async find() {
		return fetch('/users');
	}

	@UseResilience(
		// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
		new CircuitBreakerStrategy({
			requestVolumeThreshold: 20,
			// expect: timeout arcs=fire
			timeoutInMilliseconds: 500,
			// expect: fallback arcs=engage
			fallback: () => 'cached',
		}),
		// expect: limiter arcs=saturate,reject
		new resilience.BulkheadStrategy({maxConcurrent: 5, maxQueue: 10}),
		// expect: limiter arcs=reject
		new resilience.ThrottleStrategy({ttl: 1000, limit: 10}),
	)
	async load() {
		return fetch('/users');
	}
}

// ok: retry
export const once = new RetryStrategy({maxRetries: 0});
