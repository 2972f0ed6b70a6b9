import {retryExchange} from '@urql/exchange-retry';
import {Client, fetchExchange} from 'urql';

export const client = new Client({
	url: '/graphql',
	exchanges: [
		// expect: retry arcs=retry,recover,exhaust,refuse
		retryExchange({initialDelayMs: 1000, maxNumberAttempts: 3, retryIf: error => Boolean(error.networkError)}),
		fetchExchange,
	],
});

const exchanges = require('@urql/exchange-retry');
// expect: retry arcs=retry,recover,exhaust,refuse
export const plain = exchanges.retryExchange();

// ok: retry
export const once = retryExchange({maxNumberAttempts: 1});
