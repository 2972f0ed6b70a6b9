import timeout from 'connect-timeout';
import express from 'express';

const app = express();
// expect: timeout arcs=fire
app.use(timeout('5s'));

const required = require('connect-timeout');
app.get(
	'/slow',
	// expect: timeout arcs=fire
	required(1000, {respond: false}),
	(request, response) => response.send('done'),
);

// ok: timeout
app.listen(3000);
