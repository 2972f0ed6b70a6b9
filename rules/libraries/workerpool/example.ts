import workerpool from 'workerpool';

// expect: pool arcs=exhaust,resource-error,release-on-error
const pool = workerpool.pool('/app/worker.js', {maxWorkers: 4});

// expect: timeout arcs=fire
export const resize = (image: string) => pool.exec('resize', [image]).timeout(5000);

// ok: pool
export const stats = () => pool.stats();
