import Tinypool from 'tinypool';

// expect: pool arcs=exhaust,resource-error,release-on-error
const pool = new Tinypool({filename: '/app/worker.js'});

// ok: pool
export const resize = (image: string) => pool.run({image});
