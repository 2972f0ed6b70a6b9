import * as gax from 'google-gax';
import {Status} from 'google-gax';

// expect: retry arcs=retry,recover,exhaust,refuse
const retry = gax.createRetryOptions([Status.UNAVAILABLE], gax.createDefaultBackoffSettings());

export const list = (client: {list(request: object, options: gax.CallOptions): Promise<unknown>}) =>
	client.list({}, {retry, timeout: 5000});

// ok: retry
export const settings = gax.createBackoffSettings(100, 1.3, 1000, 1000, 1, 1000, 60_000);
