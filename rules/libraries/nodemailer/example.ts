import nodemailer from 'nodemailer';

const transport = nodemailer.createTransport({
	// expect: pool arcs=exhaust,resource-error,release-on-error
	pool: true,
	host: 'smtp.example.com',
	// expect: limiter arcs=saturate
	rateLimit: 10,
	// expect: timeout arcs=fire
	socketTimeout: 5000,
});

export const send = (to: string) => transport.sendMail({to, text: 'hello'});

// ok: pool
export const single = nodemailer.createTransport({host: 'smtp.example.com'});
