import {createPool} from 'generic-pool';

const factory = {create: async () => ({}), destroy: async () => {}};

// expect: pool arcs=exhaust,acquire-timeout,resource-error,release-on-error
export const pool = createPool(factory, {
	max: 4,
	// expect: timeout arcs=fire
	acquireTimeoutMillis: 1000,
});

export const run = () => pool.use(async resource => resource);

// expect: pool arcs=exhaust,resource-error,release-on-error
export const patient = createPool(factory);

function local(createPool: () => void) {
	// ok: pool
	createPool();
}
export {local};
