import Koa from 'koa';
import ratelimit from 'koa-ratelimit';

const app = new Koa();
// expect: limiter arcs=reject
app.use(ratelimit({driver: 'memory', db: new Map(), duration: 60_000, max: 100, onLimited: () => console.warn('too many')}));

// expect: limiter arcs=reject
app.use(require('koa-ratelimit')({driver: 'memory', db: new Map()}));

// ok: limiter
app.listen(3000);
