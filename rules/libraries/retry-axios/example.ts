import axios from 'axios';
import * as rax from 'retry-axios';

const client = axios.create();

// expect: retry arcs=retry,recover,exhaust,refuse
const id = rax.attach(client);

export const load = (url: string) => client.get(url, {raxConfig: {retry: 5, onRetryAttempt: async error => console.warn(error)}});

// ok: retry
export const stop = () => rax.detach(id, client);

const {attach} = require('retry-axios');
export function everywhere() {
	// expect: retry arcs=retry,recover,exhaust,refuse
	attach();
}
