import {embedMany, generateText, streamText} from 'ai';

export const ask = (prompt: string) =>
	generateText({
		model: 'small',
		prompt,
		// expect: retry arcs=retry,recover,exhaust,refuse
		maxRetries: 5,
		// expect: timeout arcs=fire
		timeout: {totalMs: 20_000},
	});

// implicit: retry arcs=retry,recover,exhaust,refuse
export const plain = (prompt: string) => streamText({model: 'small', prompt});

export const embed = (values: string[]) =>
	embedMany({
		model: 'small',
		values,
		// ok: retry
		maxRetries: 0,
		// expect: limiter arcs=saturate
		maxParallelCalls: 3,
	});
