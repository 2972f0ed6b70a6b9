import npmFetch from 'npm-registry-fetch';

export const packument = (name: string) =>
	npmFetch.json(`/${name}`, {
		// expect: retry arcs=retry,recover,exhaust,refuse
		fetchRetries: 3,
		// expect: timeout arcs=fire
		timeout: 10_000,
	});

export const all = () =>
	// implicit: timeout arcs=fire
	npmFetch.json.stream('/-/all', '*', {
		// expect: retry arcs=retry,recover,exhaust,refuse
		retry: {retries: 2},
	});

// ok: retry
// implicit: timeout arcs=fire
export const plain = (name: string) => npmFetch(`/${name}`, {fetchRetries: 0});

const {json} = require('npm-registry-fetch');
export const latest = (name: string) =>
	json(`/${name}/latest`, {
		// expect: timeout arcs=fire
		timeout: 500,
	});
