import Brakes from 'brakes';

// expect: circuit-breaker arcs=trip,reject
const brake = new Brakes((id: string) => fetch(`/users/${id}`), {
	// expect: timeout arcs=fire
	timeout: 150,
});
brake.on('circuitOpen', () => console.warn('open'));
// expect: fallback arcs=engage
brake.fallback(() => ({cached: true}));

export const find = (id: string) => brake.exec(id);

const Required = require('brakes');
export class Client {
	// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
	// implicit: timeout arcs=fire
	private readonly brake = new Required(send, {
		healthCheck: () => fetch('/health'),
		// expect: fallback arcs=engage,fail
		fallback: () => readCopy(),
	});

	send(message: string) {
		return this.brake.exec(message);
	}
}
declare function send(message: string): Promise<void>;
declare function readCopy(): Promise<void>;

// ok: circuit-breaker
export const plain = send('x');
