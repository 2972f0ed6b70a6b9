import Piscina from 'piscina';

// expect: pool arcs=exhaust,resource-error,release-on-error
const pool = new Piscina({filename: '/app/worker.js', maxThreads: 4, maxQueue: 100});

// ok: pool
export const resize = (image: string) => pool.run({image});
