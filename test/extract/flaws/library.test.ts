import test from 'ava';
import {describeFlaws} from './expect-flaws.ts';

describeFlaws(test, {
	'unlistened and endless-wait: a pool with no options': `
import {Pool} from 'pg';
// flaw: endless-wait, unlistened
export const pool = new Pool();
export const find = id => pool.query('select', [id]);`,
	'endless-wait: a pool that somebody listens to': `
import pg from 'pg';
// flaw: endless-wait
const pool = new pg.Pool({max: 5});
pool.on('error', err => console.error(err));
export const find = id => pool.query('select', [id]);`,
	'unlistened: a pool with a deadline': `
import Pool from 'pg-pool';
class Store {
	// flaw: unlistened
	pool = new Pool({connectionTimeoutMillis: 500});
	find(id) { return this.pool.query('select', [id]); }
}`,
	'unlistened: a client that reconnects': `
import {createClient} from 'redis';
const socket = {
	// flaw: unlistened
	reconnectStrategy: tries => tries * 50,
};
export const client = createClient({socket});
client.on('ready', () => console.log('ready'));`,
	'endless-wait: generic-pool': `
import {createPool} from 'generic-pool';
// flaw: endless-wait
const pool = createPool(factory, {max: 4});
export const use = work => pool.use(work);`,
	'unbounded and eager: cockatiel with its defaults': `
import {handleAll, retry} from 'cockatiel';
// flaw: unbounded, eager
const policy = retry(handleAll, {});
export const load = () => policy.execute(() => fetch('/a'));`,
	'unbounded: p-retry for ever': `
import pRetry from 'p-retry';
// flaw: unbounded
export const load = () => pRetry(() => fetch('/a'), {retries: Infinity});`,
	'eager and indiscriminate: axios-retry': `
import axios from 'axios';
import axiosRetry from 'axios-retry';
// flaw: eager, indiscriminate
axiosRetry(axios, {retries: 5, retryCondition: () => true});`,
	'eager: async.retry without an interval': `
import {retry} from 'async';
// flaw: eager
export const load = done => retry(5, fetchOrders, done);
function fetchOrders(callback) { client.get('/orders', callback); }`,

	'what is set: no flaw': `
import {Pool} from 'pg';
import {createPool} from 'generic-pool';
import axios from 'axios';
import axiosRetry from 'axios-retry';
import pRetry, {AbortError} from 'p-retry';
import {ExponentialBackoff, handleAll, retry} from 'cockatiel';
const pool = new Pool({connectionTimeoutMillis: 500}).on('error', report);
const others = createPool(factory, {acquireTimeoutMillis: 100});
axiosRetry(axios, {retries: 3, retryDelay: axiosRetry.exponentialDelay, retryCondition: err => err.code === 'ECONNRESET'});
export const load = () => pRetry(() => fetch('/a'), {retries: 4});
export const policy = retry(handleAll, {maxAttempts: 4, backoff: new ExponentialBackoff()});`,
	'what cannot be read: no flaw': `
import {Pool} from 'pg';
import {createPool} from 'generic-pool';
import axios from 'axios';
import axiosRetry from 'axios-retry';
import {handleAll, retry} from 'cockatiel';
export function open(config, events) {
	const pool = new Pool(config);
	pool.on(events.failure, report);
	createPool(factory, {...config});
	axiosRetry(axios, config);
	return [pool, retry(handleAll, config)];
}`,
	'few attempts, or something else that ends it: no flaw': `
import axios from 'axios';
import axiosRetry from 'axios-retry';
import pRetry, {AbortError} from 'p-retry';
import {handleAll, retry} from 'cockatiel';
axiosRetry(axios, {retries: 1});
export const twice = retry(handleAll, {maxAttempts: 2});
export const load = signal => pRetry(() => fetch('/a'), {retries: Infinity, signal});
export const other = () => pRetry(() => { throw new AbortError('gone'); }, {retries: Infinity});`,
});
