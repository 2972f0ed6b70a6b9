import {Mutex, Semaphore, withTimeout} from 'async-mutex';

// expect: limiter arcs=saturate
const mutex = new Mutex();

export const save = (data: string) => mutex.runExclusive(() => fetch('/save', {method: 'POST', body: data}));

// expect: timeout arcs=fire
// expect: limiter arcs=saturate
export const slots = withTimeout(new Semaphore(4), 1000);

// ok: limiter
export const locked = mutex.isLocked();
