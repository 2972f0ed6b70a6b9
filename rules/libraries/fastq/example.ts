import fastq from 'fastq';

// expect: limiter arcs=saturate
const queue = fastq.promise(async (url: string) => fetch(url), 2);

// ok: limiter
export const load = (url: string) => queue.push(url);
