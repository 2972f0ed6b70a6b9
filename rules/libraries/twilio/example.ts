import twilio from 'twilio';

export const client = twilio('sid', 'token', {
	// expect: retry arcs=retry,recover,exhaust,refuse
	autoRetry: true,
	maxRetries: 5,
	// expect: timeout arcs=fire
	timeout: 10_000,
});

// ok: retry
export const plain = new twilio.Twilio('sid', 'token', {maxRetries: 5});
