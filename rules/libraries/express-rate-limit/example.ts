import express from 'express';
import {rateLimit} from 'express-rate-limit';

const app = express();

app.use(
	// expect: limiter arcs=reject
	rateLimit({
		windowMs: 60_000,
		limit: 100,
		handler: (_request, response) => response.status(429).send('slow down'),
	}),
);

// ok: limiter
app.use(express.json({limit: '1mb'}));
