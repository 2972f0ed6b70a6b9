import {Client} from '@notionhq/client';

export const notion = new Client({
	auth: 'secret',
	// expect: retry arcs=retry,recover,exhaust,refuse
	retry: {maxRetries: 5},
	// expect: timeout arcs=fire
	timeoutMs: 10_000,
});

// implicit: retry arcs=retry,recover,exhaust,refuse
// implicit: timeout arcs=fire
export const plain = new Client({auth: 'secret'});

// ok: retry
// implicit: timeout arcs=fire
export const hasty = new Client({auth: 'secret', retry: false});
