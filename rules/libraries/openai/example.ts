import OpenAI, {AzureOpenAI} from 'openai';

const client = new OpenAI({
	// expect: retry arcs=retry,recover,exhaust,refuse
	maxRetries: 4,
	// expect: timeout arcs=fire
	timeout: 20_000,
});

export const ask = (content: string) =>
	client.chat.completions.create(
		{model: 'small', messages: [{role: 'user', content}]},
		{
			// expect: retry arcs=retry,recover,exhaust,refuse
			maxRetries: 1,
			// expect: timeout arcs=fire
			timeout: 5000,
		},
	);

export const patient = client.withOptions({
	// expect: timeout arcs=fire
	timeout: 60_000,
});

// implicit: retry arcs=retry,recover,exhaust,refuse
// implicit: timeout arcs=fire
export const plain = new OpenAI();

// ok: retry
// implicit: timeout arcs=fire
export const hasty = new AzureOpenAI({maxRetries: 0});
