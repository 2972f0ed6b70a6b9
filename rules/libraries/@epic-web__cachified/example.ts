import {cachified} from '@epic-web/cachified';
import * as cache from '@epic-web/cachified';

const map = new Map();

export const find = (id: string, fresh: boolean) =>
	cachified({
		key: id,
		cache: map,
		forceFresh: fresh,
		// expect: fallback arcs=engage
		fallbackToCache: 60_000,
		getFreshValue: () => fetch(`/users/${id}`),
	});

export const forced = (id: string) =>
	// implicit: fallback arcs=engage
	cache.cachified({key: id, cache: map, forceFresh: true, getFreshValue: () => fetch(`/users/${id}`)});

export const strict = (id: string) =>
	cachified({
		key: id,
		cache: map,
		forceFresh: true,
		// ok: fallback
		fallbackToCache: false,
		getFreshValue: () => fetch(`/users/${id}`),
	});
