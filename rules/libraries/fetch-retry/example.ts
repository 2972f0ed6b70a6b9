import fetchRetry from 'fetch-retry';

// expect: retry arcs=retry,recover,exhaust
const patient = fetchRetry(fetch, {retries: 5, retryDelay: attempt => 2 ** attempt * 1000});

// expect: retry arcs=retry,recover,exhaust,refuse
export const choosy = fetchRetry(fetch, {retryOn: (attempt, error) => attempt < 3 && error !== null});

// ok: retry
export const load = (url: string) => patient(url);
