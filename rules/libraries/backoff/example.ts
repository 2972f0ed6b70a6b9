import backoff from 'backoff';

declare function get(url: string, done: (error?: Error) => void): void;

// expect: retry arcs=retry,recover,exhaust,refuse
const call = backoff.call(get, 'https://example.com', (error: Error) => console.warn(error));
call.retryIf(error => error.status === 503);
call.setStrategy(new backoff.ExponentialStrategy());
call.failAfter(10);
call.start();

class Connection {
	// expect: retry arcs=retry,recover,exhaust
	private readonly backoff = backoff.fibonacci({initialDelay: 10, maxDelay: 300});

	constructor() {
		this.backoff.failAfter(10);
		this.backoff.on('ready', () => this.connect());
		this.backoff.on('fail', () => console.error('down'));
	}

	connect() {
		get('https://example.com', error => error && this.backoff.backoff());
	}
}

const {exponential} = require('backoff');
// expect: retry arcs=retry,recover
export const endless = exponential({randomisationFactor: 0});

// ok: retry
export const strategy = new backoff.FibonacciStrategy({});

export {Connection};
