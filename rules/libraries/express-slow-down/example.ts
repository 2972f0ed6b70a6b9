import express from 'express';
import {slowDown} from 'express-slow-down';

const app = express();
// expect: limiter arcs=saturate
app.use(slowDown({windowMs: 60_000, delayAfter: 5, delayMs: hits => hits * 100}));

// expect: limiter arcs=saturate
app.use(require('express-slow-down')({delayAfter: 1}));

// ok: limiter
app.listen(3000);
