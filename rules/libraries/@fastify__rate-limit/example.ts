import rateLimit from '@fastify/rate-limit';
import Fastify, {type FastifyInstance} from 'fastify';

const app = Fastify();

// expect: limiter arcs=reject
await app.register(rateLimit, {
	max: 100,
	timeWindow: '1 minute',
	errorResponseBuilder: (_request, {after}) => ({statusCode: 429, message: `again in ${after}`}),
});

// expect: limiter arcs=reject
app.register(import('@fastify/rate-limit'), {max: 5});

// ok: limiter
console.log(rateLimit);
// ok: limiter
app.register(other, {max: 5, plugin: rateLimit});

declare const other: () => void;

// expect: limiter arcs=reject
app.get('/login', {config: {rateLimit: {max: 3, timeWindow: 1000}}}, async () => 'hello');

export async function routes(instance: FastifyInstance) {
	instance.route({
		method: 'GET',
		url: '/users',
		// expect: limiter arcs=reject
		config: {rateLimit: {max: 10}},
		handler: async () => [],
	});
	// ok: limiter
	instance.get('/health', {config: {rateLimit: false}}, async () => 'up');
	// expect: limiter arcs=reject
	instance.setNotFoundHandler({preHandler: instance.rateLimit({max: 4})}, async () => 'no');
}
