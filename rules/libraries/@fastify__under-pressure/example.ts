import underPressure from '@fastify/under-pressure';
import fastify from 'fastify';

const app = fastify();
// expect: limiter arcs=reject
app.register(underPressure, {maxEventLoopDelay: 1000, maxHeapUsedBytes: 100_000_000, message: 'busy'});

// expect: limiter arcs=reject
app.register(require('@fastify/under-pressure'), {maxRssBytes: 100_000_000});

// ok: limiter
app.register(underPressure, {exposeStatusRoute: true});
