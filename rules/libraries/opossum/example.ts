import CircuitBreaker from 'opossum';

export function lookup(id: string) {
	// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
	const breaker = new CircuitBreaker(() => fetch(`/users/${id}`), {
		// expect: timeout arcs=fire
		timeout: 3000,
		resetTimeout: 10_000,
		// expect: limiter arcs=reject
		capacity: 10,
	});
	breaker.on('open', () => console.warn('open'));
	// expect: fallback arcs=engage
	breaker.fallback(() => ({cached: true}));
	return breaker.fire();
}

class Client {
	// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
	private readonly breaker = new CircuitBreaker(send, {timeout: false});

	send(message: string) {
		return this.breaker.fire(message);
	}
}

declare function send(message: string): Promise<void>;

// ok: circuit-breaker
export const disabled = new CircuitBreaker(send, {enabled: false});

export default Client;
