import {Hono} from 'hono';
import {rateLimiter} from 'hono-rate-limiter';
import * as limits from 'hono-rate-limiter';

const app = new Hono();
app.use(
	// expect: limiter arcs=reject
	rateLimiter({windowMs: 60_000, limit: 100, keyGenerator: c => c.req.header('x-key') ?? ''}),
);

export const socket =
	// expect: limiter arcs=reject
	limits.webSocketLimiter({windowMs: 1000, limit: 5, keyGenerator: () => '', handler: (event, ws) => ws.close()});

// ok: limiter
export const store = new limits.MemoryStore();
