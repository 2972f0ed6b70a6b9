import {QueryClient, useQuery} from '@tanstack/react-query';

export const client = new QueryClient({
	defaultOptions: {
		queries: {
			// expect: retry arcs=retry,recover,exhaust,refuse
			retry: (count, error) => count < 3 && error.message !== 'gone',
		},
		mutations: {
			// ok: retry
			retry: false,
		},
	},
});

export const useUser = (id: string) =>
	useQuery({
		queryKey: ['user', id],
		queryFn: () => fetch(`/users/${id}`),
		// expect: retry arcs=retry,recover,exhaust
		retry: 2,
	});

// ok: retry
export const useUsers = () => useQuery({queryKey: ['users'], queryFn: () => fetch('/users')});
