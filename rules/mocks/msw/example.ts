import {HttpResponse, http} from 'msw';
import {setupServer} from 'msw/node';

const handlers = [
	// expect: msw host api.example.com/a: network once
	http.get('https://api.example.com/a', () => HttpResponse.error(), {once: true}),
	// expect: msw host api.example.com/b: status503
	http.post('https://api.example.com/b', () => new HttpResponse(null, {status: 503})),
];
// ok: a message is no answer
console.info(handlers);
