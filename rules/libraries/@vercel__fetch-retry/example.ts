import createFetch from '@vercel/fetch-retry';
import nodeFetch from 'node-fetch';

// expect: retry arcs=retry,recover,exhaust,refuse
const fetch = createFetch(nodeFetch);

export const load = (url: string) => fetch(url, {retry: {retries: 3}});

// ok: retry
export const plain = (url: string) => nodeFetch(url);

// expect: retry arcs=retry,recover,exhaust,refuse
export const other = require('@vercel/fetch-retry')(require('node-fetch'));
