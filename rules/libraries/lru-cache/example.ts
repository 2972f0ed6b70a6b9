import {LRUCache} from 'lru-cache';

export const users = new LRUCache<string, object>({
	max: 500,
	ttl: 60_000,
	fetchMethod: async id => (await fetch(`/users/${id}`)).json(),
	// expect: fallback arcs=engage
	allowStaleOnFetchRejection: true,
});

// ok: fallback
export const plain = new LRUCache({max: 500, allowStaleOnFetchRejection: true});
