import Levee from 'levee';

declare function send(id: string, done: (error?: Error) => void): void;

// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
const circuit = Levee.createBreaker(send, {
	maxFailures: 5,
	// expect: timeout arcs=fire
	timeout: 60_000,
});
circuit.on('reject', () => console.warn('open'));
circuit.run('1', (error: Error) => console.warn(error));

const {Breaker} = require('levee');
export class Client {
	// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
	// implicit: timeout arcs=fire
	readonly #breaker = new Breaker({execute: send}, {resetTimeout: 30_000});

	send(id: string, done: () => void) {
		this.#breaker.run(id, done);
	}
}

// ok: circuit-breaker
export const stats = Levee.createStats(circuit);
