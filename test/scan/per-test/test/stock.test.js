import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {after, before, test} from 'node:test';
import {stock} from '../src/stock.js';

let server;
before(async () => {
	server = createServer((_, response) => response.end('{"count":7}')).listen(0, '127.0.0.1');
	await new Promise(resolve => server.once('listening', resolve));
	process.env.SUPPLIER = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

test('the stock of the supplier', async () => {
	assert.deepEqual(await stock('a'), {count: 7});
});
