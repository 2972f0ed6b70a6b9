import pLimit, {limitFunction} from 'p-limit';

// expect: limiter arcs=saturate
const limit = pLimit(5);

export const loadAll = (urls: string[]) => Promise.all(urls.map(url => limit(() => fetch(url))));

// expect: limiter arcs=saturate
export const loadOne = limitFunction((url: string) => fetch(url), {concurrency: 1});

// ok: limiter
export const free = pLimit(Number.POSITIVE_INFINITY);
