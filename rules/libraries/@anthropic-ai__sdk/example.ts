import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic({
	// expect: retry arcs=retry,recover,exhaust,refuse
	maxRetries: 4,
	// expect: timeout arcs=fire
	timeout: 20_000,
});

export const ask = (content: string) =>
	client.messages.create(
		{model: 'small', max_tokens: 100, messages: [{role: 'user', content}]},
		{
			// expect: retry arcs=retry,recover,exhaust,refuse
			maxRetries: 1,
			// expect: timeout arcs=fire
			timeout: 5000,
		},
	);

export const patient = client.withOptions({
	// expect: retry arcs=retry,recover,exhaust,refuse
	maxRetries: 8,
});

// implicit: retry arcs=retry,recover,exhaust,refuse
// implicit: timeout arcs=fire
export const plain = new Anthropic();

// ok: retry
// implicit: timeout arcs=fire
export const hasty = new Anthropic({maxRetries: 0});
