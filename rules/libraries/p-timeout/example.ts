import pTimeout from 'p-timeout';

// expect: timeout arcs=fire
export const load = (url: string) => pTimeout(fetch(url), {milliseconds: 500, fallback: () => undefined});

// expect: timeout arcs=fire
export const old = (url: string) => pTimeout(fetch(url), 500);

// ok: timeout
export const patient = (url: string) => pTimeout(fetch(url), {milliseconds: Number.POSITIVE_INFINITY});
