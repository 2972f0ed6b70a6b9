import AsyncLock from 'async-lock';

// expect: limiter arcs=saturate,reject
const lock = new AsyncLock({
	// expect: timeout arcs=fire
	timeout: 5000,
});

export const write = (key: string, value: string) =>
	lock.acquire(key, () => fetch(`/store/${key}`, {method: 'PUT', body: value}));

// ok: limiter
export const isBusy = () => lock.isBusy();
