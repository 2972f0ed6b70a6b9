import wretch from 'wretch';
import AbortAddon from 'wretch/addons/abort';
import {retry} from 'wretch/middlewares';

const api = wretch('https://api.example.com')
	.addon(AbortAddon())
	.middlewares([
		// expect: retry arcs=retry,recover,exhaust,refuse
		retry({maxAttempts: 3, onRetry: () => console.warn('again')}),
	]);

export const find = (id: string) =>
	// expect: timeout arcs=fire
	// expect: fallback arcs=engage
	api.url(`/users/${id}`).get().setTimeout(1000).notFound(() => ({missing: true})).json();

export const save = (user: object) =>
	// ok: timeout
	// ok: fallback
	api.url('/users').json(user).post().notFound(error => { throw error; }).json();

const middlewares = require('wretch/middlewares');
// expect: retry arcs=retry,recover,refuse
export const forever = middlewares.retry({maxAttempts: 0});
