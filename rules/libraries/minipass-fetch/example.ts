import fetch from 'minipass-fetch';

export const load = (url: string) =>
	fetch(url, {
		// expect: timeout arcs=fire
		timeout: 2000,
	});

// ok: timeout
export const plain = (url: string) => fetch(url, {timeout: 0});

const {Request} = require('minipass-fetch');
export const request = (url: string) =>
	new Request(url, {
		// expect: timeout arcs=fire
		timeout: 500,
	});
