import {GoogleGenAI} from '@google/genai';

const client = new GoogleGenAI({
	apiKey: 'secret',
	httpOptions: {
		// expect: retry arcs=retry,recover,exhaust,refuse
		retryOptions: {attempts: 4},
		// expect: timeout arcs=fire
		timeout: 20_000,
	},
});

export const ask = (contents: string) =>
	client.models.generateContent({
		model: 'small',
		contents,
		config: {
			httpOptions: {
				// expect: timeout arcs=fire
				timeout: 5000,
			},
		},
	});

// ok: retry
export const plain = new GoogleGenAI({apiKey: 'secret'});
