import semaphore from 'semaphore';

// expect: limiter arcs=saturate
const gate = semaphore(1);

export const load = (url: string) => gate.take(() => fetch(url).finally(() => gate.leave()));

// expect: limiter arcs=saturate
export const other = require('semaphore')(3);

// ok: limiter
export const free = gate.available(1);
