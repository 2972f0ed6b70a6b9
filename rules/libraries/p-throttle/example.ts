import pThrottle from 'p-throttle';

// expect: limiter arcs=saturate
const throttle = pThrottle({limit: 2, interval: 1000, onDelay: () => console.warn('waiting')});

// ok: limiter
export const load = throttle((url: string) => fetch(url));
