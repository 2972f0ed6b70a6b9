import {Octokit} from '@octokit/core';
import {retry} from '@octokit/plugin-retry';

// expect: retry arcs=retry,recover,exhaust,refuse
const Patient = Octokit.plugin(retry);
export const octokit = new Patient({retry: {doNotRetry: [404, 429]}, request: {retries: 2}});

// ok: retry
const Hasty = Octokit.plugin(retry);
export const hasty = new Hasty({retry: {enabled: false}});
