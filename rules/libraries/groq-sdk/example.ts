import Groq from 'groq-sdk';

const client = new Groq({
	// expect: retry arcs=retry,recover,exhaust,refuse
	maxRetries: 4,
	// expect: timeout arcs=fire
	timeout: 20_000,
});

export const ask = (content: string) =>
	client.chat.completions.create(
		{model: 'small', messages: [{role: 'user', content}]},
		{
			// expect: timeout arcs=fire
			timeout: 5000,
		},
	);

// implicit: retry arcs=retry,recover,exhaust,refuse
// implicit: timeout arcs=fire
export const plain = new Groq();

// ok: retry
// implicit: timeout arcs=fire
export const hasty = new Groq({maxRetries: 0});
