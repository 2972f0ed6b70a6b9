import request from 'superagent';

export const load = (url: string) =>
	// expect: retry arcs=retry,recover,exhaust,refuse
	// expect: timeout arcs=fire
	request.get(url).set('accept', 'application/json').timeout({response: 500, deadline: 2000}).retry(2);

// ok: retry
export const once = (url: string) => request.post(url).send({a: 1}).retry(0);
