import axios from 'axios';
import axiosRetry from 'axios-retry';

const client = axios.create();

// expect: retry arcs=retry,recover,exhaust,refuse
axiosRetry(client, {
	retries: 3,
	retryDelay: axiosRetry.exponentialDelay,
	retryCondition: error => error.response?.status === 503,
	onRetry: count => console.warn(count),
});

// ok: retry
axiosRetry(axios.create(), {retries: 0});

// ok: retry
export const retryable = axiosRetry.isNetworkError(new Error() as never);
