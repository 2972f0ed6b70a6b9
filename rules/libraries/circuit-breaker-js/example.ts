import CircuitBreaker from 'circuit-breaker-js';

// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
const breaker = new CircuitBreaker({timeoutDuration: 500, onCircuitOpen: () => console.warn('open')});

export function find(id: string, done: (value?: string) => void) {
	// expect: fallback arcs=engage
	breaker.run(
		(success, failed) => {
			load(id, (error, value) => (error ? failed() : (success(), done(value))));
		},
		() => {
			console.warn('refused');
		},
	);
}
declare function load(id: string, done: (error?: Error, value?: string) => void): void;

const Required = require('circuit-breaker-js');
export class Client {
	// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
	private readonly breaker = new Required();

	ping() {
		// ok: fallback
		this.breaker.run((success: () => void) => success());
	}
}
