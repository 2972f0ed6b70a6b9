import rateLimit from '@fastify/rate-limit';
import Fastify from 'fastify';

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
