import {BentoCache, bentostore} from 'bentocache';
import {memoryDriver} from 'bentocache/drivers/memory';

const cache = new BentoCache({
	default: 'memory',
	stores: {memory: bentostore().useL1Layer(memoryDriver({}))},
	// expect: fallback arcs=engage
	grace: '6h',
	onFactoryError: error => console.warn(error),
});

export const find = (id: string) =>
	cache.namespace('users').getOrSet({
		key: id,
		factory: () => fetch(`/users/${id}`),
		// expect: fallback arcs=engage
		grace: '1h',
		// expect: timeout arcs=fire
		timeout: '200ms',
		// expect: timeout arcs=fire
		hardTimeout: '1s',
	});

export const plain = (id: string) =>
	cache.getOrSet({
		key: id,
		factory: () => fetch(`/users/${id}`),
		// ok: fallback
		grace: false,
	});

export const other = new BentoCache({
	default: 'memory',
	stores: {memory: bentostore()},
	// expect: timeout arcs=fire
	hardTimeout: '2s',
});
