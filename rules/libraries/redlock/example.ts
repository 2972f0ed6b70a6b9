import Redlock from 'redlock';

const redlock = new Redlock([], {
	// expect: retry arcs=retry,recover,exhaust
	retryCount: 5,
	retryDelay: 200,
});

// ok: retry
export const take = (resource: string) => redlock.acquire([resource], 5000);
