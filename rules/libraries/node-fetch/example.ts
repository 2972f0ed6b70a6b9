import fetch from 'node-fetch';

export const load = (url: string) =>
	fetch(url, {
		method: 'POST',
		// expect: timeout arcs=fire
		timeout: 5000,
	});

// ok: timeout
export const wait = (url: string) => fetch(url, {timeout: 0});
