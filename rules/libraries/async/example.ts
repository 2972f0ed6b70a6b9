import async from 'async';
import eachLimit from 'async/eachLimit';
import retry from 'async/retry';
import {readFile, stat} from 'node:fs';

export function load(name: string, done: (error?: Error | null) => void) {
	// expect: retry arcs=retry,recover,exhaust,refuse
	async.retry(
		{times: 3, interval: count => 50 * count, errorFilter: error => error.message === 'busy'},
		callback => readFile(name, callback),
		done,
	);
	// expect: retry arcs=retry,recover,exhaust
	async.retry(3, callback => readFile(name, callback), done);
	// expect: retry arcs=retry,recover,exhaust
	async.retry(callback => readFile(name, callback), done);
	// ok: retry
	async.retry(1, callback => readFile(name, callback), done);
}

// expect: timeout arcs=fire
export const statInTime = async.timeout(stat, 1000);

// expect: retry arcs=retry,recover,exhaust
export const statAgain = async.retryable(3, stat);

// expect: limiter arcs=saturate
export const queue = async.queue(async (url: string) => fetch(url), 2);

// expect: limiter arcs=saturate
export const loadAll = (urls: string[]) => async.mapLimit(urls, 5, async (url: string) => fetch(url));

// ok: limiter
export const loadAtOnce = (urls: string[]) => async.map(urls, async (url: string) => fetch(url));

// expect: handler arcs=enter
queue.error(error => console.warn(error));

export const first = (done: (error?: Error | null) => void) =>
	// expect: fallback arcs=engage,fail
	async.tryEach([callback => readFile('a', callback), callback => readFile('b', callback)], done);

export const any = (urls: string[]) =>
	// expect: limiter arcs=saturate
	async.detectLimit(urls, 3, async (url: string) => (await fetch(url)).ok);

export function loadByName(name: string, done: (error?: Error | null) => void) {
	// expect: retry arcs=retry,recover,exhaust
	retry({times: 3, interval: 200}, callback => readFile(name, callback), done);
	// ok: retry
	retry(1, callback => readFile(name, callback), done);
}

const again = require('async/retry');
export const old = (name: string, done: (error?: Error | null) => void) =>
	// expect: retry arcs=retry,recover,exhaust
	again((callback: () => void) => readFile(name, callback), done);

// expect: limiter arcs=saturate
export const each = (urls: string[]) => eachLimit(urls, 2, async (url: string) => void (await fetch(url)));
