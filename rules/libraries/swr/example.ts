import useSWR from 'swr';
import useSWRInfinite from 'swr/infinite';

const fetcher = (url: string) => fetch(url);

export const useUser = (id: string) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	useSWR(`/users/${id}`, fetcher, {
		onErrorRetry: (error, key, config, revalidate, {retryCount}) => {
			if (error.status === 404 || retryCount >= 10) return;
			setTimeout(() => revalidate({retryCount}), 5000);
		},
	});

export const usePages = () =>
	// expect: retry arcs=retry,recover,exhaust
	useSWRInfinite(page => `/users?page=${page}`, fetcher, {errorRetryCount: 3});

export const usePlain = () =>
	// implicit: retry arcs=retry,recover
	useSWR('/users', fetcher);

// ok: retry
export const useOnce = () => useSWR('/users', fetcher, {shouldRetryOnError: false});
