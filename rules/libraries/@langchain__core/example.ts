import {ChatPromptTemplate} from '@langchain/core/prompts';
import {RunnableLambda} from '@langchain/core/runnables';
import {ChatAnthropic} from '@langchain/anthropic';
import {ChatOpenAI} from '@langchain/openai';

const lookUp = RunnableLambda.from(async (id: string) => (await fetch(`/users/${id}`)).text());

// expect: retry arcs=retry,recover,exhaust,refuse
export const patient = lookUp.withRetry({stopAfterAttempt: 4, onFailedAttempt: error => console.warn(error)});

// ok: retry
export const once = lookUp.withRetry({stopAfterAttempt: 1});

const model = new ChatOpenAI({
	model: 'small',
	// expect: retry arcs=retry,recover,exhaust,refuse
	maxRetries: 2,
	// expect: timeout arcs=fire
	timeout: 10_000,
	// expect: limiter arcs=saturate
	maxConcurrency: 5,
});

// implicit: retry arcs=retry,recover,exhaust,refuse
const other = new ChatAnthropic({model: 'other'});

// expect: fallback arcs=engage,fail
const sturdy = model.withFallbacks([other]);

export const answer = (text: string) =>
	ChatPromptTemplate.fromTemplate('Answer: {text}')
		.pipe(sturdy)
		.invoke({text}, {
			// expect: timeout arcs=fire
			timeout: 20_000,
		});
