import {readFile} from 'node:fs';
import retry from 'async/retry';

export function load(name: string, done: (error?: Error | null) => void) {
	// expect: retry arcs=retry,recover,exhaust
	retry({times: 3, interval: 200}, callback => readFile(name, callback), done);
	// ok: retry
	retry(1, callback => readFile(name, callback), done);
}

const again = require('async/retry');
export const old = (name: string, done: (error?: Error | null) => void) =>
	// expect: retry arcs=retry,recover,exhaust
	again((callback: () => void) => readFile(name, callback), done);
