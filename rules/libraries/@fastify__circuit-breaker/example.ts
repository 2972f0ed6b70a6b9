import circuitBreaker from '@fastify/circuit-breaker';
import Fastify from 'fastify';

const app = Fastify();

// expect: circuit-breaker arcs=trip,reject,probe-recover,probe-fail
app.register(circuitBreaker, {
	threshold: 3,
	// expect: timeout arcs=fire
	timeout: 1000,
	resetTimeout: 1000,
	onCircuitOpen: async () => ({open: true}),
});

// ok: circuit-breaker
app.register(async instance => instance.get('/', () => circuitBreaker.name));
