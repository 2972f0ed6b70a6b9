import {ApolloClient, from, HttpLink} from '@apollo/client';
import {onError} from '@apollo/client/link/error';
import {RetryLink} from '@apollo/client/link/retry';

// expect: retry arcs=retry,recover,exhaust
const retryLink = new RetryLink({delay: {initial: 300}, attempts: {max: 5}});

// expect: retry arcs=retry,recover,exhaust,refuse
const picky = new RetryLink({attempts: (count, operation, error) => count < 3 && error.statusCode !== 401});

// expect: handler arcs=enter
const errorLink = onError(({networkError}) => console.warn(networkError));

export const client = new ApolloClient({link: from([errorLink, retryLink, picky, new HttpLink({uri: '/graphql'})])});

const retry = require('@apollo/client/link/retry');
// ok: retry
export const once = new retry.RetryLink({attempts: {max: 1}});
