import {createTRPCClient, httpBatchLink, retryLink} from '@trpc/client';
import * as trpc from '@trpc/client';

export const client = createTRPCClient({
	links: [
		// expect: retry arcs=retry,recover,exhaust,refuse
		retryLink({
			retry: ({error, attempts}) => error.data?.code === 'INTERNAL_SERVER_ERROR' && attempts <= 3,
			retryDelayMs: attempt => 1000 * 2 ** attempt,
		}),
		httpBatchLink({url: '/trpc'}),
	],
});

// expect: retry arcs=retry,recover,exhaust,refuse
export const link = trpc.retryLink({retry: ({attempts}) => attempts < 2});

// ok: retry
export const plain = createTRPCClient({links: [httpBatchLink({url: '/trpc'})]});
