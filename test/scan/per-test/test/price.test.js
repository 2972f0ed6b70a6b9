import assert from 'node:assert/strict';
import {afterEach, beforeEach, mock, test} from 'node:test';
import {client} from '../src/client.js';
import {price} from '../src/price.js';

beforeEach(() => {
	mock.method(client, 'get', async () => ({amount: 12}));
});
afterEach(() => mock.restoreAll());

test('the price of the supplier', async () => {
	assert.deepEqual(await price('a'), {amount: 12});
});

test('asks for the id', async () => {
	await price('b');
	assert.equal(client.get.mock.calls[0].arguments[0], '/price/b');
});
